"""Says which object is the nearest, for rules that miss one close by."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from shapely import Geometry

from ..text import Text
from .context import Context
from .spatial import SpatialIndex
from .words import length


def nearest(context: Context, place: Geometry, indexes: Iterable[SpatialIndex]) -> tuple[Text, float]:
    """A sentence on the object nearest to `place` in `indexes`, and how far away it is (m, infinite without one)."""
    found = [each for index in indexes if (each := index.nearest(place)) is not None]
    if not found:
        return Text("Det finns inget sådant objekt.", "There is no such object."), inf
    # Of equally near ones the last, as in each index.
    metres, index = min(found, key=lambda pair: (pair[0], -context.rank[pair[1]]))
    name, away = context.name(index), length(metres)
    return Text(f"Närmast är {name.sv}, {away.sv} bort.", f"The nearest is {name.en}, {away.en} away."), metres
