"""Rules on vertices: spikes, doubled vertices, and heights and measures that a flat map does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType

from .context import Context, Geometries, Indices
from .params import Params
from .registry import Hit, rule_type
from .words import number

#: Vertices this close together (m) are one corner when its angle is measured.
ONE_CORNER_M = 0.1

LINEAR = (GeometryType.LINESTRING, GeometryType.LINEARRING)


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
    paths = _paths(context.geometries[context.asked])
    close = np.flatnonzero(np.diff(paths.path) == 0)
    close = close[_length(paths.xy[close + 1] - paths.xy[close]) < params.number("metres")]
    yield from _hits(context, paths, close + 1)


@rule_type("spets", params=("degrees", "metres"), says=("antal",))
def spike(context: Context, params: Params) -> Iterator[Hit]:
    """No corner is sharper than `degrees` where both its sides are at least `metres` long; the place is the corner.

    `degrees` is at most 90. Where a line begins and ends is no corner.
    """
    paths = _turning_back(_paths(context.geometries[context.asked]))
    vertices, before, after = _corners(paths)
    back, forth = paths.xy[before] - paths.xy[vertices], paths.xy[after] - paths.xy[vertices]
    sides = _length(back), _length(forth)
    long = np.minimum(*sides) >= params.number("metres")
    across = back[:, 0] * forth[:, 1] - back[:, 1] * forth[:, 0]
    angles = np.degrees(np.abs(np.arctan2(across, _dot(back, forth))))
    yield from _hits(context, paths, vertices[long & (angles < params.number("degrees"))])


@dataclass(frozen=True, slots=True)
class Paths:
    """The lines and rings of geometries, vertex by vertex.

    Attributes:
        xy: easting, northing (metres), shape (n, 2); the last vertex of a ring is its first one again.
        path: number of the line or ring that each vertex is of, rising.
        ring: by path, whether it is a ring.
        owner: by path, the place of the geometry it is of.
    """

    xy: NDArray[np.float64]
    path: Indices
    ring: NDArray[np.bool_]
    owner: Indices


def _paths(geometries: Geometries) -> Paths:
    parts, owners = shapely.get_parts(geometries, return_index=True)
    types = shapely.get_type_id(parts)
    lines, areas = np.isin(types, LINEAR), types == GeometryType.POLYGON
    rings, around = shapely.get_rings(parts[areas], return_index=True)
    xy, path = shapely.get_coordinates(np.concatenate([parts[lines], rings]), return_index=True)
    return Paths(
        xy=xy,
        path=path,
        ring=np.repeat([False, True], [int(lines.sum()), len(rings)]),
        owner=np.concatenate([owners[lines], owners[areas][around]]),
    )


def _turning_back(paths: Paths) -> Paths:
    """The lines and rings that may have a corner sharper than a right angle: few have, and the rest need no care."""
    if not len(paths.path):
        return paths
    step = np.diff(paths.xy, axis=0)
    follows = np.diff(paths.path) == 0
    short = follows & (_dot(step, step) < ONE_CORNER_M**2)
    back = follows[1:] & follows[:-1] & (_dot(step[1:], step[:-1]) < 0)
    first = np.flatnonzero(np.diff(paths.path, prepend=-1))
    last = np.append(first[1:], len(paths.path)) - 2
    round_again = paths.path[first[_dot(step[first], step[last]) < 0]]
    chosen = np.zeros(len(paths.ring), dtype=bool)
    chosen[paths.path[:-1][short]] = True
    chosen[paths.path[1:-1][back]] = True
    chosen[round_again[paths.ring[round_again]]] = True
    new = np.cumsum(chosen) - 1
    kept = chosen[paths.path]
    return Paths(paths.xy[kept], new[paths.path[kept]], paths.ring[chosen], paths.owner[chosen])


def _corners(paths: Paths) -> tuple[Indices, Indices, Indices]:
    """Vertices where a path turns, and for each the vertices before and after it; numbers in `paths`."""
    follows = np.diff(paths.path, prepend=-1) == 0
    apart = np.ones(len(paths.path), dtype=bool)
    apart[1:] = ~follows[1:] | (_length(np.diff(paths.xy, axis=0)) >= ONE_CORNER_M)
    last = np.diff(paths.path, append=-1) != 0
    kept = np.flatnonzero(apart & ~(last & paths.ring[paths.path]))
    path = paths.path[kept]
    first, last = np.diff(path, prepend=-1) != 0, np.diff(path, append=-1) != 0
    before, after = np.roll(kept, 1), np.roll(kept, -1)
    before[first], after[last] = kept[last], kept[first]
    turns = (paths.ring[path] | ~(first | last)) & (before != after)
    return kept[turns], before[turns], after[turns]


def _hits(context: Context, paths: Paths, vertices: Indices) -> Iterator[Hit]:
    owners = paths.owner[paths.path[vertices]]
    order = np.argsort(owners, kind="stable")
    for found in np.split(vertices[order], np.flatnonzero(np.diff(owners[order])) + 1) if len(order) else ():
        points = np.unique(paths.xy[found], axis=0)
        index = int(context.asked[paths.owner[paths.path[found[0]]]])
        yield Hit(index, {"antal": number(len(points))}, _place(points))


def _place(points: NDArray[np.float64]) -> Geometry:
    made = shapely.points(points)
    return made[0] if len(made) == 1 else shapely.multipoints(made)


def _dot(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    product: NDArray[np.float64] = np.einsum("ij,ij->i", one, other)
    return product


def _length(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    length: NDArray[np.float64] = np.hypot(vectors[:, 0], vectors[:, 1])
    return length
