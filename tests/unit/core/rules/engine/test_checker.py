"""The kept check: after any edits it has the findings of a check from the start."""

import dataclasses
import uuid

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hso_plugin.core import rules
from hso_plugin.core.model import GeometryKind, MapObject, Stage
from hso_plugin.core.rules.engine.checker import Checker
from hso_plugin.core.rules.objects import pairs, spatial
from tests.unit.core.rules.conftest import AREAS, EAST, OWN, SHIPPED, E, N, complete

#: Sorted otherwise than they are made, and new ones come before, between and after those that are there.
IDENTITIES = [str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))) for number in range(14)]
POINTS = ("A1", "A2", "A3", "B3", "D3")
LINES = ("A5", "B1", "B2", "C2", "E2")
POLYGONS = ("A4", "A6", "C1", "C3", "C4", "D1", "D2", "E1", "F1")
#: Metres from the own municipality's south-west corner: crowded near its border to the other one, some far away.
EASTING = st.sampled_from([500, 9000, 12_000, 17_000, 19_600, 19_800, 19_900, 20_000, 20_050, 20_300, 22_000])
NORTHING = st.sampled_from([60, 5000, 5100, 5200, 5250, 8000, 9500, 15_000])
PLACE = st.tuples(EASTING, NORTHING).map(lambda xy: (E + xy[0], N + xy[1]))


def polygon(place, width, height):
    return shapely.multipolygons([shapely.box(place[0], place[1], place[0] + width, place[1] + height)])


SIDE = st.sampled_from([3, 100, 160, 400, 1500])
BOW_TIE = shapely.Polygon([(0, 0), (400, 400), (400, 0), (0, 400), (0, 0)])
GEOMETRIES = {
    POINTS: PLACE.map(shapely.Point),
    LINES: st.lists(PLACE, min_size=2, max_size=3).map(shapely.LineString),
    POLYGONS: st.one_of(
        st.builds(polygon, PLACE, SIDE, SIDE),
        PLACE.map(lambda xy: shapely.transform(BOW_TIE, lambda at: at + xy)),
    ),
}
ODD = st.sampled_from([None, shapely.MultiPolygon(), shapely.Point(float("nan"), N), shapely.Point(0, 0)])
CHANGES = st.dictionaries(
    st.sampled_from(["skede", "trafikslag", "typ", "invanare", "fortsatter_till", "energislag", "namn", "klass"]),
    st.sampled_from([None, "vag", "jarnvag", "hamn", "station", 150, "Timrå", "Samma namn", ("el",), "Z9", " "]),
    max_size=2,
)
KINDS = dict(zip((POINTS, LINES, POLYGONS), GeometryKind, strict=True))


#: Some are quite equal.
TWINS = [("D3", shapely.Point(E + 500, N + 60)), ("D3", shapely.Point(E + 500, N + 9500))]


@st.composite
def objects(draw, identities=IDENTITIES):
    if draw(st.integers(0, 4)) == 0:
        klass, place = draw(st.sampled_from(TWINS))
        return MapObject(GeometryKind.POINT, draw(st.sampled_from(identities)), OWN, complete(klass), place)
    family = draw(st.sampled_from(list(GEOMETRIES)))
    klass = draw(st.sampled_from(family))
    attributes = complete(klass) | draw(CHANGES)
    geometry = draw(st.one_of(*[GEOMETRIES[family]] * 6, ODD))
    return MapObject(
        kind=KINDS[family],
        identity=draw(st.sampled_from(identities)),
        municipality=draw(st.sampled_from([OWN, OWN, EAST, ""])),
        attributes={name: value for name, value in attributes.items() if value is not None},
        geometry=geometry,
    )


def several(strategy, most):
    return st.lists(strategy, max_size=most, unique_by=lambda item: item.identity)


NEIGHBOURS = several(objects(identities=[str(uuid.UUID(int=number)) for number in range(6)]), 4)
EDITS = st.lists(
    st.tuples(several(objects(), 3), st.lists(st.sampled_from(IDENTITIES), max_size=2)), min_size=1, max_size=6
)


