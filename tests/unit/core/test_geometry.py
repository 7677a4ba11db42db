"""Equal: the same vertices in the same order for lines; for areas the same rings, whatever their start and turn."""

import numpy as np
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st
from shapely import Geometry, LineString, MultiPolygon, Polygon

from hso_plugin.core.geometry import in_one_order, same, valid

SHELL = [(0, 0), (100, 0), (100, 100), (50, 140), (0, 100)]
HOLES = ([(10, 10), (20, 10), (20, 20), (10, 20)], [(60, 60), (80, 60), (80, 80)])
FAR = Polygon([(500, 0), (600, 0), (600, 100)])


def ring(points: list[tuple[int, int]], start: int, backwards: bool) -> list[tuple[int, int]]:
    """`points` as a closed ring that begins at the `start`th and goes either way."""
    turned = points[start % len(points) :] + points[: start % len(points)]
    turned = turned[::-1] if backwards else turned
    return [*turned, turned[0]]


turns = st.tuples(st.integers(0, 4), st.booleans())


@given(turns, turns, turns, st.booleans(), st.booleans())
def test_an_area_is_the_same_however_a_server_orders_it(shell, one, other, holes_turned, parts_turned) -> None:
    rings = [ring(points, *turn) for points, turn in zip(HOLES, (one, other), strict=True)]
    area = Polygon(ring(SHELL, *shell), rings[::-1] if holes_turned else rings)
    parts = [FAR, area] if parts_turned else [area, FAR]
    assert same(MultiPolygon(parts), MultiPolygon([Polygon(ring(SHELL, 0, False), HOLES), FAR]))


places = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


@given(st.lists(places, min_size=2, max_size=6))
def test_a_line_turned_round_is_another_line(vertices) -> None:
    assume(vertices != vertices[::-1])
    assume(len(set(vertices)) > 1)
    assert not same(LineString(vertices), LineString(vertices[::-1]))
    assert same(LineString(vertices), LineString(vertices))


@given(st.lists(places, min_size=2, max_size=6), st.lists(places, min_size=2, max_size=6))
def test_lines_are_the_same_only_when_their_vertices_are(one, other) -> None:
    assert same(LineString(one), LineString(other)) == (one == other)


def test_a_closed_line_that_begins_elsewhere_is_another_line() -> None:
    assert not same(LineString(ring(SHELL, 0, False)), LineString(ring(SHELL, 2, False)))


def test_nothing_is_only_the_same_as_nothing() -> None:
    assert same(None, None)
    assert not same(None, FAR)
    assert not same(FAR, None)


def test_points_of_several_come_in_any_order_and_the_number_counts() -> None:
    assert same(shapely.MultiPoint([(0, 0), (1, 1)]), shapely.MultiPoint([(1, 1), (0, 0)]))
    assert not same(shapely.MultiPoint([(0, 0), (1, 1)]), shapely.MultiPoint([(0, 0), (1, 1), (1, 1)]))


def test_one_order_leaves_the_given_alone() -> None:
    given_ones: list[Geometry | None] = [FAR, None, LineString([(1, 1), (0, 0)])]
    before = shapely.to_wkb(np.array(given_ones, dtype=object)).tolist()
    ordered = in_one_order(given_ones)
    assert shapely.to_wkb(np.array(given_ones, dtype=object)).tolist() == before
    assert ordered[1] is None
    assert ordered[2].equals_exact(LineString([(1, 1), (0, 0)]))


few = st.tuples(st.integers(0, 6), st.integers(0, 6))
rings = st.lists(few, min_size=3, max_size=6, unique=True)


@given(rings, st.lists(rings, max_size=2))
@example([(1, 0), (1, 1), (1, 2)], [[(0, 0), (0, 1), (1, 0)]])
def test_areas_are_made_valid_by_the_structure_method(shell, holes) -> None:
    drawn = Polygon(shell, holes)
    made, wanted = valid(drawn), shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    assert shapely.is_valid(made)
    assert shapely.area(shapely.symmetric_difference(made, wanted)) < 1e-9


def test_a_hole_along_the_shell_stays_a_hole() -> None:
    drawn = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(0, 2), (1, 2), (1, 4), (0, 4)]])
    assert not drawn.is_valid
    assert valid(drawn).area == 98
    assert shapely.make_valid(drawn).area == 100


def test_what_is_valid_stays_as_it_is() -> None:
    assert valid(FAR) is FAR
