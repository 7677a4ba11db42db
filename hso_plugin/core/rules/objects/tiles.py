"""Divides areas of very many vertices: what looks at a neighbourhood then takes time in proportion to their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from .shapes import Geometries, Indices, polygonal

#: Areas with more vertices than this are divided or cut before they are overlaid or grown.
MANY_VERTICES = 1000
#: A tile is at least so many times as wide as the margin around it: else the margins would be most of the work.
LEAST_WIDTH = 8

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles of areas; all arrays go together, sorted by `owner`.

    Attributes:
        owner: places of the areas that were divided.
        boxes: of each tile (minx, miny, maxx, maxy), shape (tiles, 4).
        inner: what each area has in the tile; together these are the area.
        outer: the same with what it has within the margin around the tile.
    """

    owner: Indices
    boxes: NDArray[np.float64]
    inner: Geometries
    outer: Geometries


def tiles(areas: Geometries, margin: float) -> Tiles:
    """`areas` (valid, not empty) in tiles of at most `MANY_VERTICES` vertices, as far as `margin` (m) allows it."""
    owner: list[int] = []
    boxes: list[Box] = []
    inner: list[Geometry] = []
    outer: list[Geometry] = []
    for place, area in enumerate(areas):
        if shapely.get_num_coordinates(area) <= MANY_VERTICES:
            made = [(area.bounds, area, area)]
        else:
            parts = ((box, clipped(area, _widened(box, margin), cut)) for box, cut in _cut(area, area.bounds, margin))
            made = [(box, clipped(part, box), part) for box, part in parts]
        for box, inside, around in made:
            if not shapely.is_empty(inside):
                owner.append(place)
                boxes.append(box)
                inner.append(inside)
                outer.append(around)
    return Tiles(np.array(owner, dtype=np.intp), np.array(boxes).reshape(-1, 4), _array(inner), _array(outer))


def clipped(area: Geometry, box: Box, quick: Geometry | None = None) -> Geometry:
    """What a valid area has in common with a box (minx, miny, maxx, maxy), valid and polygonal; empty where nothing.

    `quick` is what `shapely.clip_by_rect` gives of it, if that is known. It may have faults.
    """
    part = shapely.clip_by_rect(area, *box) if quick is None else quick
    if shapely.is_empty(part) or (shapely.get_dimensions(part) == 2 and shapely.is_valid(part)):
        return part
    return polygonal(np.array([shapely.intersection(area, shapely.box(*box))], dtype=object))[0]


def _cut(outer: Geometry, box: Box, margin: float) -> Iterator[tuple[Box, Geometry]]:
    """Halve the box, again and again, across its longer side; what lies in each, with its margin, cut quickly."""
    west, south, east, north = box
    across, along = east - west, north - south
    if shapely.get_num_coordinates(outer) <= MANY_VERTICES or max(across, along) < 2 * LEAST_WIDTH * margin:
        yield box, outer
        return
    if across >= along:
        middle = (west + east) / 2
        halves: tuple[Box, Box] = (west, south, middle, north), (middle, south, east, north)
    else:
        middle = (south + north) / 2
        halves = (west, south, east, middle), (west, middle, east, north)
    for half in halves:
        part = shapely.clip_by_rect(outer, *_widened(half, margin))
        if not shapely.is_empty(part):
            yield from _cut(part, half, margin)


def _widened(box: Box, metres: float) -> Box:
    return box[0] - metres, box[1] - metres, box[2] + metres, box[3] + metres


def _array(areas: list[Geometry]) -> Geometries:
    made = np.empty(len(areas), dtype=object)
    made[:] = areas
    return made
