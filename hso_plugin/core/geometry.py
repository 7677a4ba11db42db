"""The grid of 1 mm that gives «equal geometry» one meaning on every server."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry

#: Ordinates in metres, shape (n, 2): easting, northing.
Coordinates = npt.NDArray[np.float64]

GRID_DECIMALS = 3
#: What shapely raises for WKB and WKT that it cannot read. `NotImplementedError` is for curves: GEOS reads them from
#: 3.13 on and shapely has no class for them, so that it comes whatever `on_invalid` says.
UNREADABLE = (shapely.errors.ShapelyError, NotImplementedError)
#: Types (GEOS's numbers) that mean the same in another order: polygon, multipoint, multipolygon.
_UNORDERED = (3, 4, 6)


def on_grid(coordinates: Coordinates) -> Coordinates:
    """`coordinates` (metres) rounded to whole millimetres, without negative zero."""
    return np.round(coordinates, GRID_DECIMALS) + 0.0


def same(one: Geometry | None, other: Geometry | None) -> bool:
    """True if two geometries on the grid are the same place, however a server ordered rings and parts.

    A line has a direction: one that is drawn the other way is another.
    """
    if one is None or other is None:
        return one is other
    return bool(shapely.equals_exact(one, other)) or bool(shapely.equals_exact(*in_one_order([one, other])))


def in_one_order(geometries: Sequence[Geometry | None]) -> npt.NDArray[np.object_]:
    """`geometries`, each in the one order of rings and parts that all equal ones share.

    Rings begin and turn alike, rings, areas and points of several come in order. GEOS's normal form would also turn
    lines round, which changes what they say: those stay as they are drawn.
    """
    ordered = np.array(geometries, dtype=object)
    unordered = np.isin(shapely.get_type_id(ordered), _UNORDERED)
    ordered[unordered] = shapely.normalize(ordered[unordered])
    return ordered


def valid(geometry: Geometry) -> Geometry:
    """`geometry` made valid: each ring of an area by itself, then holes taken out of shells.

    GEOS's structure method, which shapely gives from 2.1. Its default, the linework method, fills a hole whose edge
    lies along the shell, and makes a hole where two parts overlap.
    """
    if shapely.is_valid(geometry):
        return geometry
    parts = shapely.get_parts(geometry)
    areas = shapely.get_dimensions(parts) == 2
    whole = [_valid_polygon(part) for part in shapely.get_parts(parts[areas])]
    return shapely.union_all([*whole, *shapely.make_valid(parts[~areas])])


def _valid_polygon(polygon: Geometry) -> Geometry:
    shell, *holes = (_inside(ring) for ring in shapely.get_rings(polygon))
    if shapely.is_empty(shell):  # one that goes round nothing has no holes: they would come out as areas of their own
        return shell
    touching = shapely.intersects(shell, np.array(holes, dtype=object))
    rest = shapely.difference(shell, shapely.union_all(np.array(holes, dtype=object)[touching]))
    return shapely.union_all([rest, *np.array(holes, dtype=object)[~touching]])


def _inside(ring: Geometry) -> Geometry:
    """What a ring goes round, in whichever direction: a bow tie's both wings, and what it goes round twice."""
    line = shapely.linestrings(shapely.get_coordinates(ring))
    faces = shapely.get_parts(shapely.polygonize([shapely.node(line)]))
    places = shapely.get_coordinates(shapely.point_on_surface(faces))
    turns = np.array([_turns(shapely.get_coordinates(ring), place) for place in places], dtype=int)
    return shapely.union_all(faces[turns != 0])


def _turns(ring: Coordinates, place: Coordinates) -> int:
    """How many times `ring` goes round `place`: crossings of a ray to the east, upwards less downwards."""
    (east, north), (next_east, next_north) = ring[:-1].T, ring[1:].T
    left = (next_east - east) * (place[1] - north) - (place[0] - east) * (next_north - north)
    upwards = (north <= place[1]) & (next_north > place[1]) & (left > 0)
    downwards = (north > place[1]) & (next_north <= place[1]) & (left < 0)
    return int(np.count_nonzero(upwards)) - int(np.count_nonzero(downwards))
