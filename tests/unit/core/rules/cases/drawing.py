"""Cases of the rules on how an object is drawn."""

import math
from dataclasses import replace

import shapely
from shapely import LineString, MultiPolygon, Point, Polygon

from hso_plugin.core.model import GeometryKind

from .registry import edge, passing, violating

BODY = shapely.box(1000, 1000, 1300, 1200)


@passing("klass-fel-geometri", "geometri-saknas", "geometri-ogiltig", "tre-dimensioner", "flisa", "spets")
@passing("dubbel-brytpunkt", "utanfor-lan")
def square(county):
    return county.box("A4", 1000, 1000, 300, 200)


@violating("klass-fel-geometri")
def area_drawn_as_a_point(county):
    return county.object("A4", Point(5000, 5000))


@violating("geometri-saknas")
def nothing_drawn(county):
    return county.object("A4", None)


@violating("geometri-saknas")
def empty(county):
    return county.object("A4", MultiPolygon(), kind=GeometryKind.AREA)


@violating("geometri-ogiltig")
def bow_tie(county):
    return county.object("A4", Polygon([(1000, 1000), (2000, 2000), (2000, 1000), (1000, 2000)]))


@violating("linje-korsar-sig")
def loop(county):
    return county.line("F2", (1000, 1000), (2000, 2000), (2000, 1000), (1000, 2000))


@passing("linje-korsar-sig")
def closed_line(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 2000), (1000, 1000))


@passing("linje-korsar-sig")
def bend(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 2000))


@violating("flisa")
def thin_part(county):
    return county.object("A4", MultiPolygon([BODY, shapely.box(2000, 1000, 2001, 1010)]))


@violating("flisa")
def thin_hole(county):
    return county.object("A4", BODY.difference(shapely.box(1100, 1050, 1101, 1150)))


@violating("flisa")
def neck(county):
    return county.object("A4", shapely.union_all([BODY, *(shapely.box(x, 1100, x + 100, 1104) for x in (1300, 900))]))


@passing("flisa")
def wide_part_and_hole(county):
    parts = MultiPolygon([BODY.difference(shapely.box(1100, 1050, 1110, 1150)), shapely.box(2000, 1000, 2010, 1010)])
    return county.object("A4", parts)


@passing("flisa")
def sharp_corner(county):
    return county.object("A4", Polygon([(1000, 1000), (3000, 1000), (1000, 1200)]))


@edge("flisa", "params.width_m", hair=0.01, worse=-1)
def part_so_wide(county, metres):
    return county.object("A4", MultiPolygon([BODY, shapely.box(2000, 1000, 2000 + metres, 1500)]))


@edge("flisa", "params.minimum_m2", hair=0.1, worse=1, violates=True)
def tail_so_large(county, square_metres):
    return county.object("A4", BODY.union(shapely.box(1300, 1100, 1300 + square_metres / 4, 1104)))


@violating("spets")
def spike_of_an_area(county):
    return county.object("A4", BODY.union(Polygon([(1300, 1100), (1500, 1101), (1300, 1102)])))


@violating("spets")
def notch(county):
    return county.object("A4", BODY.difference(Polygon([(1300, 1100), (1200, 1101), (1300, 1102)])))


@violating("spets")
def line_that_goes_out_and_back(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 1500), (2001, 1000), (3000, 1000))


@violating("spets")
def spike_with_a_doubled_tip(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 1500), (2000, 1500.02), (2001, 1000), (3000, 1000))


@passing("spets")
def right_angles(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 1500), (2500, 1500), (2500, 1000))


@passing("spets")
def ends_of_a_closed_line(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 1500), (1000, 1001), (1000, 1000))


def corner(county, degrees, metres):
    turned = math.radians(degrees)
    tip = (2000 + metres * math.cos(turned), 1000 + metres * math.sin(turned))
    return county.line("F2", (2000 + metres, 1000), (2000, 1000), tip)


@edge("spets", "params.degrees", hair=0.01, worse=-1, violates=None)
def corner_so_sharp(county, degrees):
    return corner(county, degrees, 100)


@edge("spets", "params.metres", hair=0.01, worse=1, violates=None)
def sides_so_long(county, metres):
    return corner(county, 4, metres)


@violating("dubbel-brytpunkt")
def doubled_vertex(county):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000, 1000), (3000, 1000))


@violating("dubbel-brytpunkt")
def doubled_corner_of_a_hole(county):
    hole = [(1100, 1100), (1200, 1100), (1200, 1150), (1200, 1150), (1100, 1150)]
    return county.object("A4", Polygon(BODY.exterior.coords, [hole]))


@edge("dubbel-brytpunkt", "params.metres", hair=0.005, worse=-1, violates=None)
def vertices_so_far_apart(county, metres):
    return county.line("F2", (1000, 1000), (2000, 1000), (2000 + metres, 1000), (3000, 1000))


@violating("tre-dimensioner")
def with_heights(county):
    thing = square(county)
    return replace(thing, geometry=shapely.force_3d(thing.geometry, 12.5))


@violating("utanfor-lan")
def in_stockholm(county):
    return county.point("A3", 674_000 - 600_000, 6_580_000 - 6_920_000)


for number, worse in enumerate((-1, -1, 1, 1)):

    def place(county, metres, number=number):
        east, north = (metres, 6_950_000) if number % 2 == 0 else (600_000, metres)
        return county.object("F2", LineString([(east - 600_000, north - 6_920_000), (10_000, 10_000)]))

    edge("utanfor-lan", f"extent.{number}", hair=0.01, worse=worse)(place)
