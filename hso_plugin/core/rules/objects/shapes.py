"""Reads the objects' geometries into arrays that rules can measure and overlay, whatever state they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType

from ...geometry import valid
from ...model import MapObject

Indices = NDArray[np.intp]
Geometries = NDArray[np.object_]

#: No coordinate in metres is larger, in any system; with much larger ones GEOS cannot calculate.
FARTHEST_M = 1e9

#: Vertices whose coordinates are looked at in one go, so that those of a large map never all lie beside it in memory.
VERTICES_AT_A_TIME = 500_000

POLYGONAL = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)


@dataclass(slots=True)
class Shapes:
    """The geometries of objects; all arrays go together.

    Attributes:
        geometries: as drawn; None where missing or broken.
        sound: the same with invalid ones mended and without collections, for rules that measure and overlay.
        types: geometry type of each sound one (`shapely.GeometryType`), -1 where there is none.
        missing: True where an object has no geometry, or an empty one.
        broken: True where a coordinate is not a number, or is not on this planet.
        invalid: True where the geometry as drawn is not valid.
    """

    geometries: Geometries
    sound: Geometries
    types: Indices
    missing: NDArray[np.bool_]
    broken: NDArray[np.bool_]
    invalid: NDArray[np.bool_]


def read(objects: Sequence[MapObject]) -> Shapes:
    """The geometries of `objects`, in their order."""
    drawn = np.empty(len(objects), dtype=object)
    drawn[:] = [item.geometry if isinstance(item.geometry, Geometry) else None for item in objects]
    missing = shapely.is_missing(drawn) | shapely.is_empty(drawn)
    drawn[missing] = None
    broken = _broken(drawn)
    drawn[broken] = None
    sound = drawn.copy()
    # Points, lines and areas in one geometry can be neither measured nor overlaid.
    sound[shapely.get_type_id(drawn) == GeometryType.GEOMETRYCOLLECTION] = None
    invalid = ~shapely.is_valid(drawn) & ~shapely.is_missing(drawn)
    for index in np.flatnonzero(invalid & ~shapely.is_missing(sound)):
        sound[index] = mended(drawn[index])
    return Shapes(drawn, sound, shapely.get_type_id(sound), missing, broken, invalid)


def mended(geometry: Geometry) -> Geometry | None:
    """A valid geometry of the same dimension; None when nothing of it remains."""
    if shapely.is_valid(geometry):
        return geometry
    # Part by part: GEOS 3.13 gives up on a MultiPolygon in which one part is only a point or a line.
    parts = np.array([valid(part) for part in shapely.get_parts(geometry)], dtype=object)
    dimension = shapely.get_dimensions(geometry)
    whole = shapely.union_all(polygonal(parts) if dimension == 2 else parts)
    return None if shapely.is_empty(whole) or shapely.get_dimensions(whole) != dimension else whole


def polygonal(geometries: Geometries) -> Geometries:
    """The polygons in each geometry, as Polygon or MultiPolygon (empty when there are none)."""
    result = np.array(geometries, dtype=object)
    for index in np.flatnonzero(~np.isin(shapely.get_type_id(result), POLYGONAL)):
        parts = shapely.get_parts(shapely.get_parts(result[index]))
        result[index] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return result


def _broken(drawn: Geometries) -> NDArray[np.bool_]:
    broken = np.zeros(len(drawn), dtype=bool)
    for portion in _portions(shapely.get_num_coordinates(drawn)):
        coordinates = shapely.get_coordinates(drawn[portion])
        # Also true of NaN, which is not less than anything. Mostly all are well, and whose they are is not asked.
        if not (coordinates.max(initial=0) < FARTHEST_M and coordinates.min(initial=0) > -FARTHEST_M):
            owners = shapely.get_coordinates(drawn[portion], return_index=True)[1]
            broken[portion.start + owners[~(np.abs(coordinates) < FARTHEST_M).all(axis=1)]] = True
    return broken


def _portions(counts: Indices) -> Iterator[slice]:
    turns = np.cumsum(counts) // VERTICES_AT_A_TIME
    starts = [0, *(np.flatnonzero(np.diff(turns)) + 1).tolist(), len(counts)]
    return (slice(start, end) for start, end in pairwise(starts))
