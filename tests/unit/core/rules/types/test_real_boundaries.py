"""The rules on borders over the county's own municipalities, four of which meet in one point.

There Timrå and Sollefteå touch, and Härnösand and Sundsvall, each pair between the other two.
"""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from hso_plugin.core import rules
from hso_plugin.core.model import Severity, Stage
from tests.unit.core.rules.cases import changed
from tests.unit.core.rules.conftest import SHIPPED

FILE = Path(__file__).parents[5] / "hso_plugin" / "resources" / "boundaries" / "kommuner.geojson"
FEATURES = json.loads(FILE.read_text(encoding="utf-8"))["features"]
AREAS = {each["properties"]["kommunkod"]: shapely.geometry.shape(each["geometry"]) for each in FEATURES}
NAMES = {each["properties"]["kommunkod"]: each["properties"]["namn"] for each in FEATURES}
TIMRA, HARNOSAND, SUNDSVALL, SOLLEFTEA = CORNER = ("2262", "2280", "2281", "2283")
(MEETING,) = {(shapely.get_x(p), shapely.get_y(p)) for p in [AREAS[TIMRA].intersection(AREAS[SOLLEFTEA])]}
LOOSE, WAITING, LEAVES = "linje-los-ande", "linje-vantar-granne", "linje-fortsatter-till"
ENDS = {LOOSE, WAITING, LEAVES}
OUTSIDE = "utanfor-kommun"
TOLERANCE = "rules.utanfor-kommun.params.tolerance_m"


def check(objects, neighbours=(), stage=Stage.SUBMISSION, regulations=SHIPPED):
    found = rules.check(objects, neighbours, AREAS, regulations, stage, objects[0].municipality)
    return [finding for finding in found if finding.object is not None]


def inwards(code, metres, corner=MEETING):
    """A point so far from a corner, towards the middle of its municipality."""
    middle = shapely.get_coordinates(shapely.point_on_surface(AREAS[code]))[0]
    step = middle - corner
    return tuple(corner + step / shapely.length(shapely.LineString([corner, middle])) * metres)


def corridor(county, code, *ends, place=True, **values):
    """A B1 of a municipality from 9 km inside it to `ends`, and the place that it starts at."""
    start = inwards(code, 9000, ends[0])
    line = shapely.LineString([start, *ends])
    node = replace(county.object("A3", municipality=code), geometry=shapely.Point(start))
    made = replace(county.object("B1", municipality=code, **values), geometry=line)
    return [node, made] if place else [made]


def square(county, klass, code, centre, side):
    east, north = centre
    shape = shapely.box(east - side / 2, north - side / 2, east + side / 2, north + side / 2)
    return replace(county.object(klass, municipality=code), geometry=shapely.multipolygons([shape]))


def about(findings, *wanted):
    return [finding for finding in findings if finding.rule in (wanted or ENDS)]


def test_the_four_meet_in_one_point():
    for code in CORNER:
        assert AREAS[code].distance(shapely.Point(MEETING)) == pytest.approx(0, abs=0.001)
    for one, other in ((TIMRA, SOLLEFTEA), (HARNOSAND, SUNDSVALL)):
        assert AREAS[one].intersection(AREAS[other]).geom_type == "Point"


@pytest.mark.parametrize("code", CORNER)
def test_a_line_to_the_corner_waits_for_any_of_the_other_three(county, code):
    (finding,) = about(check(corridor(county, code, MEETING)))
    assert finding.rule == WAITING
    others = [NAMES[other] for other in CORNER if other != code]
    assert f"gränsen mot {others[0]}, {others[1]} eller {others[2]}, men" in finding.message.sv
    assert finding.geometry.equals(shapely.Point(MEETING))


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(CORNER, 2)))
def test_any_of_the_three_carries_it_on(county, one, other):
    mine, theirs = corridor(county, one, MEETING), corridor(county, other, MEETING)
    for stage in Stage:
        assert about(check(mine, theirs, stage)) == []
    # All municipalities together, and the other way round.
    assert about(check(mine + theirs, stage=Stage.REGIONAL)) == []
    railway = corridor(county, other, MEETING, trafikslag="jarnvag")
    assert [finding.rule for finding in about(check(mine, railway))] == [WAITING]


@pytest.mark.parametrize(("metres", "count"), [(199.9, 0), (200.1, 1)])
def test_carried_on_from_beyond_the_point(county, metres, count):
    """Timrå's line stops at the point; Sollefteå's begins a little way into its own municipality."""
    mine = corridor(county, TIMRA, MEETING)
    theirs = corridor(county, SOLLEFTEA, inwards(SOLLEFTEA, metres))
    assert len(about(check(mine, theirs))) == count


