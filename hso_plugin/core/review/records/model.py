"""Submissions, decisions, comments and releases: rows that are only ever added, like the versions of objects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...platform.server import COMMENTS, DECISIONS, RELEASES, SUBMISSIONS


class Event(StrEnum):
    """What can be recorded of a submission: `beslut.handelse` on the platform."""

    TAKEN_UP = "under_granskning"
    APPROVED = "godkand"
    RETURNED = "ater_for_komplettering"
    REJECTED = "avslagen"
    WITHDRAWN = "aterkallad"


class SubmissionState(StrEnum):
    """Where a submission stands. It is derived from its events, never stored."""

    SUBMITTED = "inskickad"
    UNDER_REVIEW = "under_granskning"
    APPROVED = "godkand"
    RETURNED = "ater_for_komplettering"
    REJECTED = "avslagen"
    WITHDRAWN = "aterkallad"
    REPLACED = "ersatt"


@dataclass(frozen=True, slots=True)
class Submission:
    """A municipality's contribution as it stood at a position of the ledgers: a row of `inlamning`.

    Attributes:
        change: `andring`, the submission's identity, lower-case UUID given by the client.
        municipality: `kommunkod`.
        snapshot: `position`: every version of the municipality up to this `lopnr` belongs to it.
        catalogue: `regelverk`, name of the classification it was checked against.
        report: `rapport`, the check's report at stage `inlamning`, JSON.
        message: `meddelande` to the reviewer.
        user: `anvandare`.
        position: `lopnr`, its own place among all rows of the platform; None before the platform has given it.
        time: `inskickad`, ISO 8601 as the platform wrote it.
    """

    change: str
    municipality: str
    snapshot: int
    catalogue: str
    report: str
    message: str
    user: str
    position: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An event on a submission: a row of `beslut`.

    Attributes:
        submission: `inlamning`, the submission's `change`.
        reason: `motivering`, empty when there is none; returning and rejecting need one.
        change, user, position, time: as for `Submission`; the time is `tidpunkt`.
    """

    change: str
    submission: str
    event: Event
    reason: str
    user: str
    position: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """Something said of a submission, of a version of an object, or of a place: a row of `kommentar`.

    Attributes:
        text: `innehall`; may be empty only where `settled` says something.
        submission: `inlamning`, `change` of the submission; None when it is said of an object alone.
        object, version: `objektidentitet` and `objektversion`; both or none.
        answers: `svar_pa`, `change` of the comment that this one answers; it is then about the same.
        place: (`ost`, `nord`), easting and northing in EPSG:3006; None without a place of its own.
        settled: `avgjord`: True ticks off the thread, False takes it up again, None says nothing of that.
        change, user, position, time: as for `Decision`.
    """

    change: str
    text: str
    user: str
    submission: str | None = None
    object: str | None = None
    version: int | None = None
    answers: str | None = None
    place: tuple[float, float] | None = None
    settled: bool | None = None
    position: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """The assembled map as the region adopted it: a row of `utgava`.

    Attributes:
        name: `namn`, unique on the platform.
        submissions: `inlamningar`, `change` of the approved submissions it consists of, one a municipality at most.
        catalogue: `regelverk` in force when it was recorded.
        change, user, position, time: as for `Decision`.
    """

    change: str
    name: str
    submissions: tuple[str, ...]
    catalogue: str
    user: str
    position: int | None = None
    time: str | None = None


Record = Submission | Decision | Comment | Release

#: Table on the platform, and WFS type, by sort of record. Submissions come first: the others point at them.
TABLES: dict[str, type[Submission] | type[Decision] | type[Comment] | type[Release]] = {
    SUBMISSIONS: Submission,
    DECISIONS: Decision,
    COMMENTS: Comment,
    RELEASES: Release,
}


@dataclass(frozen=True, slots=True)
class Review:
    """Everything known of the review; each tuple ascending by position, with what is not sent yet at the end."""

    submissions: tuple[Submission, ...] = ()
    decisions: tuple[Decision, ...] = ()
    comments: tuple[Comment, ...] = ()
    releases: tuple[Release, ...] = ()
