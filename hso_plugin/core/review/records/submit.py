"""Submitting: a municipality's contribution as it would be now, what stands in its way, and the record of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from uuid import uuid4

from ...error_codes.files import IN_USE
from ...error_codes.review import ERRORS_LEFT, NEWER_EXISTS, UNMOTIVATED, UNSENT
from ...errors import HsoError
from ...ledger.ports import ChangeType, Platform, Received, WorkingCopy
from ...ledger.pull import pull
from ...model import Finding, GeometryKind, ObjectVersion, Severity
from ...progress import Progress
from ...reports.json_report import json_report
from ...reports.run import CheckRun
from ...text import Text
from . import states
from .model import Review, Submission
from .threads import Thread
from .threads import threads as threads_on

#: How often a platform that others send to all the time is asked whether it stands still.
_ROUNDS = 5


class Changes(Protocol):
    """What the summary asks of a platform."""

    def changes_of(
        self, kind: GeometryKind, municipality: str, position: int, progress: Progress
    ) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of a municipality's versions after `position`, ascending by position."""


@dataclass(frozen=True)
class Basis:
    """A municipality's contribution as it would be submitted now.

    Attributes:
        position: ledger position that it consists of everything up to.
        run: the check of it at stage `inlamning`.
        unsent: objects that are changed here and not known to be on the platform, conflicts among them.
        changes: what has changed since the last approved submission, the last version of each object, by identity.
        review: what was known of the review.
    """

    position: int
    run: CheckRun
    unsent: int
    changes: tuple[Received, ...]
    review: Review

    @property
    def municipality(self) -> str:
        """Code of the municipality."""
        return self.run.municipality

    @property
    def findings(self) -> Sequence[Finding]:
        """What the check found."""
        return self.run.findings

    @property
    def errors(self) -> int:
        """Findings that stop a submission."""
        return self.run.counts[Severity.ERROR]

    @property
    def unmotivated(self) -> int:
        """Warnings without a motivation that holds."""
        return self.run.unmotivated

    @property
    def previous(self) -> Submission | None:
        """The municipality's last submission."""
        return states.newest(self.review, self.municipality)

    @property
    def approved(self) -> Submission | None:
        """The submission that `changes` are counted from; None when nothing was ever approved."""
        return states.approved(self.review, self.municipality)

    @cached_property
    def counts(self) -> dict[ChangeType, int]:
        """Number of `changes` by type."""
        types = [change.type for change in self.changes]
        return {each: types.count(each) for each in ChangeType}

    @cached_property
    def threads(self) -> list[Thread]:
        """What was said of the last submission."""
        return threads_on(self.review, self.previous.change) if self.previous else []

    @property
    def answered(self) -> list[Thread]:
        """The threads that were answered or settled: the new submission names them."""
        return [thread for thread in self.threads if thread.answered or thread.settled]

    @property
    def unanswered(self) -> list[Thread]:
        """The threads that were neither answered nor settled. They hold nothing up."""
        return [thread for thread in self.threads if not (thread.answered or thread.settled)]


def refusal(basis: Basis) -> HsoError | None:
    """What stands in the way of submitting `basis`, the first thing first; None when nothing does."""
    if basis.unsent == 1:
        unsent = Text(
            "Ett objekt är inte skickat än och skulle inte komma med. Skicka det, och lämna in sedan.",
            "One object is not sent yet, so it would not be part of it. Send it, then submit.",
        )
    else:
        unsent = Text(
            f"{basis.unsent} objekt är inte skickade än och skulle inte komma med. Skicka dem, och lämna in sedan.",
            f"{basis.unsent} objects are not sent yet, so they would not be part of it. Send them, then submit.",
        )
    errors = Text(
        f"Kontrollen visar {basis.errors} fel. Åtgärda {'det' if basis.errors == 1 else 'dem'}, skicka, och lämna in "
        "sedan.",
        f"The check shows {basis.errors} error{'' if basis.errors == 1 else 's'}. Mend "
        f"{'it' if basis.errors == 1 else 'them'}, send, then submit.",
    )
    if basis.unmotivated == 1:
        unmotivated = Text(
            "En varning saknar motivering. Motivera eller åtgärda den, och lämna in sedan.",
            "One warning lacks a motivation. Motivate or mend it, then submit.",
        )
    else:
        unmotivated = Text(
            f"{basis.unmotivated} varningar saknar motivering. Motivera eller åtgärda dem, och lämna in sedan.",
            f"{basis.unmotivated} warnings lack a motivation. Motivate or mend them, then submit.",
        )
    for number, code, text in (
        (basis.unsent, UNSENT, unsent),
        (basis.errors, ERRORS_LEFT, errors),
        (basis.unmotivated, UNMOTIVATED, unmotivated),
    ):
        if number:
            return HsoError(code, text)
    return None


