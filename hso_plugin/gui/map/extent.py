"""The box around objects on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from ...core.model import MapObject

#: West, south, east, north in EPSG:3006, metres.
Extent = tuple[float, float, float, float]
#: Objects at a time: shapely holds the interpreter, and with it the event loop, for 3 ms with 1 000 of 50 vertices.
_BATCH = 1000


def extent_of(objects: tuple[MapObject, ...], within: Extent | None = None) -> Extent | None:
    """Around all of `objects`; None when none has a place.

    With `within` around those that reach into it, if any does: one with its coordinates mixed up lies in another part
    of the world, and a map of both would show nothing.
    """
    starts = range(0, len(objects), _BATCH)
    boxes = np.concatenate([np.empty((0, 4)), *(_boxes(objects[start : start + _BATCH]) for start in starts)])
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if within is not None:
        west, south, east, north = within
        inside = (boxes[:, :2] <= (east, north)).all(axis=1) & (boxes[:, 2:] >= (west, south)).all(axis=1)
        boxes = boxes[inside] if inside.any() else boxes
    if not len(boxes):
        return None
    west, south, east, north = map(float, (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)))
    return west, south, east, north


def _boxes(objects: Sequence[MapObject]) -> npt.NDArray[np.float64]:
    with np.errstate(invalid="ignore"):
        found: npt.NDArray[np.float64] = shapely.bounds(np.array([each.geometry for each in objects], dtype=object))
    return found.reshape(-1, 4)