def check_edits(own, neighbours, edits, stage):
    """Every edit of a kept check against a check from the start; the differences against the lists of findings."""
    kept = {item.identity: item for item in own}
    checker = Checker(own, neighbours, AREAS, SHIPPED, stage, OWN)
    for changed, removed in edits:
        before = checker.findings
        difference = checker.recheck(changed, removed)
        kept = {identity: item for identity, item in kept.items() if identity not in removed}
        kept |= {item.identity: item for item in changed}
        assert list(checker.findings) == rules.check(list(kept.values()), neighbours, AREAS, SHIPPED, stage, OWN)
        assert difference.appeared == tuple(finding for finding in checker.findings if finding not in before)
        assert difference.gone == tuple(finding for finding in before if finding not in checker.findings)


@pytest.fixture
def always_little_by_little(monkeypatch):
    """Even a small world is checked in part, with indexes of many blocks that are often built anew."""
    monkeypatch.setattr("hso_plugin.core.rules.engine.checker.MANY", 10)
    monkeypatch.setattr(spatial, "LAST_BLOCK", 1)
    monkeypatch.setattr(spatial, "GROWTH", 2)
    monkeypatch.setattr(spatial, "MOST_EXCHANGED", 3)
    monkeypatch.setattr(pairs, "MOST_OTHERS", 2)
    monkeypatch.setattr(pairs, "CANDIDATES", 1)


SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.usefixtures("always_little_by_little")
@SETTINGS
@given(several(objects(), 10), NEIGHBOURS, EDITS, st.sampled_from(Stage))
def test_any_edits(own, neighbours, edits, stage):
    check_edits(own, neighbours, edits, stage)


@pytest.mark.usefixtures("always_little_by_little")
@SETTINGS
@given(several(objects(), 10), NEIGHBOURS, st.lists(objects(), min_size=1, max_size=1), st.sampled_from(Stage))
def test_an_edit_taken_back_leaves_nothing_behind(own, neighbours, edit, stage):
    checker = Checker(own, neighbours, AREAS, SHIPPED, stage, OWN)
    before = checker.findings
    there = checker.recheck(edit)
    old = [item for item in own if item.identity == edit[0].identity]
    back = checker.recheck(old, [] if old else [edit[0].identity])
    assert checker.findings == before
    assert (back.appeared, back.gone) == (there.gone, there.appeared)


@pytest.fixture
def edited(county):
    """Makes a kept check, edits, and gives the identities of the objects whose findings of a rule changed."""

    def edit(own, changed, rule, removed=(), neighbours=(), stage=Stage.SUBMISSION):
        check_edits(own, neighbours, [(changed, removed)], stage)
        difference = Checker(own, neighbours, AREAS, SHIPPED, stage, OWN).recheck(changed, removed)
        return {finding.object for finding in (*difference.appeared, *difference.gone) if finding.rule == rule}

    return edit


@pytest.fixture(autouse=True)
def little_by_little(monkeypatch):
    monkeypatch.setattr("hso_plugin.core.rules.engine.checker.MANY", 10)


def test_what_lies_beside_an_edit_is_judged_again(county, edited):
    area, beside = county.box("A4", 1000, 1000, 200, 200), county.box("A4", 1100, 1000, 200, 200)
    moved = dataclasses.replace(beside, geometry=shapely.transform(beside.geometry, lambda xy: xy + 300))
    assert edited([area, beside], [moved], "yta-overlapp") == {area.identity}


def test_a_farther_nearest_object_is_named_when_it_changes(county, edited):
    area, town = county.box("A4", 1000, 1000, 200, 200), county.point("A2", 19_000, 19_000)
    renamed = dataclasses.replace(town, attributes={**town.attributes, "namn": "Nystad"})
    assert edited([area, town], [renamed], "for-langt-bort") == {area.identity}
    assert edited([area], [town], "for-langt-bort") == {area.identity}
    nearer = county.point("A3", 12_000, 12_000)
    assert edited([area, town], [nearer], "for-langt-bort") == {area.identity}
    farther = county.point("A3", 19_500, 19_500)
    assert edited([area, town], [farther], "for-langt-bort") == set()


