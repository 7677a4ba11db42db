"""What holds for any objects, however broken: no trace, the same findings in any order, every rule can speak."""

import json
import math
import random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import GeometryKind, MapObject, Stage
from hso_plugin.core.reports.csv_report import csv_report
from hso_plugin.core.reports.html_report import html_report
from hso_plugin.core.reports.json_report import json_report
from hso_plugin.core.reports.run import CheckRun

SHIPPED = catalogue.default()
E, N = 600_000, 6_920_000
AREAS = {
    "2281": shapely.box(E, N, E + 20_000, N + 20_000),
    "2262": shapely.box(E + 20_000, N, E + 40_000, N + 20_000),
}
#: Few different places, so that things meet, coincide and lie on borders.
SENSIBLE = [0, 100, 5000, 5100, 10_000, 19_900, 20_000, 25_000]
# Not larger: shapely's repr of 1e308 overflows a buffer in GEOS, which ends the process.
SENSELESS = [math.nan, math.inf, -math.inf, 1e12]


def geometries(coordinates):
    """Geometries of every type over these coordinates."""
    pair = st.tuples(coordinates, coordinates).map(lambda xy: (xy[0] + E, xy[1] + N))
    # A ring cannot be closed where it begins with NaN.
    ring = st.lists(pair, min_size=3, max_size=6).filter(lambda pairs: not math.isnan(sum(pairs[0])))
    polygon = ring.map(shapely.Polygon)
    return st.one_of(
        pair.map(shapely.Point),
        st.lists(pair, min_size=2, max_size=5).map(shapely.LineString),
        st.lists(pair, min_size=1, max_size=3).map(shapely.points).map(shapely.multipoints),
        polygon,
        st.lists(polygon, min_size=1, max_size=3).map(shapely.MultiPolygon),
    )


ODD = [
    None,
    shapely.Point(),
    shapely.MultiPolygon(),
    shapely.LineString(),
    shapely.GeometryCollection([shapely.Point(E, N), shapely.box(E, N, E + 5000, N + 5000)]),
    "POINT (1 1)",
]
GOOD = geometries(st.sampled_from(SENSIBLE))
GEOMETRY = st.one_of(GOOD, GOOD, GOOD, geometries(st.sampled_from(SENSIBLE + SENSELESS)), st.sampled_from(ODD))
VALUE = st.one_of(
    st.none(), st.text(max_size=5), st.integers(), st.floats(), st.booleans(), st.lists(st.text(max_size=3)).map(tuple)
)
CODES = sorted({code.code for codes in SHIPPED.code_lists.values() for code in codes})
ATTRIBUTES = st.tuples(
    st.dictionaries(st.sampled_from(list(SHIPPED.attributes)), VALUE | st.sampled_from(CODES), max_size=12),
    st.sampled_from([*SHIPPED.classes, *SHIPPED.classes, "", "Z9", 4, None]),
).map(lambda pair: {**pair[0], "klass": pair[1]})
OBJECT = st.builds(
    MapObject,
    kind=st.sampled_from(GeometryKind),
    identity=st.uuids().map(str),
    municipality=st.sampled_from(["2281", "2262", "9999", ""]),
    attributes=ATTRIBUTES,
    geometry=GEOMETRY,
)
OBJECTS = st.lists(OBJECT, max_size=7, unique_by=lambda item: item.identity)


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@settings(max_examples=100, deadline=None)
@given(OBJECTS, OBJECTS, st.sampled_from(Stage), st.randoms(use_true_random=False))
def test_any_objects(objects, neighbours, stage, rnd):
    first = rules.check(objects, neighbours, AREAS, SHIPPED, stage, "2281")
    assert rules.check(objects, neighbours, AREAS, SHIPPED, stage, "2281") == first
    rnd.shuffle(objects)
    rnd.shuffle(neighbours)
    assert rules.check(objects, neighbours, AREAS, SHIPPED, stage, "2281") == first
    assert {finding.object for finding in first} <= {None, *(item.identity for item in objects)}
    assert len({finding.id for finding in first}) == len(first)
    run = CheckRun(first, {}, SHIPPED, stage, "2281", "", {item.identity: item for item in objects}, AREAS)
    json.dumps(json_report(run, "sv"), allow_nan=False)
    csv_report(run, "sv")
    html_report(run, "en")
    for item in objects:
        if item.geometry is None:
            assert any(f.rule == "geometri-saknas" and f.object == item.identity for f in first)


def test_twenty_thousand_areas_take_seconds(county):
    """Far above what it takes (2 s), far below what a loop over pairs would take."""
    side = 142
    rnd = random.Random(7)
    classes = ["A4", "A6", "C1", "C3", "C4", "D1", "D2", "E1"]
    shapes = shapely.buffer(
        shapely.points([(x * 137, y * 137) for x in range(side) for y in range(side)]), 75, quad_segs=13
    )
    objects = [county.object(rnd.choice(classes), shape) for shape in shapes]
    assert len(objects) > 20_000
    assert len(shapes[0].exterior.coords) > 50
    findings = county.check(*objects)
    assert sum(finding.rule == "yta-liten" for finding in findings) > 10_000
