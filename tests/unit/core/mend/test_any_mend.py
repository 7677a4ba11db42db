"""What holds of every mend in any county: one own object changes, for the better, and once."""

import random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hso_plugin.core import rules
from hso_plugin.core.mend import Mend, mend_for, mendable
from hso_plugin.core.mend.registry import MENDS
from hso_plugin.core.model import Stage
from hso_plugin.core.rules import RULE_TYPES
from tests.support.grid import snap
from tests.unit.core.mend.conftest import MendingCounty, assert_safe
from tests.unit.core.rules.conftest import AREAS, EAST, OWN, SHIPPED
from tests.unit.core.rules.engine.test_invariants import OBJECTS

#: Few places and sizes, in a corner at the border, so that things overlap, miss each other and stick out.
PLACES = [16_000, 16_300, 17_000, 17_004, 18_000, 18_600, 19_000, 19_400, 19_700, 20_000, 20_300]
SIZES = [3, 100, 400, 800, 1100, 2500]
LINE_CLASSES = ["A5", "B1", "B1", "B2", "C2", "E2"]
AREA_CLASSES = ["A4", "A6", "C1", "C1", "C3", "C4", "D1", "D2", "E1", "F1"]
VALUES = st.dictionaries(
    st.sampled_from(
        ["typ", "trafikslag", "prioritet", "invanare", "niva", "berorda_kommuner", "servicetyp", "hk_miljo"]
    ),
    st.sampled_from(
        [
            "Väg",
            "SJÖ",
            "Pendling",
            "1",
            2.0,
            "1 200",
            "Skola; vård",
            ("Skola",),
            ("2281",),
            "nonsens",
            "Ej bedömd",
            None,
        ]
    ),
    max_size=2,
)
PLACE = st.sampled_from(PLACES)
SHIFT = st.floats(0, 50).map(lambda metres: round(metres, 3))


def rounded(x, y, size):
    return snap(shapely.Point(x, y).buffer(size / 2))


def box(x, y, width, height):
    return shapely.box(x, y, x + width, y + height)


def looped(x, y, size):
    """A square with a small loop at its edge, or all of it a bow tie when the size is small."""
    return shapely.Polygon(
        [
            (x, y),
            (x + size, y),
            (x + size, y + size),
            (x + 8, y + size),
            (x + 4, y + size + 9),
            (x + 8, y + size + 9),
            (x, y + size),
        ]
    )


def holed(x, y, size):
    return box(x, y, size, size).difference(box(x + size / 4, y + size / 4, size / 2, 2))


SHAPE = st.one_of(
    st.builds(box, PLACE, PLACE, st.sampled_from(SIZES), st.sampled_from(SIZES)),
    st.builds(rounded, PLACE, PLACE, st.sampled_from(SIZES)),
    st.builds(looped, PLACE, PLACE, st.sampled_from(SIZES)),
    st.builds(holed, PLACE, PLACE, st.sampled_from(SIZES)),
)
AREA = st.tuples(st.sampled_from(AREA_CLASSES), st.lists(SHAPE, min_size=1, max_size=2).map(shapely.MultiPolygon))
LINE = st.tuples(
    st.sampled_from(LINE_CLASSES),
    st.lists(st.tuples(PLACE, PLACE), min_size=2, max_size=4).map(shapely.LineString),
)
POINT = st.tuples(st.sampled_from(["A1", "A2", "A3", "B3", "D3"]), st.builds(shapely.Point, PLACE, PLACE))
DRAWN = st.tuples(
    st.one_of(AREA, AREA, LINE, LINE, POINT), SHIFT, SHIFT, VALUES, st.sampled_from([OWN, OWN, OWN, EAST])
)
COUNTY = st.lists(DRAWN, min_size=1, max_size=9)


def objects_of(drawn):
    county = MendingCounty()
    objects = []
    for (klass, shape), dx, dy, values, home in drawn:
        moved = snap(shapely.transform(shape, lambda xy, by=(dx, dy): xy + by))
        objects.append(county.object(klass, moved, municipality=home, **values))
    return county, objects


@settings(max_examples=150, deadline=None)
@given(COUNTY, st.sampled_from(Stage), st.randoms(use_true_random=False))
def test_every_mend_is_safe(drawn, stage, rnd):
    county, objects = objects_of(drawn)
    own = [item for item in objects if item.municipality == OWN]
    neighbours = [item for item in objects if item.municipality != OWN]
    positions = {item.identity: rnd.randrange(3) for item in own if rnd.random() < 0.7}
    found = rules.check(own, neighbours, AREAS, SHIPPED, stage, OWN)
    around = county.surroundings(own, neighbours, stage, positions)
    for finding in found:
        mend = mend_for(finding, around)
        assert mend is None or mendable(finding, around.objects[finding.object], SHIPPED)
        if mend is not None:
            assert_safe(mend, finding, found, around)
            assert mend == mend_for(finding, around)
    assert list(around.objects.values()) == own


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@settings(max_examples=80, deadline=None)
@given(OBJECTS, OBJECTS, st.sampled_from(Stage))
def test_nothing_is_so_broken_that_it_ends_in_a_trace(objects, neighbours, stage):
    found = rules.check(objects, neighbours, AREAS, SHIPPED, stage, OWN)
    around = MendingCounty().surroundings(objects, neighbours, stage)
    for finding in found:
        mend = mend_for(finding, around)
        if mend is not None:
            assert_safe(mend, finding, found, around)


def test_the_random_counties_have_mends_of_most_sorts():
    """So that the test above says something."""
    county, kinds = MendingCounty(), set()
    rnd = random.Random(3)
    for _ in range(12):
        objects = []
        for _ in range(8):
            x, y, size = rnd.choice(PLACES), rnd.choice(PLACES), rnd.choice(SIZES)
            shape = rnd.choice([rounded(x, y, size), box(x, y, size, 1100), looped(x, y, size), holed(x, y, size)])
            objects.append(county.object(rnd.choice(AREA_CLASSES), shapely.multipolygons([shape])))
            ends = [(rnd.choice(PLACES), rnd.choice(PLACES)) for _ in range(2)]
            objects.append(county.line(rnd.choice(LINE_CLASSES), *ends, trafikslag="Väg"))
            objects.append(county.point("A3", rnd.choice(PLACES), rnd.choice(PLACES), invanare="1 200"))
        around = county.surroundings(objects)
        types = {rule.id: rule.type for rule in SHIPPED.rules}
        kinds |= {types[f.rule] for f in county.check(*objects) if mend_for(f, around)}
    assert kinds >= {"ytoverlapp", "inom-kommun", "linjeande", "geometri-giltig", "kodlista", "attributtyp", "flisa"}


def test_only_own_objects_and_findings_that_hold(county):
    objects = [county.box("C1", 5000, 5000, 1000, 1000), county.box("C1", 5900, 5000, 1000, 1000)]
    (finding,) = county.check(*objects, rule="yta-overlapp")
    assert isinstance(mend_for(finding, county.surroundings(objects)), Mend)
    assert mend_for(finding, county.surroundings([], objects)) is None
    apart = county.box("C1", 9000, 5000, 1000, 1000)
    assert mend_for(finding, county.surroundings([objects[0], apart])) is None
    assert mend_for(finding, county.surroundings(objects[:1])) is None


def test_every_mend_is_for_a_rule_type_of_the_catalogue():
    assert set(MENDS) <= set(RULE_TYPES)
    assert {rule.type for rule in SHIPPED.rules} >= set(MENDS)
    assert "dubblett" not in MENDS  # a mend never takes an object away