def test_the_first_of_equal_objects_goes(county, edited):
    twins = [dataclasses.replace(county.point("D3", 5000, 5000), attributes=complete("D3")) for _ in range(3)]
    first, second, third = twins
    assert edited(twins, [], "dubblett", removed=[first.identity]) == {second.identity, third.identity}
    assert edited([first, second], [third], "dubblett") == {third.identity}
    apart = dataclasses.replace(first, geometry=shapely.Point(E + 7000, N + 5000))
    assert edited(twins, [apart], "dubblett") == {second.identity, third.identity}


def test_counts_of_a_municipality_follow(county, edited):
    towns = [county.point("A1", 3000 * number, 5000) for number in range(1, 4)]
    extra = county.point("A1", 15_000, 5000)
    assert edited(towns, [extra], "for-manga") == {towns[2].identity, extra.identity}
    assert edited(towns[:1], [], "huvudort-saknas", removed=[towns[0].identity]) == {None}


def test_a_line_is_carried_on_by_an_edit(county, edited):
    inside = county.line("B1", (10_000, 5000), (20_000, 5000), trafikslag="vag")
    beyond = county.line("B1", (20_000, 5100), (30_000, 5000), trafikslag="vag", municipality=EAST)
    assert edited([inside], [beyond], "linje-vantar-granne", stage=Stage.REGIONAL) == {inside.identity}


def test_many_changes_start_anew(county, monkeypatch):
    own = [county.box("A4", 300 * number, 1000, 200, 200) for number in range(8)]
    monkeypatch.setattr("hso_plugin.core.rules.engine.checker.MANY", 0)
    moved = [dataclasses.replace(own[0], geometry=own[1].geometry), county.box("A4", 100, 1000, 200, 200)]
    check_edits(own, [], [(moved, [own[3].identity])], Stage.SUBMISSION)


def test_no_edit_is_no_difference(county):
    checker = Checker([county.box("A4", 1000, 1000, 20, 20)], [], AREAS, SHIPPED, Stage.SUBMISSION, OWN)
    before = checker.findings
    assert checker.recheck() == rules.Difference((), ())
    assert checker.recheck(removed=[IDENTITIES[0]]) == rules.Difference((), ())
    assert checker.findings == before


def test_an_object_that_becomes_of_another_kind(county):
    area = county.box("F2", 1000, 1000, 300, 300)
    point = dataclasses.replace(area, kind=GeometryKind.POINT, geometry=shapely.Point(E + 10, N + 10))
    check_edits([area, county.box("F2", 1000, 1000, 300, 300)], [], [([point], []), ([area], [])], Stage.SUBMISSION)


def test_objects_that_share_an_identity(county):
    area = county.box("A4", 1000, 1000, 100, 100)
    same = dataclasses.replace(county.box("A4", 1050, 1000, 100, 100), identity=area.identity)
    checker = Checker([area, same], [], AREAS, SHIPPED, Stage.SUBMISSION, OWN)
    checker.recheck([same])
    assert list(checker.findings) == rules.check([same], [], AREAS, SHIPPED, Stage.SUBMISSION, OWN)
    checker.recheck(removed=[same.identity])
    assert {finding.object for finding in checker.findings} == {None}


def test_hundreds_of_new_objects_between_the_same_two(county):
    """The numbers that order the objects run out and are given anew."""
    own = [county.point("D3", 100 * number, 5000) for number in range(2)]
    checker = Checker(own, [], AREAS, SHIPPED, Stage.SUBMISSION, OWN)
    for number in range(80):
        middle = str(uuid.UUID(int=(1 << 100) - number))
        own.append(dataclasses.replace(county.point("D3", 7000, 10 * number), identity=middle))
        checker.recheck([own[-1]])
    assert list(checker.findings) == rules.check(own, [], AREAS, SHIPPED, Stage.SUBMISSION, OWN)
