"""Rules on how an object is drawn: that it is, with the right sort of geometry, valid and simple."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import shapely
from shapely import Geometry, GeometryType, Point

from ...model import GeometryKind
from ...text import Text
from ..objects.context import Context
from ..params import Params
from ..registry import Hit, rule_type
from ..words import joined

KIND_WORDS = {
    GeometryKind.POINT: Text("en punkt", "a point"),
    GeometryKind.LINE: Text("en linje", "a line"),
    GeometryKind.AREA: Text("en yta", "an area"),
}
KIND_OF_TYPE = {
    GeometryType.POINT: GeometryKind.POINT,
    GeometryType.LINESTRING: GeometryKind.LINE,
    GeometryType.POLYGON: GeometryKind.AREA,
    GeometryType.MULTIPOLYGON: GeometryKind.AREA,
}
OTHER_TYPES = {
    GeometryType.MULTIPOINT: Text("flera punkter", "several points"),
    GeometryType.MULTILINESTRING: Text("flera linjer", "several lines"),
    GeometryType.LINEARRING: Text("en ring", "a ring"),
    GeometryType.GEOMETRYCOLLECTION: Text("blandade delar", "mixed parts"),
}

#: What GEOS says of an invalid geometry, by the start of its sentence.
FAULTS = {
    "Self-intersection": Text("kanten korsar sig själv", "its edge crosses itself"),
    "Ring Self-intersection": Text("kanten rör vid sig själv", "its edge touches itself"),
    "Hole lies outside shell": Text("ett hål ligger utanför ytan", "a hole lies outside the area"),
    "Holes are nested": Text("ett hål ligger i ett annat hål", "a hole lies inside another hole"),
    "Nested shells": Text("en del ligger inuti en annan del", "one part lies inside another part"),
    "Duplicate Rings": Text("samma kant finns två gånger", "the same edge is there twice"),
    "Interior is disconnected": Text("ett hål delar ytan i två", "a hole divides the area in two"),
    "Too few points": Text("det har för få olika brytpunkter", "it has too few different vertices"),
}
OTHER_FAULT = Text("kanten hänger inte ihop som den ska", "its edge is not put together as it should be")
BROKEN = Text("en koordinat är inte ett rimligt tal", "a coordinate is not a sensible number")


@rule_type("geometri-saknas")
def missing_geometry(context: Context, _: Params) -> Iterator[Hit]:
    """The object has a geometry that is not empty."""
    return (Hit(index) for index in context.asked[context.missing[context.asked]].tolist())


@rule_type("klass-geometri", says=("ritad", "ska"))
def class_fits_geometry(context: Context, _: Params) -> Iterator[Hit]:
    """The object's layer and its geometry are of a kind that its class may have."""
    types = shapely.get_type_id(context.geometries[context.asked]).tolist()
    for index, number in zip(context.asked.tolist(), types, strict=True):
        if not context.klass[index] or number < 0:
            continue
        wanted = context.catalogue.classes[context.klass[index]].kinds
        layer = context.objects[index].kind
        drawn = KIND_OF_TYPE.get(number)
        if drawn is None or drawn is not layer or layer not in wanted:
            is_drawn = OTHER_TYPES[GeometryType(number)] if drawn is None else KIND_WORDS[drawn]
            possible = [kind for kind in wanted if drawn is None or len(wanted) == 1 or kind is layer] or list(wanted)
            yield Hit(index, {"ritad": is_drawn, "ska": joined([KIND_WORDS[kind] for kind in possible], "eller", "or")})


@rule_type("geometri-giltig", says=("fel",))
def valid_geometry(context: Context, _: Params) -> Iterator[Hit]:
    """The geometry is valid as GEOS (OGC Simple Features) sees it; the place is where it says the fault is."""
    for index in context.asked[context.broken[context.asked]].tolist():
        yield Hit(index, {"fel": BROKEN})
    for index in context.asked[context.invalid[context.asked]].tolist():
        reason = shapely.is_valid_reason(context.geometries[index])
        fault = next((text for start, text in FAULTS.items() if reason.startswith(start)), OTHER_FAULT)
        yield Hit(index, {"fel": fault}, _place(reason))


@rule_type("geometri-enkel")
def simple_line(context: Context, _: Params) -> Iterator[Hit]:
    """A line neither crosses nor runs over itself; a closed one may end where it begins."""
    drawn = context.geometries[context.asked]
    lines = (shapely.get_dimensions(drawn) == 1) & ~context.invalid[context.asked]
    for index in context.asked[lines][~shapely.is_simple(drawn[lines])].tolist():
        yield Hit(index, geometry=_meetings(context.geometries[index]))


def _place(reason: str) -> Geometry | None:
    """The point in a reason such as `Self-intersection[617300 6917500]`."""
    match = re.search(r"\[(\S+) (\S+)\]$", reason)
    return Point(float(match[1]), float(match[2])) if match else None


def _meetings(line: Geometry) -> Geometry:
    """Where a line meets itself: the nodes where more than two of its pieces end, or where it runs back, two."""
    pieces = shapely.get_parts(shapely.node(line))
    ends = Counter((point.x, point.y) for position in (0, -1) for point in shapely.get_point(pieces, position))
    # Where a closed line begins and ends two pieces meet without any fault: hence only if there is nothing else.
    nodes = [node for node, count in ends.items() if count > 2] or [node for node, count in ends.items() if count == 2]
    return shapely.multipoints(nodes) if nodes else line
