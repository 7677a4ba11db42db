"""Rules on where lines end: at an object they may end at, or at a border that is carried on beyond."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType, STRtree

from ..text import Text
from .context import SLACK_M, Context, Geometries, Indices
from .nearest import nearest
from .params import Params
from .registry import Hit, rule_type
from .words import joined, length

END_WORDS = (Text("startpunkt", "start point"), Text("slutpunkt", "end point"))
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


@rule_type("linjeande", params=("objects", "near_m", "border_m"), says=("ande", "narmast", "near", "border"))
def loose_end(context: Context, params: Params) -> Iterator[Hit]:
    """Each end is within `near_m` of an object of the classes in `objects`, or within `border_m` of the border.

    Lines of a municipality whose border is not known are not judged.
    """
    ends = _ends(context, params)
    allowed = params.class_classes("objects")
    for number in np.flatnonzero(ends.known & ~ends.connected & ~ends.at_border):
        index = int(ends.index[number])
        values = {
            "ande": END_WORDS[ends.end[number]],
            "narmast": nearest(context, ends.point[number], *context.tree(allowed[context.klass[index]])),
            "near": length(params.number("near_m")),
            "border": length(params.number("border_m")),
        }
        yield Hit(index, values, ends.point[number], part=PARTS[ends.end[number]])


@rule_type(
    "linje-kommungrans",
    params=("objects", "near_m", "border_m", "continue_m", "attribute", "same"),
    says=("ande", "kommun", "continue"),
)
def carried_on(context: Context, params: Params) -> Iterator[Hit]:
    """A line that ends at the border to another municipality is carried on by a line of that municipality.

    That one is of the same class, agrees in the attributes that `same` names for the class, and has an end within
    `continue_m`. Where the county's border is as near, a value in `attribute` (a continuation outside the county)
    does as well.
    """
    ends = _ends(context, params)
    reach = params.number("continue_m")
    same = params.class_attributes("same")
    outside = params.attribute("attribute").name
    waiting = ~ends.connected & ends.at_border & np.array([bool(codes) for codes in ends.across], dtype=bool)
    continued = _continued(context, ends, np.flatnonzero(waiting), same, reach)
    for number in np.flatnonzero(waiting & ~continued):
        index = int(ends.index[number])
        if ends.at_county_border[number] and context.value(index, outside) is not None:
            continue
        names = [context.municipality_name(code) for code in ends.across[number]]
        values = {
            "ande": END_WORDS[ends.end[number]],
            "kommun": joined([Text(name, name) for name in names], "eller", "or"),
            "continue": length(reach),
        }
        yield Hit(index, values, ends.point[number], part=PARTS[ends.end[number]])


@rule_type("linje-lansgrans", params=("objects", "near_m", "border_m", "attribute"), says=("ande", "attribut"))
def leaves_county(context: Context, params: Params) -> Iterator[Hit]:
    """A line that ends at the county's border has a value in `attribute`, which says where it continues."""
    ends = _ends(context, params)
    attribute = params.attribute("attribute")
    inner = np.array([bool(codes) for codes in ends.across], dtype=bool)
    for number in np.flatnonzero(~ends.connected & ends.at_border & ~inner):
        index = int(ends.index[number])
        if context.value(index, attribute.name) is None:
            values = {"ande": END_WORDS[ends.end[number]], "attribut": attribute.title}
            yield Hit(index, values, ends.point[number], part=PARTS[ends.end[number]])


def _ends(context: Context, params: Params) -> LineEnds:
    allowed = params.class_classes("objects")
    near, border = params.number("near_m"), params.number("border_m")
    key = ("line ends", tuple(allowed.items()), near, border)
    ends: LineEnds = context.once(key, lambda: _find_ends(context, allowed, near + SLACK_M, border + SLACK_M))
    return ends


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
        tree, _ = context.tree(codes)
        connected[chosen[tree.query(point[chosen], predicate="dwithin", distance=near)[0]]] = True
    home = context.municipalities[index]
    at_border = np.zeros(len(index), dtype=bool)
    beside: list[list[str]] = [[] for _ in index]
    for code, area in context.areas.items():
        own = np.flatnonzero(home == code)
        at_border[own] = shapely.dwithin(point[own], shapely.boundary(area), border)
    for code, area in sorted(context.areas.items()):
        others = np.flatnonzero(at_border & (home != code))
        for number in others[shapely.dwithin(point[others], area, border)]:
            beside[number].append(code)
    return LineEnds(
        index=index,
        end=end,
        point=point,
        connected=connected,
        at_border=at_border,
        at_county_border=at_border & shapely.dwithin(point, _county_border(context), border),
        across=tuple(map(tuple, beside)),
        known=np.isin(home, list(context.areas)),
    )


def _county_border(context: Context) -> Geometry:
    """The outline of all municipalities together, without the gaps between them."""
    together = shapely.buffer(shapely.union_all(list(context.areas.values())), GAP_M, join_style="mitre")
    closed = shapely.buffer(together, -GAP_M, join_style="mitre")
    return shapely.union_all(shapely.get_exterior_ring(shapely.get_parts(closed)))


def _continued(
    context: Context, ends: LineEnds, waiting: Indices, same: Mapping[str, tuple[str, ...]], reach: float
) -> NDArray[np.bool_]:
    """Which of the `waiting` ends another municipality's line carries on."""
    continued = np.zeros(len(ends.index), dtype=bool)
    lines = context.of(set(context.klass[ends.index[waiting]]), everyone=True)
    lines = np.repeat(lines[context.types[lines] == GeometryType.LINESTRING], 2)
    tree = STRtree(shapely.get_point(context.sound[lines], np.tile([0, -1], len(lines) // 2)))
    mine, theirs = tree.query(ends.point[waiting], predicate="dwithin", distance=reach + SLACK_M)
    for number, other in zip(waiting[mine], lines[theirs], strict=True):
        index = ends.index[number]
        continued[number] |= (
            context.klass[index] == context.klass[other]
            and context.municipalities[other] in ends.across[number]
            and all(
                context.value(index, name) == context.value(other, name) for name in same.get(context.klass[index], ())
            )
        )
    return continued
