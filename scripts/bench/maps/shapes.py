"""Random blobs and bent lines, many at a time: arrays of shapely geometries on the grid of 1 mm (metres)."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Shapes = NDArray[np.object_]

#: Waves round a blob's edge, and how much each may push it in or out.
_WAVES = (2, 3, 5, 9)
_SWING = (0.22, 0.14, 0.09, 0.05)
#: No blob reaches further from its middle than this times its mean radius.
FARTHEST = 2.2


def blobs(rng: np.random.Generator, middles: Floats, radii: Floats, vertices: Ints) -> Shapes:
    """MultiPolygons of one star-shaped part, turned and drawn out; one in twenty has a hole, one in twenty an island.

    Args:
        middles: (n, 2) easting, northing.
        radii: (n,) mean radius.
        vertices: (n,) corners of the outer ring.
    """
    count = len(middles)
    owner, step = _ragged(vertices)
    angles = 2 * np.pi * step / vertices[owner]
    push = np.zeros(len(owner))
    for wave, swing in zip(_WAVES, _SWING, strict=True):
        size, phase = rng.uniform(0, swing, count), rng.uniform(0, 2 * np.pi, count)
        push += size[owner] * np.sin(wave * angles + phase[owner])
    unit = np.exp(push)[:, np.newaxis] * np.column_stack([np.cos(angles), np.sin(angles)])
    stretch, turn = rng.uniform(0.75, 1.0, count)[owner], rng.uniform(0, np.pi, count)[owner]
    along, aside = unit[:, 0] / stretch, unit[:, 1] * stretch
    turned = np.column_stack([along * np.cos(turn) - aside * np.sin(turn), along * np.sin(turn) + aside * np.cos(turn)])
    edge = turned * radii[owner, np.newaxis]
    rings = shapely.linearrings((middles[owner] + edge).round(3), indices=owner)
    parts = shapely.polygons(rings)
    fate = rng.random(count)
    holed = np.flatnonzero(fate < 0.05)
    holes = shapely.linearrings((middles[owner] + 0.4 * edge).round(3), indices=owner)[holed]
    parts[holed] = [shapely.Polygon(rings[i], [hole]) for i, hole in zip(holed, holes, strict=True)]
    result = shapely.multipolygons(parts, indices=np.arange(count))
    for index in np.flatnonzero(fate > 0.95):
        away = 2.5 * radii[index] * np.array([1.0, 0.3])
        island = shapely.transform(
            parts[index], lambda xy, i=index, d=away: (middles[i] + d + 0.3 * (xy - middles[i])).round(3)
        )
        result[index] = shapely.MultiPolygon([parts[index], island])
    return result


def bent_lines(rng: np.random.Generator, starts: Floats, ends: Floats, vertices: Ints) -> Shapes:
    """LineStrings with soft bends to the side, at most a tenth of their length; they keep their ends.

    Args:
        starts, ends: (n, 2) easting, northing.
        vertices: (n,) at least 2.
    """
    owner, step = _ragged(vertices)
    along = (step / (vertices[owner] - 1))[:, np.newaxis]
    chord = ends - starts
    side = np.column_stack([-chord[:, 1], chord[:, 0]])[owner]
    bend = np.zeros(len(owner))
    for wave, swing in ((1, 0.06), (3, 0.02), (8, 0.006)):
        bend += (rng.uniform(-swing, swing, len(starts))[owner]) * np.sin(wave * np.pi * along[:, 0])
    places = starts[owner] + along * chord[owner] + bend[:, np.newaxis] * side
    lines: Shapes = shapely.linestrings(places.round(3), indices=owner)
    return lines


def _ragged(lengths: Ints) -> tuple[Ints, Ints]:
    """For rows of these lengths laid end to end: the row of each entry, and its place in the row."""
    owner = np.repeat(np.arange(len(lengths)), lengths)
    first = np.cumsum(lengths) - lengths
    return owner, np.arange(len(owner)) - first[owner]
