"""What changed between two positions of the ledgers: new, changed and deleted objects, field by field.

A snapshot is a municipality's map at a position: of each object the newest version up to there, without the deleted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from ...geometry import same as same_geometry
from ...ledger.merge import GEOMETRY, FieldValue
from ...ledger.ports import ChangeType
from ...model import CLASS, MapObject, ObjectVersion
from ..records.model import Review, Submission
from ..records.states import approved_before

_TYPES = {each: number for number, each in enumerate(ChangeType)}


class Archive(Protocol):
    """All versions of objects, as far as they are known. All calls may raise `HsoError`."""

    def versions(
        self, municipalities: Collection[str] | None = None, after: int = 0, upto: int | None = None
    ) -> Iterable[ObjectVersion]:
        """The versions, tombstones too, with `after` < position ≤ `upto`, of these municipalities or of all."""

    def snapshot(
        self, municipality: str, position: int, identities: Collection[str] | None = None
    ) -> Mapping[str, ObjectVersion]:
        """A municipality's map at `position`, or these objects of it, by identity."""

    def change_counts(self, municipality: str, spans: Sequence[tuple[int, int]]) -> Sequence[Mapping[ChangeType, int]]:
        """For each pair of positions what `counted` gives of the changes between them."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not the same before and after.

    Attributes:
        name: of the attribute, or `merge.GEOMETRY`.
        before, after: its values; None for none.
    """

    name: str
    before: FieldValue
    after: FieldValue


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """An object that is not the same before and after.

    Attributes:
        type: new, changed or deleted.
        before: the version there was; None for a new object.
        after: the version there is; None for a deleted one.
        fields: what differs: the class first, then attributes in the order of their names, the geometry last. Of a new
            or deleted object everything it has.
    """

    type: ChangeType
    before: ObjectVersion | None
    after: ObjectVersion | None
    fields: tuple[FieldChange, ...]

    @property
    def object(self) -> MapObject:
        """The object as it is, or as it was before it was deleted."""
        version = self.after or self.before
        if version is None:
            raise ValueError("a change of nothing")
        return version.object

    @property
    def identity(self) -> str:
        """`objektidentitet`."""
        return self.object.identity


def changes(before: Mapping[str, ObjectVersion], after: Mapping[str, ObjectVersion]) -> list[ObjectChange]:
    """What leads from one snapshot to another; an object that was changed and changed back is not among it.

    New objects first, then changed, then deleted; each by class, name and identity.
    """
    identities = {*before, *after}
    return _sorted(_change(before.get(identity), after.get(identity)) for identity in identities)


def counted(found: Iterable[ObjectChange]) -> dict[ChangeType, int]:
    """How many changes there are of each type, all types."""
    numbers = Counter(change.type for change in found)
    return {each: numbers[each] for each in ChangeType}


def submission_changes(archive: Archive, review: Review, submission: Submission) -> list[ObjectChange]:
    """What changed since the submission that was approved when `submission` was sent in, or since nothing was."""
    return between(archive, submission.municipality, *positions(review, submission))


def between(archive: Archive, municipality: str, before: int, after: int) -> list[ObjectChange]:
    """What leads from a municipality's map at one position to its map at another, as `changes`."""
    versions = archive.versions([municipality], min(before, after), max(before, after))
    touched = {version.object.identity for version in versions}
    return changes(archive.snapshot(municipality, before, touched), archive.snapshot(municipality, after, touched))


def positions(review: Review, submission: Submission) -> tuple[int, int]:
    """The ledger positions that a submission's changes lie between: the last approved snapshot's, and its own."""
    earlier = approved_before(review, submission)
    return (earlier.snapshot if earlier else 0), submission.snapshot


class Timeline:
    """Versions by object and position, for asking about many positions.

    Args:
        versions: of one municipality, in any order; those without a position are left out.
    """

    def __init__(self, versions: Iterable[ObjectVersion]) -> None:
        self._all = sorted((each for each in versions if each.position is not None), key=attrgetter("position"))
        self._positions = [each.position or 0 for each in self._all]
        self._objects: dict[str, tuple[list[int], list[ObjectVersion]]] = {}
        for position, version in zip(self._positions, self._all, strict=True):
            known = self._objects.setdefault(version.object.identity, ([], []))
            known[0].append(position)
            known[1].append(version)

    def snapshot(self, position: int) -> dict[str, ObjectVersion]:
        """The map at `position`, by identity."""
        found = ((identity, self._at(identity, position)) for identity in self._objects)
        return {identity: version for identity, version in found if version is not None}

    def between(self, before: int, after: int) -> list[ObjectChange]:
        """What leads from the map at one position to the map at another, as `changes`.

        Takes time by the number of versions between the two, not by the size of the map.
        """
        first, last = sorted((before, after))
        touched = self._all[bisect_right(self._positions, first) : bisect_right(self._positions, last)]
        identities = {version.object.identity for version in touched}
        return _sorted(_change(self._at(each, before), self._at(each, after)) for each in identities)

    def _at(self, identity: str, position: int) -> ObjectVersion | None:
        positions_, versions = self._objects[identity]
        number = bisect_right(positions_, position)
        found = versions[number - 1] if number else None
        return None if found is None or found.deleted else found


def _change(before: ObjectVersion | None, after: ObjectVersion | None) -> ObjectChange | None:
    if before is after or (before is not None and after is not None and before.change == after.change):
        return None
    fields = _fields(before.object if before else None, after.object if after else None)
    if before is None or after is None:
        return ObjectChange(ChangeType.NEW if before is None else ChangeType.DELETED, before, after, fields)
    return ObjectChange(ChangeType.CHANGED, before, after, fields) if fields else None


def _fields(before: MapObject | None, after: MapObject | None) -> tuple[FieldChange, ...]:
    old, new = (thing.attributes if thing else {} for thing in (before, after))
    names = sorted((n for n in {*old, *new} if old.get(n) != new.get(n)), key=lambda name: (name != CLASS, name))
    fields = [FieldChange(name, old.get(name), new.get(name)) for name in names]
    was, now = (thing.geometry if thing else None for thing in (before, after))
    if not same_geometry(was, now):
        fields.append(FieldChange(GEOMETRY, was, now))
    return tuple(fields)


def _sorted(found: Iterable[ObjectChange | None]) -> list[ObjectChange]:
    return sorted(
        (each for each in found if each is not None),
        key=lambda each: (_TYPES[each.type], each.object.klass, each.object.name, each.identity),
    )
