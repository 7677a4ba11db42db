"""What the windows show of a working copy at one moment: read in a task, then never touched again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..core.catalogue.model import Catalogue
from ..core.ledger.ports import Conflict, Pending, Received, Refusal
from ..core.model import MapObject
from ..core.progress import Progress, check_cancelled
from ..workcopy import WorkingCopyFile


class State(StrEnum):
    """The state in the dock's header; each has an icon and a text of its own."""

    UNCONNECTED = "unconnected"
    SYNCED = "synced"
    TO_SEND = "to_send"
    CONFLICT = "conflict"
    UNSAVED = "unsaved"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A working copy as the windows need it.

    Attributes:
        path: the GeoPackage.
        municipality: its code.
        objects: own objects, by class, name and identity.
        neighbours: number of neighbours' objects.
        pending: what differs from the platform and can be sent.
        conflicts, refusals: what waits for the person.
        received: the latest changes that came in, newest first.
        fetched: when the platform was last reached; None when unknown.
        waiting: number of changes that are to be sent, those on their way included.
    """

    path: str
    municipality: str
    catalogue: Catalogue
    objects: tuple[MapObject, ...] = ()
    neighbours: int = 0
    pending: tuple[Pending, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    received: tuple[Received, ...] = ()
    fetched: datetime | None = None
    waiting: int = 0
    by_identity: Mapping[str, MapObject] = field(init=False, repr=False, compare=False)
    class_counts: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_identity", {item.identity: item for item in self.objects})
        object.__setattr__(self, "class_counts", Counter(item.klass for item in self.objects))

    @property
    def municipality_name(self) -> str:
        """Name of the municipality, the code when the catalogue does not know it."""
        return next((m.name for m in self.catalogue.municipalities if m.code == self.municipality), self.municipality)

    @property
    def state(self) -> State:
        """What matters most: a conflict before changes to send before nothing."""
        if self.conflicts:
            return State.CONFLICT
        return State.TO_SEND if self.waiting else State.SYNCED


def read(path: str, progress: Progress) -> Snapshot:
    """Read the working copy at `path`; for a task, since it takes its time with a large map. Raises `HsoError`."""
    with WorkingCopyFile.open(path) as copy:
        objects = in_order(copy.objects())
        check_cancelled(progress)
        counts = copy.counts()
        return Snapshot(
            path=path,
            municipality=copy.municipality,
            catalogue=copy.catalogue,
            objects=objects,
            neighbours=len(copy.neighbours()),
            pending=tuple(copy.pending()),
            conflicts=tuple(copy.conflicts()),
            refusals=tuple(copy.refusals()),
            received=tuple(copy.received()),
            fetched=moment(counts.last_contact),
            waiting=counts.to_send,
        )


def moment(text: str | None) -> datetime | None:
    """A time as servers write it (ISO 8601), local without a zone; None when there is none or it cannot be read."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return None


def in_order(objects: list[MapObject]) -> tuple[MapObject, ...]:
    """Objects as lists show them: by class, then name, then identity, so that the order never jumps."""
    return tuple(sorted(objects, key=lambda o: (o.klass, o.name.casefold(), o.identity)))
