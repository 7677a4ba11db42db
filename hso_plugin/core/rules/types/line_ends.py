"""Rules on where lines end: at an object they may end at, or at a border that is carried on beyond."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from ...model import GeometryKind
from ...text import Text
from .. import agreement, class_words
from ..objects.context import SLACK_M, Context
from ..objects.endings import PARTS, LineEnds, line_ends
from ..objects.layers import Layer
from ..params import Params
from ..registry import Hit, Reach, rule_type
from ..words import joined, length
from .nearest import nearest

END_WORDS = (Text("startpunkt", "start point"), Text("slutpunkt", "end point"))


def _ended(params: Params) -> Iterable[Reach]:
    """What the ends of lines depend on, whatever is said of them."""
    near = params.number("near_m")
    allowed = params.class_classes("objects")
    return [Reach(frozenset({klass}), frozenset(codes), near) for klass, codes in allowed.items()]


def _carried(params: Params) -> Iterable[Reach]:
    lines = [frozenset({klass}) for klass in params.class_classes("objects")]
    return [*_ended(params), *(Reach(klass, klass, params.number("continue_m")) for klass in lines)]


@rule_type(
    "linjeande",
    params=("objects", "near_m", "border_m"),
    says=("ande", "narmast", "near", "border"),
    reach=_ended,
    about={"objects": GeometryKind.LINE},
    asks=class_words.line_end,
)
def loose_end(context: Context, params: Params) -> Iterator[Hit]:
    """Each end is within `near_m` of an object of the classes in `objects`, or within `border_m` of the border.

    Lines of a municipality whose border is not known are not judged.
    """
    ends = _ends(context, params)
    near, border = length(params.number("near_m")), length(params.number("border_m"))
    loose = ends.known & ~ends.connected & ~ends.at_border
    for klass, codes in params.class_classes("objects").items():
        numbers = np.flatnonzero(loose & (context.klass[ends.index] == klass))
        said = nearest(context, ends.point[numbers], [context.tree(codes)])
        for number, (sentence, reach) in zip(numbers.tolist(), said, strict=True):
            end = ends.end[number]
            values = {"ande": END_WORDS[end], "narmast": sentence, "near": near, "border": border}
            yield Hit(int(ends.index[number]), values, ends.point[number], part=PARTS[end], reach=reach)


@rule_type(
    "linje-kommungrans",
    params=("objects", "near_m", "border_m", "continue_m", "attribute", "same"),
    says=("ande", "kommun", "continue"),
    reach=_carried,
    about={"objects": GeometryKind.LINE, "same": GeometryKind.LINE},
    agrees=agreement.carried_on,
    asks=class_words.continuation,
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
    inner = np.array([bool(codes) for codes in ends.across], dtype=bool)
    for number in np.flatnonzero(~ends.connected & ends.at_border & inner):
        if _continued(context, ends, number, same, reach):
            continue
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


@rule_type(
    "linje-lansgrans",
    params=("objects", "near_m", "border_m", "attribute"),
    says=("ande", "attribut"),
    reach=_ended,
    about={"objects": GeometryKind.LINE},
    asks=class_words.county_border,
)
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
    return line_ends(context, params.class_classes("objects"), params.number("near_m"), params.number("border_m"))


def _continued(
    context: Context, ends: LineEnds, number: int, same: Mapping[str, tuple[str, ...]], reach: float
) -> bool:
    """Whether another municipality's line carries on an end."""
    index = int(ends.index[number])
    klass = str(context.klass[index])
    names = same.get(klass, ())
    layer = Layer(frozenset({klass}), ends=True, by_municipality=True, attributes=names)
    values = [context.value(index, name) for name in names]
    place = ends.point[number : number + 1]
    return any(context.index(layer, code, *values).reached(place, reach + SLACK_M)[0] for code in ends.across[number])
