"""Geometries as the platform keeps them: right type, valid, 2D, on the grid of 1 mm."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import Geometry, GeometryType, LineString, MultiPolygon

from ..geometry import GRID_DECIMALS, on_grid
from ..model import GeometryKind, MapObject
from ..rules.types.slivers import thin_pieces

GRID_M = 10.0**-GRID_DECIMALS
#: What a cut leaves narrower than this (m) is a sliver.
SLIVER_M = 10.0
#: Areas below this (m²) are slips of the hand.
NOTHING_M2 = 1.0
TYPES = {
    GeometryKind.POINT: GeometryType.POINT,
    GeometryKind.LINE: GeometryType.LINESTRING,
    GeometryKind.AREA: GeometryType.MULTIPOLYGON,
}


def sound(before: MapObject, after: MapObject) -> bool:
    """True if `after` is the same object with something changed, and its geometry, where it changed, can be kept."""
    if (after.kind, after.identity, after.municipality) != (before.kind, before.identity, before.municipality):
        return False
    if after.geometry is before.geometry:
        return dict(after.attributes) != dict(before.attributes)
    shape = after.geometry
    return (
        shape is not None
        and shapely.get_type_id(shape) == TYPES[after.kind]
        and not shape.is_empty
        and shapely.get_coordinate_dimension(shape) == 2
        and shape.is_valid
        and bool(shapely.equals_exact(shape, snapped(shape)))
        and not (isinstance(before.geometry, Geometry) and shapely.to_wkb(shape) == shapely.to_wkb(before.geometry))
    )


def snapped(geometry: Geometry) -> Geometry:
    """`geometry` in 2D with every vertex on the grid; nothing else changes, so it may become invalid."""
    return shapely.transform(shapely.force_2d(geometry), on_grid)


def as_area(geometry: Geometry) -> MultiPolygon | None:
    """The polygons of a valid geometry as a valid MultiPolygon on the grid; None when nothing remains.

    A vertex moves less than a millimetre; a piece thinner than that vanishes.
    """
    precise = shapely.set_precision(shapely.force_2d(geometry), GRID_M)
    # Off the grid by what a double cannot hold, which is nothing.
    polygons = snapped(as_multipolygon(precise))
    return None if polygons.is_empty or not polygons.is_valid else polygons


def as_multipolygon(geometry: Geometry) -> MultiPolygon:
    """The polygons of a geometry, whatever else is in it."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == GeometryType.POLYGON])


def as_line(coordinates: object) -> LineString | None:
    """A line through `coordinates` (shape (n, 2), metres), on the grid; None when it has no length."""
    vertices = on_grid(np.asarray(coordinates, dtype=float).reshape(-1, 2))
    repeated = np.concatenate([[False], (vertices[1:] == vertices[:-1]).all(axis=1)])
    vertices = vertices[~repeated]
    return shapely.linestrings(vertices) if len(vertices) > 1 else None


def trimmed(rest: MultiPolygon, shape: Geometry) -> MultiPolygon | None:
    """What a cut leaves (`rest`) of an area (`shape`), without the slivers the cut made; what was narrow before stays.

    None when nothing remains.
    """
    thin = thin_pieces(np.array([rest, shape], dtype=object), SLIVER_M, NOTHING_M2)
    made, before = thin[1][thin[0] == 0], thin[1][thin[0] == 1]
    pieces = shapely.get_parts(as_multipolygon(shapely.difference(shapely.union_all(made), shapely.union_all(before))))
    slivers = pieces[shapely.area(pieces) > NOTHING_M2]
    return as_area(shapely.difference(rest, shapely.union_all(slivers))) if len(slivers) else rest
