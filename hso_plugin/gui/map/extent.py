"""The box around objects on the map."""

from __future__ import annotations

import numpy as np
import shapely

from ...core.model import MapObject

#: West, south, east, north in EPSG:3006, metres.
Extent = tuple[float, float, float, float]


def extent_of(objects: tuple[MapObject, ...], within: Extent | None = None) -> Extent | None:
    """Around all of `objects`; None when none has a place.

    With `within` around those that reach into it, if any does: one with its coordinates mixed up lies in another part
    of the world, and a map of both would show nothing.
    """
    with np.errstate(invalid="ignore"):
        boxes = shapely.bounds(np.array([item.geometry for item in objects], dtype=object)).reshape(-1, 4)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if within is not None:
        west, south, east, north = within
        inside = (boxes[:, :2] <= (east, north)).all(axis=1) & (boxes[:, 2:] >= (west, south)).all(axis=1)
        boxes = boxes[inside] if inside.any() else boxes
    if not len(boxes):
        return None
    west, south, east, north = map(float, (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)))
    return west, south, east, north
