"""Where findings are, as points: for coordinates in tables and symbols on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from ..rules.objects.context import FARTHEST_M


def spots(places: Sequence[Geometry | None]) -> NDArray[np.float64]:
    """A point on each place: easting, northing (m), shape (n, 2); NaN where there is no place that can be shown."""
    geometries = np.empty(len(places), dtype=object)
    geometries[:] = places
    result = np.full((len(places), 2), np.nan)
    coordinates, owners = shapely.get_coordinates(geometries, return_index=True)
    sound = np.zeros(len(places), dtype=bool)
    sound[owners] = True
    # Also true of NaN, which is not less than anything.
    sound[owners[~(np.abs(coordinates) < FARTHEST_M).all(axis=1)]] = False
    for index in np.flatnonzero(sound):
        result[index] = _on(geometries[index])
    return result


def _on(place: Geometry) -> NDArray[np.float64]:
    try:
        point = shapely.point_on_surface(place)
    except shapely.errors.GEOSException:  # drawn so badly that it has no inside
        point = None
    found = shapely.get_coordinates(place if point is None or point.is_empty else point)[0]
    return np.asarray(found, dtype=np.float64)
