"""A conflict as the window shows it: its fields in words, what has been chosen, and what becomes of the object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from ...core.catalogue.model import Catalogue
from ...core.geometry import same as same_place
from ...core.ledger.merge import GEOMETRY, Side, merge
from ...core.ledger.ports import Conflict
from ...core.ledger.reconcile import content, same
from ...core.model import CLASS, MapObject
from ..changes.place_words import change_text, size_text
from ..map.extent import Extent
from ..widgets import words


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field in words.

    Attributes:
        name: of the attribute, or `GEOMETRY`.
        title: its label in the form.
        base, mine, theirs: the values as people read them; several codes are a line each.
        side: who changed it; `BOTH` where mine and theirs are the same.
    """

    name: str
    title: str
    base: str
    mine: str
    theirs: str
    side: Side


class Case:
    """A conflict that is being settled.

    Attributes:
        rows: fields in which mine and theirs differ, in the form's order, the place last. Against a deletion: what
            the other side changed.
        alike: fields with a value in which they do not differ.
        gone: one side has deleted the object; then nothing is chosen by fields.
        choices: what the person has chosen, by field.
    """

    def __init__(self, conflict: Conflict, catalogue: Catalogue) -> None:
        self.conflict = conflict
        self._catalogue = catalogue
        self._base, self._theirs = content(conflict.base), content(conflict.theirs)
        self._merge = merge(self._base, conflict.mine, self._theirs, catalogue.common)
        self.gone = conflict.mine is None or self._theirs is None
        shown = self._merge
        if self.gone:
            shown = merge(self._base, conflict.mine or self._base, self._theirs or self._base, catalogue.common)
        fields = {field.name: field for field in shown.fields if field.side is not Side.BOTH}
        self.rows = tuple(self._row(fields[name].name, fields[name].side) for name in self._in_order(fields))
        self.alike = tuple(self._row(name, Side.BOTH) for name in self._in_order(self._names() - set(fields)))
        self.choices: dict[str, Side] = {}

    # ----- choosing

    @property
    def left(self) -> tuple[FieldRow, ...]:
        """The fields that still have to be chosen."""
        return tuple(row for row in self.rows if self.side(row.name) is Side.OPEN)

    @property
    def asked(self) -> int:
        """Number of fields that both changed, and not alike."""
        return len(self._merge.open)

    def side(self, name: str) -> Side:
        """Whose value the field takes as it stands; `OPEN` while it is not chosen."""
        known = self.choices.get(name)
        return known or next((field.side for field in self._merge.fields if field.name == name), Side.BOTH)

    def choose(self, name: str, side: Side) -> None:
        """Take the field from `side`, `MINE` or `THEIRS`."""
        self.choices[name] = side

    def outcome(self) -> MapObject:
        """The object as chosen. Raises ValueError while a field is left, or when one side has no object."""
        return self._merge.outcome(self.choices)

    @property
    def as_theirs(self) -> bool:
        """True when what is chosen is what the platform has already."""
        return not self.gone and not self.left and same(self.outcome(), self._theirs)

    def strays(self) -> tuple[str, ...]:
        """Labels of chosen values that the chosen class has no use for; none while the class is not chosen."""
        if self.gone or self.left:
            return ()
        outcome = self.outcome()
        if outcome.klass not in self._catalogue.classes:
            return ()
        known = {attribute.name for attribute in self._catalogue.attributes_of(outcome.klass)}
        return tuple(row.title for row in self.rows if row.name in outcome.attributes and row.name not in known)

    def titles(self, side: Side) -> tuple[str, ...]:
        """Labels of the fields that `side` has changed, the open ones among them."""
        return tuple(row.title for row in self.rows if row.side in (side, Side.OPEN))

    # ----- when it has changed meanwhile

    def differs(self, earlier: Case) -> bool:
        """True when one side has changed since `earlier`, so that what was chosen then no longer says everything."""
        before, now = earlier.conflict, self.conflict
        return before.theirs.change != now.theirs.change or not same(before.mine, now.mine)

    def adopt(self, earlier: Case) -> None:
        """Take over the choices of `earlier` in fields that say what they said then."""
        then = {field.name: field for field in earlier._merge.fields}
        for field in self._merge.fields:
            if field.name in earlier.choices and then.get(field.name) == field:
                self.choices[field.name] = earlier.choices[field.name]

    # ----- in words and on the map

    @property
    def shapes(self) -> dict[Side, shapely.Geometry]:
        """The places to draw, by side: what it was only where both sides differ from it, theirs only beside another."""
        sides = {Side.BASE: self._base, Side.MINE: self.conflict.mine, Side.THEIRS: self._theirs}
        found = {side: item.geometry for side, item in sides.items() if item is not None and item.geometry is not None}
        drawn = {side: shape for side, shape in found.items() if not shape.is_empty}
        if Side.MINE in drawn and same_place(drawn[Side.MINE], drawn.get(Side.THEIRS)):
            del drawn[Side.THEIRS]
        if any(same_place(drawn.get(Side.BASE), drawn.get(side)) for side in (Side.MINE, Side.THEIRS)):
            drawn.pop(Side.BASE, None)
        return drawn

    @property
    def extent(self) -> Extent | None:
        """Around all places; None when there is none."""
        shapes = list(self.shapes.values())
        if not shapes:
            return None
        west, south, east, north = map(float, shapely.total_bounds(shapes))
        return west, south, east, north

    # ----- inside

    def _names(self) -> set[str]:
        items = [item for item in (self.conflict.mine, self._theirs) if item is not None]
        names = {name for item in items for name in item.attributes}
        return names | ({GEOMETRY} if any(item.geometry is not None for item in items) else set())

    def _in_order(self, names: Iterable[str]) -> list[str]:
        order = {name: place for place, name in enumerate([CLASS, *self._catalogue.attributes])}
        last = len(order)
        return sorted(names, key=lambda name: (name == GEOMETRY, order.get(name, last), name))

    def _row(self, name: str, side: Side) -> FieldRow:
        mine, theirs = self.conflict.mine, self._theirs
        if name == GEOMETRY:
            title = words.translate("Hso", "Platsen på kartan")
            before = self._base.geometry if self._base else None
            here, there = (change_text(before, item.geometry if item else None) for item in (mine, theirs))
            return FieldRow(name, title, size_text(before) if self._base else "–", here, there, side)
        base, here, there = (self._value(item, name) for item in (self._base, mine, theirs))
        return FieldRow(name, words.attribute_title(name, self._catalogue), base, here, there, side)

    def _value(self, item: MapObject | None, name: str) -> str:
        value = item.attributes.get(name) if item else None
        klass = item.klass if item else ""
        if isinstance(value, tuple) and len(value) > 1:
            return "\n".join(f"• {words.value_text(name, (code,), self._catalogue, klass)}" for code in value)
        return words.value_text(name, value, self._catalogue, klass)


def title(conflict: Conflict, catalogue: Catalogue) -> str:
    """«Matfors · A3 Servicenod»: mine, else theirs."""
    item = conflict.mine or conflict.theirs.object
    return f"{words.object_name(item)} · {words.class_title(item.klass, catalogue)}"
