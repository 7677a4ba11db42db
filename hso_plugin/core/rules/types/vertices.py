"""Rules on vertices: spikes, doubled vertices, and heights and measures that a flat map does not have."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import Geometry

from ..objects.context import Context, Indices
from ..objects.outlines import ONE_CORNER_M, outlines
from ..objects.paths import Numbers, Paths, cross, dot, length, paths_of
from ..params import Params
from ..registry import Hit, rule_type
from ..words import number


@rule_type("tva-dimensioner")
def flat(context: Context, _: Params) -> Iterator[Hit]:
    """Geometries are 2D: no heights (Z) and no measures (M)."""
    drawn = context.geometries[context.asked]
    more = shapely.has_z(drawn)
    # M is there from shapely 2.1 with GEOS 3.12; older ones cannot hold it.
    if hasattr(shapely, "has_m") and shapely.geos_version >= (3, 12, 0):
        more = more | shapely.has_m(drawn)
    return (Hit(int(index)) for index in context.asked[more])


@rule_type("dubbel-brytpunkt", params=("metres",), says=("antal",))
def doubled_vertex(context: Context, params: Params) -> Iterator[Hit]:
    """Vertices that follow each other are at least `metres` apart; the place is the later of two closer ones."""
    metres = params.number("metres")
    asked = context.asked[outlines(context).shortest < metres]
    paths = paths_of(context.geometries[asked])
    close = paths.follows & (length(np.diff(paths.xy, axis=0)) < metres)
    yield from _hits(asked, paths, np.flatnonzero(close) + 1)


@rule_type("spets", params=("degrees", "metres"), says=("antal",))
def spike(context: Context, params: Params) -> Iterator[Hit]:
    """No corner is sharper than `degrees` where both its sides are at least `metres` long; the place is the corner.

    `degrees` is at most 90. Where a line begins and ends is no corner.
    """
    asked = context.asked[outlines(context).turns_back]
    paths = paths_of(context.geometries[asked])
    vertices, before, after = _corners(paths)
    back, forth = paths.xy[before] - paths.xy[vertices], paths.xy[after] - paths.xy[vertices]
    long = np.minimum(length(back), length(forth)) >= params.number("metres")
    angles = np.degrees(np.abs(np.arctan2(cross(back, forth), dot(back, forth))))
    yield from _hits(asked, paths, vertices[long & (angles < params.number("degrees"))])


def _corners(paths: Paths) -> tuple[Indices, Indices, Indices]:
    """Vertices where a path turns, and for each the vertices before and after it; numbers in `paths`."""
    apart = np.ones(len(paths.path), dtype=bool)
    apart[1:] = ~paths.follows | (length(np.diff(paths.xy, axis=0)) >= ONE_CORNER_M)
    # The last vertex of a ring is its first one.
    apart[(paths.first + paths.counts - 1)[paths.ring]] = False
    kept = np.flatnonzero(apart)
    path = paths.path[kept]
    first, last = np.diff(path, prepend=-1) != 0, np.diff(path, append=-1) != 0
    before, after = np.roll(kept, 1), np.roll(kept, -1)
    before[first], after[last] = kept[last], kept[first]
    turns = (paths.ring[path] | ~(first | last)) & (before != after)
    return kept[turns], before[turns], after[turns]


def _hits(asked: Indices, paths: Paths, vertices: Indices) -> Iterator[Hit]:
    owners = paths.owner[paths.path[vertices]]
    for owner in np.unique(owners):
        points = np.unique(paths.xy[vertices[owners == owner]], axis=0)
        yield Hit(int(asked[owner]), {"antal": number(len(points))}, _place(points))


def _place(points: Numbers) -> Geometry:
    made = shapely.points(points)
    return made[0] if len(made) == 1 else shapely.multipoints(made)
