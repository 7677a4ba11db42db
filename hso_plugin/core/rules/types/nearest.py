"""Says which object is the nearest, for rules that miss one close by."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import numpy as np

from ...text import Text
from ..objects.context import Context, Geometries
from ..objects.spatial import SpatialIndex
from ..words import length


def nearest(context: Context, places: Geometries, indexes: Iterable[SpatialIndex]) -> list[tuple[Text, float]]:
    """For each place a sentence on the object nearest to it in `indexes`, and how far that is (m, infinite without)."""
    distances, indices = np.full(len(places), inf), np.full(len(places), -1)
    for each in indexes:
        near, found = each.nearest(places)
        # Of equally near ones the last, as in each index.
        closer = (near < distances) | ((near == distances) & context.precedes(indices, found))
        distances[closer], indices[closer] = near[closer], found[closer]
    return [_said(context, index, metres) for index, metres in zip(indices.tolist(), distances.tolist(), strict=True)]


def _said(context: Context, index: int, metres: float) -> tuple[Text, float]:
    if index < 0:
        return Text("Det finns inget sådant objekt.", "There is no such object."), inf
    name, away = context.name(index), length(metres)
    return Text(f"Närmast är {name.sv}, {away.sv} bort.", f"The nearest is {name.en}, {away.en} away."), metres
