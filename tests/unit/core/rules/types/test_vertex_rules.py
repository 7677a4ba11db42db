"""Slivers, spikes and doubled vertices: their places, their words, and what they are not."""

import numpy as np
import pytest
import shapely
from hypothesis import event, given, settings
from hypothesis import strategies as st
from shapely import MultiPoint, MultiPolygon, Point, Polygon

from hso_plugin.core.model import GeometryKind, MapObject, Stage
from hso_plugin.core.rules.objects.context import Context
from hso_plugin.core.rules.types.slivers import _to_look_at, thin_pieces
from tests.unit.core.rules.cases.drawing import BODY
from tests.unit.core.rules.conftest import SHIPPED, E, N

WIDTH, SMALLEST = 5.0, 100.0


def thin(*areas):
    return thin_pieces(np.array(areas, dtype=object), WIDTH, SMALLEST)


def test_the_place_of_a_sliver_is_the_thin_piece(county):
    tail, part = shapely.box(1300, 1100, 1400, 1103), shapely.box(2000, 1000, 2002, 1010)
    hole = shapely.box(1100, 1050, 1101, 1150)
    shape = MultiPolygon([BODY.union(tail).difference(hole), part])
    (finding,) = county.check(county.object("A4", shape), rule="flisa")
    expected = county.at(shapely.union_all([tail, part, hole]))
    # A vertex of the opening may be moved by the last bits of a coordinate.
    assert shapely.area(shapely.symmetric_difference(finding.geometry, expected)) == pytest.approx(0, abs=1)
    assert "smalare än 5 m, tillsammans 420 m²" in finding.message.sv


def test_pieces_are_told_apart_by_area():
    first = MultiPolygon([BODY, shapely.box(2000, 1000, 2002, 1010)])
    owners, pieces = thin(BODY, first, BODY, shapely.box(0, 0, 1, 500))
    assert owners.tolist() == [1, 3]
    assert shapely.area(pieces).tolist() == [20, 500]


def test_no_areas():
    owners, pieces = thin()
    assert (len(owners), len(pieces)) == (0, 0)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(5, 30), st.integers(5, 30)), max_size=6),
    st.integers(1, 4),
)
def test_what_is_wide_everywhere_has_no_slivers_and_a_tail_is_found(boxes, width):
    """Boxes at least as wide as the limit, on a grid as wide, meet in nothing narrower."""
    grown = shapely.union_all([shapely.box(0, 0, 60, 60)] + [
        shapely.box(x * 5, y * 5, (x + w) * 5, (y + h) * 5) for x, y, w, h in boxes
    ])  # fmt: skip
    west = grown.bounds[0]
    assert len(thin(grown)[0]) == 0
    tail = shapely.box(west - 200, 20, west, 20 + width)
    owners, pieces = thin(grown.union(tail))
    assert owners.tolist() == [0]
    assert shapely.area(pieces[0]) == pytest.approx(200 * width, rel=0.01)


RADII = st.lists(st.floats(3, 400), min_size=3, max_size=14)


@settings(max_examples=300, deadline=None)
@given(RADII, st.floats(0, 6))
def test_the_quick_look_passes_no_sliver(radii, turned):
    """What it does not look at closely has nothing that shrinking and growing would find."""
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False) + turned
    ring = np.stack([E + radii * np.cos(turns), N + radii * np.sin(turns)], axis=1)
    shape = MultiPolygon([Polygon(ring)])
    thing = MapObject(GeometryKind.AREA, "a", "2281", {"klass": "A4"}, shape)
    if not shape.is_valid:
        return
    context = Context([thing], [], {}, SHIPPED, Stage.EDITING, "2281")
    if not _to_look_at(context, WIDTH)[0]:
        assert len(thin(shape)[0]) == 0
        event("passed at a glance")


def test_the_quick_look_spares_most_areas(county):
    round_ = [county.object("A4", shapely.Point(5000, 5000).buffer(200 + number)) for number in range(9)]
    long = county.box("A4", 1000, 1000, 9000, 30)
    context = Context([*round_, long], [], {}, SHIPPED, Stage.EDITING, "2281")
    assert _to_look_at(context, WIDTH).tolist() == [False] * 9 + [True]


def test_the_place_of_a_spike_is_its_tip(county):
    shape = BODY.union(Polygon([(1300, 1100), (1500, 1101), (1300, 1102)]))
    (finding,) = county.check(county.object("A4", shape), rule="spets")
    assert finding.geometry.equals(county.at(Point(1500, 1101)))
    assert finding.message.sv.endswith("(1 st).")


def test_a_spike_where_the_ring_begins_is_found(county):
    ring = [(1500, 1101), (1300, 1102), (1300, 1200), (1000, 1200), (1000, 1000), (1300, 1000), (1300, 1100)]
    for turn in range(len(ring)):
        shape = Polygon(ring[turn:] + ring[:turn])
        (finding,) = county.check(county.object("A4", shape), rule="spets")
        assert finding.geometry.equals(county.at(Point(1500, 1101)))


def test_several_spikes_are_one_finding_with_all_tips(county):
    teeth = [Polygon([(1300, y), (1500, y + 1), (1300, y + 2)]) for y in (1050, 1100)]
    (finding,) = county.check(county.object("A4", shapely.union_all([BODY, *teeth])), rule="spets")
    assert finding.geometry.equals(county.at(MultiPoint([(1500, 1051), (1500, 1101)])))
    assert "(2 st)" in finding.message.sv


def test_the_place_of_doubled_vertices(county):
    line = county.line("F2", (1000, 1000), (2000, 1000), (2000, 1000), (3000, 1000), (3000, 1000))
    (finding,) = county.check(line, rule="dubbel-brytpunkt")
    assert finding.geometry.equals(county.at(MultiPoint([(2000, 1000), (3000, 1000)])))


def test_parts_that_meet_and_rings_that_close_have_no_doubled_vertices(county):
    parts = MultiPolygon([BODY, shapely.box(1300, 1200, 1500, 1400)])
    assert county.check(county.object("A4", parts), rule="dubbel-brytpunkt") == []


def test_twenty_thousand_areas_in_one_go():
    shapes = shapely.buffer(shapely.points([(x * 500, 0) for x in range(20_000)]), 200, quad_segs=13)
    assert len(thin(*shapes)[0]) == 0