def test_four_lines_to_the_corner_in_the_regional_stage(county):
    lines = [item for code in CORNER for item in corridor(county, code, MEETING)]
    assert about(check(lines, stage=Stage.REGIONAL)) == []
    alone = [item for item in lines if item.municipality == TIMRA]
    (finding,) = about(check(alone, stage=Stage.REGIONAL))
    assert finding.severity is Severity.ERROR


def test_the_corner_is_not_the_county_border(county):
    """A gap between coarse polygons, or a point where they only touch, is no way out of the county."""
    findings = check(corridor(county, TIMRA, MEETING, fortsatter_till="2132"))
    assert [finding.rule for finding in about(findings)] == [WAITING]


def test_a_place_of_another_municipality_at_the_corner_holds_the_line(county):
    place = replace(county.object("A3", municipality=SOLLEFTEA), geometry=shapely.Point(inwards(SOLLEFTEA, 240)))
    assert about(check(corridor(county, TIMRA, MEETING), [place])) == []


@pytest.mark.parametrize("code", CORNER)
@pytest.mark.parametrize("tolerance", [500, 25])
def test_inside_the_municipality_at_the_corner(county, code, tolerance):
    """A square round the point lies in all four; its corners are 1.41 of its half side away."""
    regulations = changed(TOLERANCE, tolerance)
    reach = tolerance / 1.42
    near = square(county, "C1", code, MEETING, 2 * reach)
    assert about(check([near], (), Stage.SUBMISSION, regulations), OUTSIDE) == []
    wide = square(county, "C1", code, MEETING, 6 * reach)
    (finding,) = about(check([wide], (), Stage.SUBMISSION, regulations), OUTSIDE)
    expected = wide.geometry.difference(AREAS[code])
    assert shapely.area(shapely.symmetric_difference(finding.geometry, expected)) == pytest.approx(0, abs=1)


def test_through_the_point_into_the_municipality_opposite(county):
    opposite = square(county, "D1", TIMRA, inwards(SOLLEFTEA, 1500), 1000)
    (finding,) = about(check([opposite]), OUTSIDE)
    assert "utanför Timrå: 100 ha" in finding.message.sv
    assert about(check([replace(opposite, municipality=SOLLEFTEA)]), OUTSIDE) == []


def test_the_matrix_runs_across_the_corner_in_the_regional_stage(county):
    mine, theirs = square(county, "A4", TIMRA, MEETING, 600), square(county, "D1", SOLLEFTEA, MEETING, 400)
    for stage in (Stage.EDITING, Stage.SUBMISSION):
        assert about(check([mine], [theirs], stage), "yta-overlapp") == []
    (finding,) = about(check([mine], [theirs], Stage.REGIONAL), "yta-overlapp")
    assert shapely.area(finding.geometry) == pytest.approx(160_000)
    assert "(Sollefteå)" in finding.message.sv
    (both,) = about(check([mine, theirs], stage=Stage.REGIONAL), "yta-overlapp")
    assert {both.object, both.other} == {mine.identity, theirs.identity}


BORDERS = [
    (one, other)
    for one, other in itertools.permutations(AREAS, 2)
    if AREAS[one].intersection(AREAS[other]).length > 5000
]


@pytest.mark.parametrize(("one", "other"), BORDERS, ids=lambda code: NAMES[code])
def test_halfway_along_every_common_border(county, one, other):
    """The longest straight piece of the border has only these two beside its middle."""
    pieces = shapely.get_parts(shapely.line_merge(AREAS[one].intersection(AREAS[other])))
    legs = [shapely.LineString(leg) for piece in pieces for leg in itertools.pairwise(piece.coords)]
    middle = max(legs, key=shapely.length).interpolate(0.5, normalized=True)
    end = (middle.x, middle.y)
    mine, theirs = corridor(county, one, end), corridor(county, other, end)
    (finding,) = about(check(mine))
    assert (finding.rule, f"gränsen mot {NAMES[other]}, men" in finding.message.sv) == (WAITING, True)
    assert about(check(mine + theirs, stage=Stage.REGIONAL)) == []


@pytest.mark.parametrize("code", AREAS, ids=NAMES.get)
def test_out_of_the_county(county, code):
    rest = shapely.union_all([area for other, area in AREAS.items() if other != code])
    shore = max(shapely.get_parts(AREAS[code]), key=shapely.area).exterior
    outer = [shapely.LineString(leg) for leg in itertools.pairwise(shore.coords)]
    legs = [leg for leg in outer if leg.interpolate(0.5, normalized=True).distance(rest) > 1000]
    middle = max(legs, key=shapely.length).interpolate(0.5, normalized=True)
    end = (middle.x, middle.y)
    (finding,) = about(check(corridor(county, code, end)))
    assert finding.rule == LEAVES
    assert about(check(corridor(county, code, end, fortsatter_till="hav"))) == []
