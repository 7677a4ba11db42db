"""A map to compare the rules' geometry with PostGIS's on: a seeded county, and pairs just beside the thresholds."""

from __future__ import annotations

import itertools
import uuid

import numpy as np
import shapely

from hso_plugin.core import catalogue
from hso_plugin.core.model import GeometryKind, MapObject
from scripts.bench.maps.objects import generate
from scripts.local_platform.seed.county import County

CATALOGUE = catalogue.default()
AREAS = County.load().areas
KINDS = {0: GeometryKind.POINT, 1: GeometryKind.LINE, 2: GeometryKind.AREA}
#: North of the county there is room for pairs that meet nothing else; inside a municipality they would.
FREE_E, FREE_N, APART = 500_000.0, 7_300_000.0, 20_000.0
CODES = sorted(AREAS)


def world(seed, count=2_000):
    """Valid objects of all municipalities: random ones over the real boundaries, and those of the edges."""
    random = np.random.default_rng(seed)
    drawn = [
        o
        for o in generate(20_000, seed, CATALOGUE, overlapping=1.0)
        if o.geometry is not None and shapely.is_valid(o.geometry)
    ]
    # Most of them close together where several municipalities meet, so that there is much to compare.
    meeting = shapely.get_point(shapely.shortest_line(AREAS["2262"], AREAS["2283"]), 0)
    drawn = sorted((o for o in drawn if not shapely.is_empty(o.geometry)), key=lambda o: o.geometry.distance(meeting))
    drawn = [*drawn[:count], *random.choice(np.array(drawn[count:], dtype=object), count // 4, replace=False)]
    return [
        *drawn,
        *nodes(random),
        *border_lines(random),
        *border_points(random),
        *area_edges(random),
        *distance_edges(),
    ]


def item(klass, geometry, municipality="2281", **values):
    """An object with what the compared rules look at."""
    if geometry.geom_type == "Polygon":
        geometry = shapely.MultiPolygon([geometry])
    kind = KINDS[shapely.get_dimensions(geometry)]
    return MapObject(kind, str(uuid.uuid4()), municipality, {"klass": klass, "namn": klass, **values}, geometry)


def nodes(random):
    """Nodes and hubs close to each other, round the middle of every municipality."""
    for code, area in AREAS.items():
        middle = np.array(area.representative_point().coords[0])
        for place in (middle + random.normal(0, 6_000, (24, 2))).round(3):
            yield item(str(random.choice(["A1", "A2", "A3", "A3"])), shapely.Point(place), code)
        for place in (middle + random.normal(0, 20_000, (30, 2))).round(3):
            kind = str(random.choice(["resecentrum", "station", "hamn", "flygplats", "godsterminal"]))
            yield item("B3", shapely.Point(place), code, typ=kind)


def border_lines(random):
    """Lines that end some way inside and outside the borders, and lines on the other side that may carry them on."""
    values = {
        "B1": ("trafikslag", ["vag", "jarnvag"]), "E2": ("energislag", ["el", "gas"]), "C2": ("typ", ["gront", "blatt"])
    }  # fmt: skip
    for code in CODES:
        border = AREAS[code].boundary
        for klass, (name, codes) in values.items():
            for _ in range(12):
                at = np.array(border.interpolate(random.uniform(0, border.length)).coords[0])
                for home in (code, str(random.choice(CODES))):
                    end = (at + random.normal(0, 90, 2)).round(3)
                    start = (end + random.normal(0, 4_000, 2)).round(3)
                    onward = {"fortsatter_till": "2401"} if random.random() < 0.3 else {}
                    line = shapely.LineString([start, end] if random.random() < 0.5 else [end, start])
                    yield item(klass, line, home, **{name: str(random.choice(codes))}, **onward)


def border_points(random):
    """Points just nearer and just further from their municipality than is put up with."""
    (tolerance,) = (rule.params["tolerance_m"] for rule in CATALOGUE.rules if rule.id == "utanfor-kommun")
    for code, area in AREAS.items():
        for more in (-0.5, 0.5):
            away = area.buffer(tolerance + more, quad_segs=500).boundary
            for place in random.uniform(0, away.length, 10):
                point = shapely.transform(away.interpolate(place), lambda xy: xy.round(3))
                yield item("D3", point, code)


def area_edges(random):
    """Pairs of areas that only meet, lie inside each other, or overlap by just less or more than what is ignored."""
    places = ((FREE_E + APART * i, FREE_N + APART * j) for i, j in itertools.product(range(40), range(40)))
    classes = [c.code for c in CATALOGUE.classes.values() if GeometryKind.AREA in c.kinds]
    for first, second in itertools.combinations_with_replacement(classes, 2):
        pairs = list(meetings())
        for number in random.choice(len(pairs), 3, replace=False):
            east, north = next(places)
            turn = float(random.choice([0.0, np.pi / 2, np.pi]))
            for klass, shape in zip((first, second), pairs[number], strict=True):
                yield item(klass, moved(shape, east, north, turn))


def meetings():
    """Two areas each, from the origin: what is ignored is 1 000 m², or one hundredth of the smaller."""
    small, square = shapely.box(0, 0, 360, 250), shapely.box(0, 0, 500, 500)
    for width in (-50.0, 0.0, 3.998, 4.0, 4.002, 359.0):  # metres by 250 m
        yield small, shapely.box(360 - width, 0, 1_500, 250)
    large = shapely.box(0, 0, 1_000, 500)
    for width in (4.999, 5.0, 5.001):  # one hundredth of 50 ha is 5 m by 1 000 m
        yield large, shapely.box(0, 500 - width, 1_000, 2_500)
    yield square, shapely.box(500, 500, 900, 900)
    yield square, shapely.box(100, 100, 131.61, 131.61)
    yield square, shapely.box(100, 100, 131.63, 131.63)
    ring = shapely.Polygon(square.exterior, [shapely.box(100, 100, 400, 400).exterior])
    yield ring, shapely.box(100, 100, 400, 400)
    yield ring, shapely.box(90, 90, 400, 400)
    yield shapely.MultiPolygon([square, shapely.box(700, 0, 900, 200)]), shapely.box(400, 50, 800, 150)


def distance_edges():
    """Points just nearer, as near and just further than what rules on distance ask for."""
    place = ((FREE_E - 100_000.0 * (i + 1), FREE_N) for i in range(100))
    for first, second, metres in (
        ("A1", "A1", 10_000), ("A3", "A3", 3_000), ("A3", "A2", 3_000), ("D3", "D1", 2_000), ("D3", "E1", 2_000),
        ("A4", "A1", 5_000), ("A4", "B3", 5_000), ("D1", "B1", 10_000), ("B3", "B1", 500),
        ("A5", "A4", 250), ("B2", "A3", 250), ("B1", "A2", 250), ("E2", "D1", 250), ("C2", "C3", 250),
    ):  # fmt: skip
        for more in (-0.005, 0.0, 0.005):
            east, north = next(place)
            away = shapely.Point(east + 0.6 * metres, north + 0.8 * metres + more)
            # Each begins in its corner and goes away from the other.
            yield item(first, corner(first, east, north, -1), typ="station", trafikslag="jarnvag")
            yield item(second, corner(second, away.x, away.y, 1), typ="station", trafikslag="jarnvag")


def corner(klass, east, north, direction):
    """The simplest geometry of a class, its nearest corner at a place (rounded to the millimetre)."""
    end = (east + direction * 700, north + direction * 700)
    shape = {
        GeometryKind.POINT: shapely.Point(east, north),
        GeometryKind.LINE: shapely.LineString([(east, north), end]),
        GeometryKind.AREA: shapely.LineString([(east, north), end]).envelope,
    }[CATALOGUE.classes[klass].kinds[0]]
    return shapely.transform(shape, lambda xy: xy.round(3))


def moved(shape, east, north, turn):
    """Turned about the origin, then moved."""
    (cos, sin) = (round(np.cos(turn)), round(np.sin(turn)))
    return shapely.transform(shape, lambda xy: (xy @ [[cos, sin], [-sin, cos]] + [east, north]).round(3))
