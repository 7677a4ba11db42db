"""The place on the map in words: how large, how long, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

import shapely
from shapely import Geometry

from ...core.geometry import same
from ...core.rules.words import area, length
from ...core.text import Text
from ..widgets import words

#: A shift in metres or a difference in size (m, m²) of less than this is not worth a number: the shape is another.
LEAST_DIFFERENCE = 1.0


def size_text(geometry: Geometry | None) -> str:
    """«4,2 ha», «3,4 km»; for a point that it has a place. `geometry`: E, N in EPSG:3006, metres."""
    if geometry is None or geometry.is_empty:
        return words.translate("Hso", "ingen plats på kartan")
    measured = _measured(geometry)
    if measured is None:
        return words.translate("Hso", "en punkt på kartan")
    measure, value = measured
    return words.say(measure(value))


def change_text(before: Geometry | None, after: Geometry | None) -> str:
    """«som förut», «flyttad 340 m», «ytan 4,2 ha → 3,9 ha», «vänd åt andra hållet» …: what became of the place.

    A shift is measured between the centroids, in metres, and told where the size is the same. Without a `before` it is
    the size of `after`.
    """
    if same(before, after):
        return words.translate("Hso", "som förut")
    if before is None or before.is_empty or after is None or after.is_empty:
        return size_text(after)
    was, now = _measured(before), _measured(after)
    if was is not None and now is not None and abs(was[1] - now[1]) > LEAST_DIFFERENCE:
        text = (
            words.translate("Hso", "ytan {before} → {after}")
            if was[0] is area
            else words.translate("Hso", "längden {before} → {after}")
        )
        left, right = was[0](was[1], now[1]), now[0](now[1], was[1])
        return text.replace("{before}", words.say(left)).replace("{after}", words.say(right))
    shift = float(shapely.distance(shapely.centroid(before), shapely.centroid(after)))
    if shapely.get_dimensions(before) == 1 and same(before, shapely.reverse(after)):
        return words.translate("Hso", "vänd åt andra hållet")
    if was is not None and shift < LEAST_DIFFERENCE:
        return words.translate("Hso", "ny form")
    return words.translate("Hso", "flyttad {distance}").replace("{distance}", words.say(length(shift)))


def _measured(geometry: Geometry) -> tuple[Callable[..., Text], float] | None:
    """How the size is written, and the size in square metres or metres; None for points."""
    dimensions = shapely.get_dimensions(geometry)
    if dimensions == 2:
        return area, shapely.area(geometry)
    return (length, shapely.length(geometry)) if dimensions == 1 else None