def behind() -> HsoError:
    """The fault of a basis that a colleague's work has passed."""
    return HsoError(
        NEWER_EXISTS,
        Text(
            "En kollega har skickat ändringar sedan kontrollen gjordes. De är hämtade nu. Kontrollera igen, och lämna "
            "in sedan.",
            "A colleague has sent changes since the check was made. They have been fetched now. Check again, then "
            "submit.",
        ),
        try_again=True,
    )


def level(platform: Platform, store: WorkingCopy, progress: Progress) -> int:
    """Receive until nothing is left to receive; the position up to which everything of all ledgers is here.

    Positions are handed out in the order of commits over all ledgers. When the cursors are the newest positions still
    after the last pull, everything up to the highest was committed before that was asked, and so has been seen.

    Raises:
        HsoError: also when others send so much that the platform never stands still.
        Cancelled
    """
    for _ in range(_ROUNDS):
        pull(platform, store, progress)
        cursors = {kind: store.cursor(kind) for kind in GeometryKind}
        if platform.stands_at(cursors):
            return max(cursors.values())
    raise HsoError(
        IN_USE,
        Text(
            "Andra skickar så mycket just nu att kartan inte står stilla. Inget är inlämnat. Försök igen om en stund.",
            "Others send so much just now that the map does not stand still. Nothing was submitted. Try again in a "
            "while.",
        ),
        try_again=True,
    )


def changes_since(platform: Changes, municipality: str, position: int, progress: Progress) -> tuple[Received, ...]:
    """What has become of a municipality's objects after `position`: the last version of each, ascending by position.

    One that came and went since then is not among them.
    """
    first: dict[str, ObjectVersion] = {}
    last: dict[str, ObjectVersion] = {}
    for kind in GeometryKind:
        for page in platform.changes_of(kind, municipality, position, progress):
            for version in page:
                first.setdefault(version.object.identity, version)
                last[version.object.identity] = version
    return summary(first, last)


def summary(first: Mapping[str, ObjectVersion], last: Mapping[str, ObjectVersion]) -> tuple[Received, ...]:
    """What the `first` and the `last` version of each object since some position come to, ascending by position."""
    found = []
    for identity, version in last.items():
        came = first[identity].version == 1
        if version.deleted and came:
            continue
        type_ = ChangeType.DELETED if version.deleted else ChangeType.NEW if came else ChangeType.CHANGED
        found.append(Received(type_, version))
    return tuple(sorted(found, key=lambda each: each.version.position or 0))


def submission_of(basis: Basis, message: str, user: str) -> Submission:
    """The record of submitting `basis`. Its report also says what has changed and which comments were answered.

    Raises:
        HsoError: what stands in the way, see `refusal`.
    """
    found = refusal(basis)
    if found is not None:
        raise found
    report = json_report(basis.run, "sv") | {
        "changes": {str(type_): count for type_, count in basis.counts.items()},
        "answered": [thread.question.change for thread in basis.answered],
    }
    # In ASCII, and without what QGIS Server cuts out of texts in GML: it is to come back letter by letter.
    text = json.dumps(report, ensure_ascii=True, separators=(",", ":")).replace("]]>", "]]\\u003e")
    return Submission(str(uuid4()), basis.municipality, basis.position, basis.run.catalogue.name, text, message, user)
