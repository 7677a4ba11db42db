"""A motivation holds as long as the finding is the one that was motivated, and not a moment longer."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import translate

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import Finding, Severity
from hso_plugin.core.motivation import Motivation, holds, motivation_for, same_place, standing
from hso_plugin.core.text import Text

REASON = "Området är avvägt i samråd med Timrå."
E, N = 600_000, 6_920_000
SQUARE = shapely.box(E, N, E + 5, N + 5)
#: What floating point may add to a distance at these coordinates (m).
ROUND = 0.002


def finding(number: int = 1, geometry: shapely.Geometry | None = None, **values: object) -> Finding:
    given_ = {"severity": Severity.WARNING, "facts": "A4|klass", **values}
    return Finding(
        f"fynd-{number}", "yta-liten", object=f"o{number}", klass="A4", message=Text("m", "m"), mend=Text("g", "g"),
        geometry=geometry, **given_,
    )  # fmt: skip


def motivated(what: Finding) -> Motivation:
    return motivation_for(what, REASON, "planerare-2281", "2026-01-02T03:04:05+00:00")


COORDINATE = st.integers(0, 50_000).map(lambda millimetres: millimetres / 10)
PAIR = st.tuples(COORDINATE, COORDINATE).map(lambda xy: (xy[0] + E, xy[1] + N))
POINT = PAIR.map(shapely.Point)
LINE = st.lists(PAIR, min_size=2, max_size=6, unique=True).map(shapely.LineString)
# Crossing itself now and then: what a person draws need not be valid.
AREA = st.lists(PAIR, min_size=3, max_size=7, unique=True).map(shapely.Polygon)
PLACE = st.one_of(st.none(), POINT, LINE, AREA, st.lists(AREA, min_size=1, max_size=3).map(shapely.MultiPolygon))


@given(PLACE)
def test_a_motivation_holds_for_its_own_finding(place):
    what = finding(geometry=place)
    assert holds(motivated(what), what)
    assert standing([motivated(what)], [what]) == {what.id: motivated(what)}


@given(PLACE, st.sampled_from(["id", "facts"]))
def test_another_finding_or_other_facts_and_it_falls(place, name):
    what = finding(geometry=place)
    assert not holds(motivated(what), replace(what, **{name: "något annat"}))


@given(PLACE, PLACE)
def test_no_place_is_like_none_only(one, other):
    if (one is None) != (other is None):
        assert not same_place(one, other)
    if one is not None and other is not None and shapely.get_dimensions(one) != shapely.get_dimensions(other):
        assert not same_place(one, other)


@given(st.one_of(POINT, LINE), st.floats(0, 60), st.floats(0, 2 * math.pi))
def test_points_and_lines_may_move_25_m(place, distance, direction):
    moved = translate(place, distance * math.cos(direction), distance * math.sin(direction))
    if distance <= 25 - ROUND:
        assert same_place(place, moved)
        assert same_place(moved, place)
    elif place.geom_type == "Point" and distance > 25 + ROUND:
        assert not same_place(place, moved)


@given(LINE, LINE)
def test_lines_are_compared_by_their_hausdorff_distance(one, other):
    true = shapely.hausdorff_distance(one, other, densify=0.001)
    if true > 25 + ROUND:
        assert not same_place(one, other) or true < 30  # between two steps of 5 m
    if max(shapely.hausdorff_distance(one, other), true) < 20:
        assert same_place(one, other)


@given(st.floats(0.5, 1.5), st.integers(10, 4000), st.integers(10, 4000))
def test_areas_may_change_a_tenth(factor, width, height):
    old = shapely.box(E, N, E + width, N + height)
    new = shapely.box(E, N, E + width * factor, N + height)
    if abs(abs(factor - 1) - 0.1) > 1e-6:
        assert same_place(old, new) is (abs(factor - 1) < 0.1)


def test_an_area_of_the_same_size_elsewhere_is_another_place():
    assert not same_place(shapely.box(E, N, E + 100, N + 100), shapely.box(E + 100, N, E + 200, N + 100))
    assert not same_place(shapely.box(E, N, E + 100, N + 100), shapely.box(E + 6, N, E + 106, N + 100))
    assert same_place(shapely.box(E, N, E + 100, N + 100), shapely.box(E + 4, N, E + 104, N + 100))


def test_a_bend_between_two_vertices_is_seen():
    straight = shapely.LineString([(E, N), (E + 10_000, N)])
    bent = shapely.LineString([(E, N), (E + 5000, N + 26), (E + 10_000, N)])
    assert not same_place(straight, bent)
    assert not same_place(bent, straight)
    longer = shapely.LineString([(E, N), (E + 10_026, N)])
    assert not same_place(straight, longer)
    assert not same_place(longer, straight)
    back_and_forth = shapely.LineString([(E, N), (E + 5000, N), (E, N), (E + 10_000, N)])
    assert same_place(straight, back_and_forth)


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize(
    "place",
    [
        shapely.Point(math.nan, N),
        shapely.Point(math.inf, N),
        shapely.LineString([(E, N), (1e12, N)]),
        shapely.GeometryCollection([shapely.Point(E, N), shapely.box(E, N, E + 50, N + 50)]),
        shapely.Polygon([(E, N), (E + 1, N), (E + 2, N)]),
        shapely.MultiPolygon(),
    ],
)
def test_strange_places_give_an_answer(place):
    for other in (
        place,
        shapely.Point(E, N),
        shapely.LineString([(E, N), (E + 9, N)]),
        shapely.box(E, N, E + 5, N + 5),
    ):
        assert same_place(place, other) in {True, False}
        assert same_place(other, place) in {True, False}


def test_a_line_of_many_vertices_is_compared_at_once():
    line = shapely.LineString([(E + i, N + 10 * (i % 2)) for i in range(30_000)])
    assert same_place(line, translate(line, 0, 12))
    assert not same_place(line, translate(line, 0, 40))


@pytest.mark.parametrize("text", ["", "för kort", "x" * 19, " " * 30, "a" + " " * 30 + "b", "\n\t" * 20])
def test_too_short_a_text_is_refused(text):
    with pytest.raises(HsoError) as caught:
        motivation_for(finding(), text, "u", "t")
    assert caught.value.code == "HSO-MOTIVERING"
    assert "minst 20 tecken" in caught.value.text.sv


def test_twenty_characters_are_enough_and_blanks_around_are_not_kept():
    assert motivation_for(finding(), "  " + "x" * 20 + "\n", "u", "t").text == "x" * 20


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.NOTE])
def test_only_warnings_can_be_motivated(severity):
    with pytest.raises(HsoError) as caught:
        motivation_for(finding(severity=severity), REASON, "u", "t")
    assert caught.value.code == "HSO-MOTIVERING"


def test_a_warning_that_has_become_an_error_has_no_motivation():
    what = finding()
    assert standing([motivated(what)], [replace(what, severity=Severity.ERROR)]) == {}


def test_those_that_stand_come_in_the_order_of_the_findings():
    found = [finding(number, shapely.Point(E, N)) for number in range(5)]
    kept = [motivated(what) for what in reversed(found)]
    gone = motivated(finding(9))
    moved = replace(found[2], geometry=shapely.Point(E, N + 26))
    found[2] = moved
    assert list(standing([*kept, gone], found)) == ["fynd-0", "fynd-1", "fynd-3", "fynd-4"]
