"""Roads and railways through the localities (B1), cut at the municipal borders.

Each neighbour carries on where the other ends. The courses are synthetic: bent lines between real localities, not the
real E4 or Mittbanan.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from shapely import Geometry, LineString, Point, get_parts, line_merge
from shapely.ops import substring

from .nodes import station
from .sketch import Sketch, bent

#: A piece shorter than this (metres) goes to its longer neighbour: a corridor is at least 2 km.
SHORTEST = 2_100.0


@dataclass(frozen=True)
class Stop:
    """Something a route passes: a locality, or a place `at` beyond the county's border."""

    name: str
    municipality: str
    at: tuple[float, float] | None = None
    via: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Route:
    """A road or railway as a chain of stops."""

    name: str
    traffic: str
    stops: tuple[Stop, ...]


#: Where a straight line to a stop would cross the sea: places to pass on the way to it.
VIA = {"Härnösand": ((624_500, 6_938_000),), "Husum": ((699_500, 7_031_500),)}


def _stop(text: str) -> Stop:
    municipality, name = text.split(" ", 1)
    return Stop(name, municipality, via=VIA.get(name, ()))


def _route(name: str, traffic: str, *stops: str | Stop) -> Route:
    return Route(name, traffic, tuple(s if isinstance(s, Stop) else _stop(s) for s in stops))


SOUTH = Stop("Nordanstig", "2132", (617500, 6880000))
WEST = Stop("Bräcke", "2305", (516000, 6951500))
NORTH = Stop("Nordmaling", "2401", (722000, 7052000))
ROUTES = (
    _route("E4", "vag", SOUTH, "2281 Njurundabommen", "2281 Sundsvall", "2262 Timrå", "2280 Härnösand",
           "2280 Älandsbro", "2282 Kramfors", "2284 Bjästa", "2284 Örnsköldsvik", "2284 Husum", NORTH),
    _route("E14", "vag", "2281 Sundsvall", "2281 Matfors", "2281 Stöde", "2260 Fränsta", "2260 Ånge", WEST),
    _route("Ostkustbanan", "jarnvag", SOUTH, "2281 Kvissleby", "2281 Sundsvall"),
    _route("Mittbanan", "jarnvag", "2281 Sundsvall", "2281 Stöde", "2260 Ljungaverk", "2260 Ånge", WEST),
    _route("Ådalsbanan", "jarnvag", "2281 Sundsvall", "2262 Timrå", "2280 Härnösand", "2282 Kramfors",
           "2282 Nyland", "2283 Sollefteå", "2283 Långsele"),
    _route("Botniabanan", "jarnvag", "2282 Kramfors", "2284 Örnsköldsvik", "2284 Husum", NORTH),
    _route("Väg 90", "vag", "2282 Kramfors", "2282 Nyland", "2283 Sollefteå", "2283 Näsåker", "2283 Junsele"),
    _route("Väg 86", "vag", "2281 Sundsvall", "2281 Indal"),
    _route("Väg 335", "vag", "2284 Örnsköldsvik", "2284 Bredbyn"),
)  # fmt: skip


def add_routes(sketch: Sketch) -> None:
    """Every leg of every route, as one corridor for each municipality it passes."""
    for route in ROUTES:
        for start, end in pairwise(route.stops):
            line = _course(sketch, route, start, end)
            beyond = next((s.municipality for s in (start, end) if s.at), None)
            for municipality, piece in cut(line, sketch.county.areas):
                name = f"{route.name} {start.name}–{end.name}"
                at_edge = beyond and sketch.county.whole.boundary.distance(_ends(piece)) < 1
                sketch.add(
                    municipality,
                    "B1",
                    name,
                    piece,
                    trafikslag=route.traffic,
                    roll="bada",
                    fortsatter_till=beyond if at_edge else None,
                )


def _course(sketch: Sketch, route: Route, start: Stop, end: Stop) -> LineString:
    """The bent line from one stop to the next. Routes along each other do not share a course."""
    places = [_place(sketch, route, start), *(Point(at) for at in end.via), _place(sketch, route, end)]
    legs = [bent(a, b, sketch.rng, 0.03) for a, b in pairwise(places)]
    return LineString([*legs[0].coords, *(c for leg in legs[1:] for c in leg.coords[1:])])


def cut(line: LineString, areas: dict[str, Geometry]) -> list[tuple[str, LineString]]:
    """(municipality, piece) along the line, without what lies outside the county; a snippet joins its neighbour."""
    spans: list[tuple[float, float, str]] = []
    for code, area in areas.items():
        if not line.intersects(area):
            continue
        inside = line.intersection(area)
        for part in get_parts(line_merge(inside) if inside.geom_type == "MultiLineString" else inside):
            if part.geom_type == "LineString" and not part.is_empty:
                ends = sorted(line.project(Point(c)) for c in (part.coords[0], part.coords[-1]))
                spans.append((ends[0], ends[1], code))
    spans.sort()
    while len(spans) > 1 and (shortest := min(spans, key=lambda s: s[1] - s[0]))[1] - shortest[0] < SHORTEST:
        place = spans.index(shortest)
        beside = [p for p in (place - 1, place + 1) if 0 <= p < len(spans)]
        other = max(beside, key=lambda p: spans[p][1] - spans[p][0])
        first, last = min(place, other), max(place, other)
        spans[first : last + 1] = [(spans[first][0], spans[last][1], spans[other][2])]
    merged: list[tuple[float, float, str]] = []
    for begin, end, code in spans:
        if merged and merged[-1][2] == code:
            merged[-1] = (merged[-1][0], end, code)
        else:
            merged.append((begin, end, code))
    return [(code, substring(line, begin, end)) for begin, end, code in merged]


def _place(sketch: Sketch, route: Route, stop: Stop) -> Point:
    if stop.at:
        return Point(stop.at)
    middle = sketch.county.locality(stop.name, stop.municipality).point
    return station(middle) if route.traffic == "jarnvag" else middle


def _ends(line: LineString) -> Geometry:
    return line.boundary
