"""The pieces that areas have in common, also where GEOS alone would take too long."""

from __future__ import annotations

import numpy as np
import shapely

from .shapes import Geometries, polygonal
from .tiles import MANY_VERTICES, clipped

#: How far outside the other's box (m) the cut is made.
MARGIN_M = 1.0


def common(left: Geometries, right: Geometries) -> Geometries:
    """What each pair of valid polygons or multipolygons has in common: Polygon or MultiPolygon, empty where nothing."""
    pieces = np.array(left, dtype=object)
    # Of the same shape twice, as after a double import, the overlay is at its slowest.
    different = np.flatnonzero(~shapely.equals_exact(left, right))
    left, right = left[different], right[different]
    pieces[different] = polygonal(shapely.intersection(_cut(left, right), _cut(right, left)))
    return pieces


def _cut(areas: Geometries, others: Geometries) -> Geometries:
    """`areas`, those of many vertices cut to the other's box: an overlay walks through all vertices, several times."""
    large = np.flatnonzero(shapely.get_num_coordinates(areas) > MANY_VERTICES)
    if not len(large):
        return areas
    cut = np.array(areas, dtype=object)
    boxes = shapely.bounds(others[large]) + np.array([-MARGIN_M, -MARGIN_M, MARGIN_M, MARGIN_M])
    for place, box in zip(large.tolist(), boxes.tolist(), strict=True):
        cut[place] = clipped(areas[place], box)
    return cut
