"""Three-way merge of an object that was changed here and on the platform: field by field, the geometry as one field.

What only one side changed, and what both changed alike, is settled. The rest is for a person. An edit against a
deletion is always a question, since half a deletion means nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from shapely import Geometry

from ..geometry import same as same_geometry
from ..model import CLASS, MapObject, Value

#: The geometry's name among the fields; no attribute of a catalogue may be called so.
GEOMETRY = "geom"

#: A `Value`, a geometry, or None.
FieldValue = Any


class Side(StrEnum):
    """Whose value a field takes. `OPEN`: both changed it, and not alike."""

    BASE = "base"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is not the same in all three.

    Attributes:
        name: of the attribute, or `GEOMETRY`.
        base, mine, theirs: its values; None for none.
        side: who changed it.
    """

    name: str
    base: FieldValue
    mine: FieldValue
    theirs: FieldValue
    side: Side


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge came to.

    Attributes:
        fields: those that differ somewhere, attributes in the order of their names, the geometry last.
        gone: one side deleted what the other changed; then there are no fields.
    """

    base: MapObject | None
    mine: MapObject | None
    theirs: MapObject | None
    fields: tuple[Field, ...]
    gone: bool

    @property
    def open(self) -> tuple[Field, ...]:
        """The fields that a person must settle."""
        return tuple(field for field in self.fields if field.side is Side.OPEN)

    @property
    def settled(self) -> bool:
        """True when nobody needs to be asked."""
        return not self.gone and not self.open

    def outcome(self, choices: Mapping[str, Side] | None = None) -> MapObject:
        """The object with every field settled: by who changed it, or by `choices` (`MINE` or `THEIRS` by field name).

        Raises:
            ValueError: an open field without a choice, or one side has no object.
        """
        if self.mine is None or self.theirs is None:
            raise ValueError("a deletion is not merged by fields")
        choices = choices or {}
        attributes = dict(self.theirs.attributes)
        geometry = self.theirs.geometry
        for field in self.fields:
            side = choices.get(field.name, field.side)
            if side is Side.OPEN:
                raise ValueError(f"{field.name} is not settled")
            value = field.mine if side is Side.MINE else field.theirs
            if field.name == GEOMETRY:
                geometry = value
            elif value is None:
                attributes.pop(field.name, None)
            else:
                attributes[field.name] = value
        return replace(self.mine, attributes=attributes, geometry=geometry)


def merge(
    base: MapObject | None, mine: MapObject | None, theirs: MapObject | None, common: Collection[str] = ()
) -> Merge:
    """Merge what became of `base` here and on the platform; None stands for no object, or a deleted one.

    Args:
        common: names of the attributes that every class has. The others mean something only with the class they were
            written for: when one side changed the class and the other one of those, the class is open too.
    """
    if mine is None or theirs is None:
        return Merge(base, mine, theirs, (), gone=mine is not theirs)
    was: Mapping[str, Value] = base.attributes if base else {}
    fields = [
        found
        for name in sorted({*was, *mine.attributes, *theirs.attributes})
        if (found := _field(name, was.get(name), mine.attributes.get(name), theirs.attributes.get(name)))
    ]
    place = _place(base.geometry if base else None, mine.geometry, theirs.geometry)
    if place is not None:
        fields.append(place)
    return Merge(base, mine, theirs, tuple(_with_class(fields, common)), gone=False)


def _field(name: str, base: Value | None, mine: Value | None, theirs: Value | None) -> Field | None:
    if mine == theirs:
        return None if mine == base else Field(name, base, mine, theirs, Side.BOTH)
    side = Side.THEIRS if mine == base else Side.MINE if theirs == base else Side.OPEN
    return Field(name, base, mine, theirs, side)


def _place(base: Geometry | None, mine: Geometry | None, theirs: Geometry | None) -> Field | None:
    mine_kept, theirs_kept = same_geometry(mine, base), same_geometry(theirs, base)
    if mine_kept and theirs_kept:
        return None
    if mine_kept or theirs_kept:
        side = Side.THEIRS if mine_kept else Side.MINE
    else:
        side = Side.BOTH if same_geometry(mine, theirs) else Side.OPEN
    return Field(GEOMETRY, base, mine, theirs, side)


def _with_class(fields: list[Field], common: Collection[str]) -> list[Field]:
    """`fields` with the class open where the other side wrote what only the old class understands."""
    for number, field in enumerate(fields):
        if field.name == CLASS and field.side in (Side.MINE, Side.THEIRS):
            other = Side.THEIRS if field.side is Side.MINE else Side.MINE
            if any(f.side is other and f.name not in common and f.name != GEOMETRY for f in fields):
                fields[number] = replace(field, side=Side.OPEN)
    return fields
