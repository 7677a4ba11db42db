"""Where the own lines end: at which objects, at which borders. Several rules ask for the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType

from .context import SLACK_M, Context, Geometries, Indices

#: The two ends of a line in the identity of a finding: the start, the end.
PARTS = ("borjan", "slut")

#: Municipality polygons of different origin may leave gaps between them this wide (m): not the county's border.
GAP_M = 50.0


@dataclass(frozen=True, slots=True)
class LineEnds:
    """The ends of own lines that are not closed; all arrays go together.

    Attributes:
        index: the lines' indices.
        end: 0 for the start, 1 for the end.
        point: the end points.
        connected: at an object the line may end at.
        at_border: near the border of its own municipality.
        at_county_border: near the outline of all municipalities together.
        across: codes of the municipalities on the other side, for ends at the border.
        known: the line's municipality has a polygon, so that its border is known.
    """

    index: Indices
    end: Indices
    point: Geometries
    connected: NDArray[np.bool_]
    at_border: NDArray[np.bool_]
    at_county_border: NDArray[np.bool_]
    across: tuple[tuple[str, ...], ...]
    known: NDArray[np.bool_]


def line_ends(context: Context, allowed: Mapping[str, tuple[str, ...]], near: float, border: float) -> LineEnds:
    """The ends of the lines that are asked for, of the classes in `allowed`.

    Args:
        allowed: by class the classes of the objects that its lines may end at.
        near, border: how far from such an object, and from the border, an end may lie (m).
    """
    key = ("line ends", tuple(allowed.items()), near, border)
    return context.while_asked(key, lambda: _find_ends(context, allowed, near + SLACK_M, border + SLACK_M))


def _find_ends(context: Context, allowed: Mapping[str, tuple[str, ...]], near: float, border: float) -> LineEnds:
    lines = context.of(allowed)
    lines = lines[context.types[lines] == GeometryType.LINESTRING]
    lines = lines[~shapely.is_closed(context.sound[lines])]
    index = np.repeat(lines, 2)
    end = np.tile([0, 1], len(lines))
    point = shapely.get_point(context.sound[index], -end)
    connected = np.zeros(len(index), dtype=bool)
    for klass, codes in allowed.items():
        chosen = np.flatnonzero(context.klass[index] == klass)
        connected[chosen] = context.tree(codes).reached(point[chosen], near)
    home = context.municipalities[index]
    at_border = np.zeros(len(index), dtype=bool)
    beside: list[list[str]] = [[] for _ in index]
    for code in context.areas:
        own = np.flatnonzero(home == code)
        at_border[own] = shapely.dwithin(_outline(context, code), point[own], border)
    for code in sorted(context.areas):
        others = np.flatnonzero(at_border & (home != code))
        for number in others[shapely.dwithin(_area(context, code), point[others], border)]:
            beside[number].append(code)
    return LineEnds(
        index=index,
        end=end,
        point=point,
        connected=connected,
        at_border=at_border,
        at_county_border=at_border & shapely.dwithin(_county_border(context), point, border),
        across=tuple(map(tuple, beside)),
        known=np.isin(home, list(context.areas)),
    )


def _area(context: Context, code: str) -> Geometry:
    return context.once(("prepared area", code), lambda: _prepared(context.areas[code]))


def _outline(context: Context, code: str) -> Geometry:
    return context.once(("outline", code), lambda: _prepared(shapely.boundary(context.areas[code])))


def _county_border(context: Context) -> Geometry:
    """The outline of all municipalities together, without the gaps between them."""

    def build() -> Geometry:
        together = shapely.buffer(shapely.union_all(list(context.areas.values())), GAP_M, join_style="mitre")
        closed = shapely.buffer(together, -GAP_M, join_style="mitre")
        return _prepared(shapely.union_all(shapely.get_exterior_ring(shapely.get_parts(closed))))

    return context.once("county border", build)


def _prepared(geometry: Geometry) -> Geometry:
    shapely.prepare(geometry)
    return geometry
