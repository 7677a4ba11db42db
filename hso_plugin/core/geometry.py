"""The grid of 1 mm that gives «equal geometry» one meaning on every server."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry

#: Ordinates in metres, shape (n, 2): easting, northing.
Coordinates = npt.NDArray[np.float64]

GRID_DECIMALS = 3


def on_grid(coordinates: Coordinates) -> Coordinates:
    """`coordinates` (metres) rounded to whole millimetres, without negative zero."""
    return np.round(coordinates, GRID_DECIMALS) + 0.0


def same(one: Geometry | None, other: Geometry | None) -> bool:
    """True if two geometries on the grid are the same place, however a server ordered rings and parts."""
    if one is None or other is None:
        return one is other
    return bool(shapely.equals_exact(one, other)) or bool(
        shapely.equals_exact(shapely.normalize(one), shapely.normalize(other))
    )
