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
