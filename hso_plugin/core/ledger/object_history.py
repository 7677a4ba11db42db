"""What has become of an object, version by version: from the ledger, and what a working copy knows of it by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from ..errors import HsoError
from ..model import GeometryKind, MapObject, ObjectVersion
from ..progress import Progress
from .ports import ChangeType
from .reconcile import content, same


class Ledger(Protocol):
    """What history asks of a platform. All calls may raise `HsoError`."""

    def versions(self, kind: GeometryKind, identity: str, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all versions of one object, ascending by position."""

    def tombstones(
        self, kind: GeometryKind, municipality: str, progress: Progress
    ) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all deletions in a municipality, ascending by position."""


class Hold(StrEnum):
    """Why the working object cannot be replaced now."""

    NONE = "fri"
    OUTGOING = "utgaende"
    CONFLICT = "konflikt"


@dataclass(frozen=True, slots=True)
class ObjectHistory:
    """An object's past, as far as it is known.

    Attributes:
        kind, identity: which object.
        municipality: code of the municipality that is edited here; an object of another one can only be read.
        versions: ascending by number.
        base: the version that the working object rests on; None for a new object, or one that was never here.
        mine: the working object; None when there is none, as for a deleted one.
        hold: what has to be settled before `mine` can be replaced.
        trouble: why the ledger could not be read; None when `versions` are all there are.
    """

    kind: GeometryKind
    identity: str
    municipality: str
    versions: tuple[ObjectVersion, ...] = ()
    base: ObjectVersion | None = None
    mine: MapObject | None = None
    hold: Hold = Hold.NONE
    trouble: HsoError | None = field(default=None, compare=False)

    @property
    def own(self) -> bool:
        """True when it belongs to the municipality that is edited here."""
        thing = self.mine or (self.newest.object if self.newest else None)
        return thing is None or thing.municipality == self.municipality

    @property
    def newest(self) -> ObjectVersion | None:
        """The last known version."""
        return self.versions[-1] if self.versions else None

    @property
    def unsent(self) -> ChangeType | None:
        """What was done to the object here and is not known to be on the platform."""
        was = content(self.base)
        if not self.own or same(self.mine, was):
            return None
        if self.mine is None:
            return ChangeType.DELETED
        return ChangeType.NEW if was is None else ChangeType.CHANGED

    @property
    def now(self) -> MapObject | None:
        """The object as the map shows it; None when it is deleted."""
        return self.mine if self.own else content(self.newest)

    def before(self, version: ObjectVersion) -> ObjectVersion | None:
        """The version that `version` followed on; None for the first, and where that one is not known."""
        return next((each for each in self.versions if each.version == version.version - 1), None)

    def told(self, versions: Iterable[ObjectVersion]) -> ObjectHistory:
        """With all versions, as the ledger has them."""
        return replace(self, versions=tuple(versions), trouble=None)


def history(platform: Ledger, kind: GeometryKind, identity: str, progress: Progress) -> list[ObjectVersion]:
    """All versions of an object in the ledger, ascending; empty when the ledger does not know it.

    Raises:
        HsoError, Cancelled
    """
    found = {
        version.version: version
        for page in platform.versions(kind, identity, progress)
        for version in page
        if version.object.identity == identity  # a server that knows no such filter gives others too
    }
    return [found[number] for number in sorted(found)]


@dataclass(frozen=True, slots=True)
class Deleted:
    """Deletions that nobody has undone, the latest first; `trouble` says why some may be missing."""

    versions: tuple[ObjectVersion, ...] = ()
    trouble: HsoError | None = field(default=None, compare=False)


def deleted(
    platform: Ledger, municipality: str, here: Mapping[str, ObjectVersion], progress: Progress
) -> list[ObjectVersion]:
    """The last deletion of each of a municipality's objects, the latest first.

    Args:
        here: the versions that a working copy rests on, by identity: a later one of them says that the deletion was
            undone.

    Raises:
        HsoError, Cancelled
    """
    found = [
        version
        for kind in GeometryKind
        for page in platform.tombstones(kind, municipality, progress)
        for version in page
        if version.deleted and version.object.municipality == municipality
    ]
    return still_deleted([*found, *(version for version in here.values() if version.deleted)], here)


def still_deleted(tombstones: Iterable[ObjectVersion], here: Mapping[str, ObjectVersion]) -> list[ObjectVersion]:
    """Those of `tombstones` that no later version follows in themselves or in `here`, the latest first."""
    last: dict[str, ObjectVersion] = {}
    for version in tombstones:
        identity = version.object.identity
        known = last.get(identity, here.get(identity))
        if known is None or version.version >= known.version:
            last[identity] = version
    return sorted(last.values(), key=lambda version: (version.position or 0, version.version), reverse=True)
