"""What the windows show of a working copy at one moment: read in a task, then never touched again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import Conflict, Pending, Received, Refusal, Right
from ...core.local_time import parsed
from ...core.model import MapObject, ObjectVersion
from ...core.progress import Progress, check_cancelled
from ...core.review.records.model import Review
from ...core.review.records.ports import RefusedRecord
from .object_listing import Listing, listed

if TYPE_CHECKING:
    from ...core.motivation import Motivation
    from ...core.text import Text


class CopyState(StrEnum):
    """The state at a glance, in the dock's header and on the layer group; each has an icon and a text of its own."""

    UNCONNECTED = "unconnected"
    SYNCED = "synced"
    TO_SEND = "to_send"
    TO_FETCH = "to_fetch"
    CONFLICT = "conflict"
    REFUSED = "refused"
    UNSAVED = "unsaved"
    OFFLINE = "offline"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Contact:
    """What was found when the platform was last spoken to, or was to be.

    Attributes:
        to_fetch: number of versions there that have not been fetched.
        offline: it could not be reached.
        when: when it last answered, since the map was opened; None when it has not.
    """

    to_fetch: int = 0
    offline: bool = False
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A working copy as the windows need it.

    Attributes:
        path: the GeoPackage.
        municipality: its code.
        listing: own objects, prepared for the lists; the same one as before when none of them has changed.
        neighbours: number of neighbours' objects.
        pending: what differs from the platform and can be sent.
        outgoing: what was sent, or about to be, when something broke off: nobody knows yet whether it arrived.
        conflicts, refusals: what waits for the person.
        received: the latest changes that came in, newest first.
        fetched: when the platform was last reached; None when unknown.
        waiting: number of changes that are to be sent, those on their way included.
        user: the name the platform knows the person by.
        motivations: of warnings, whether they still hold or not; the same tuple as before when none has changed.
        review: what is known of submissions, decisions and comments, with what waits to be sent at the end.
        review_refused: what was said or handed in here, and the platform did not take.
        rights: what the user may do; empty before the platform was asked about the review.
        mended: what was put back in the file that somebody had taken out, until the person has been told.
        backup: where the file is kept as it was, when reading it brought it up to date; else empty.
    """

    path: str
    municipality: str
    catalogue: Catalogue
    listing: Listing = field(default_factory=Listing)
    neighbours: int = 0
    pending: tuple[Pending, ...] = ()
    outgoing: tuple[ObjectVersion, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    received: tuple[Received, ...] = ()
    fetched: datetime | None = None
    waiting: int = 0
    user: str = ""
    motivations: tuple[Motivation, ...] = ()
    review: Review = field(default_factory=Review)
    review_refused: tuple[RefusedRecord, ...] = ()
    rights: tuple[Right, ...] = ()
    backup: str = ""
    mended: Text | None = None

    @property
    def objects(self) -> tuple[MapObject, ...]:
        """Own objects, by class, name and identity."""
        return self.listing.objects

    @property
    def by_identity(self) -> Mapping[str, MapObject]:
        """Own objects by identity."""
        return self.listing.by_identity

    @property
    def municipality_name(self) -> str:
        """Name of the municipality, the code when the catalogue does not know it."""
        return next((m.name for m in self.catalogue.municipalities if m.code == self.municipality), self.municipality)

    @property
    def state(self) -> CopyState:
        """What matters most: a conflict before a refusal before changes to send before nothing."""
        if self.conflicts:
            return CopyState.CONFLICT
        if self.refusals:
            return CopyState.REFUSED
        return CopyState.TO_SEND if self.waiting else CopyState.SYNCED


def read(path: str, progress: Progress, before: Snapshot | None = None) -> Snapshot:
    """Read the working copy at `path`; for a task, since it takes its time with a large map. Raises `HsoError`.

    `before` is what was read the last time: what has not changed since is taken from it.
    """
    from ...workcopy import WorkingCopyFile

    with WorkingCopyFile.open(path) as copy:
        found = copy.objects()
        check_cancelled(progress)
        known = before.listing if before is not None and before.path == path else None
        listing = listed(found, copy.catalogue, known)
        check_cancelled(progress)
        counts, said = copy.counts(), copy.review_store()
        motivations = tuple(copy.motivations())
        if before is not None and before.motivations == motivations:
            motivations = before.motivations
        return Snapshot(
            path=path,
            municipality=copy.municipality,
            catalogue=copy.catalogue,
            listing=listing,
            neighbours=copy.object_count(neighbours=True),
            pending=tuple(copy.pending()),
            outgoing=tuple(version for version, _ in copy.outbox().values()),
            conflicts=tuple(copy.conflicts()),
            refusals=tuple(copy.refusals()),
            received=tuple(copy.received()),
            fetched=moment(counts.last_contact),
            waiting=counts.to_send,
            user=copy.settings.user,
            motivations=motivations,
            review=said.review(),
            review_refused=tuple(said.refused()),
            rights=said.rights(),
            backup=str(copy.backup or ""),
            mended=copy.mended,
        )


def news(snapshot: Snapshot) -> str:
    """Changes whenever something came in: then neighbours' objects may be others."""
    return snapshot.received[0].version.change if snapshot.received else ""


def moment(text: str | None) -> datetime | None:
    """A time as servers write it (ISO 8601), local without a zone; None when there is none or it cannot be read."""
    if not text:
        return None
    try:
        return parsed(text)
    except ValueError:
        return None
