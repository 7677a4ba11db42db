"""Invalid areas are put right where that can mean one thing only."""

import math

import pytest
import shapely

RULE = "geometri-ogiltig"


def area_of(county, *rings, klass="C4"):
    return county.object(klass, shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings]))


SQUARE = [(5000, 5000), (6000, 5000), (6000, 6000), (5000, 6000)]


def test_a_small_loop_is_dropped(county):
    ring = [
        (5000, 5000),
        (6000, 5000),
        (6000, 6000),
        (5500, 6000),
        (5495, 6010),
        (5500, 6010),
        (5495, 6000),
        (5000, 6000),
    ]
    mend = county.mend(RULE, area_of(county, ring))
    assert shapely.get_num_geometries(mend.after.geometry) == 1
    assert mend.text.sv.startswith("Kanten rättas.")


def test_an_edge_that_touches_itself(county):
    ring = [
        (5000, 5000),
        (6000, 5000),
        (6000, 6000),
        (5600, 6000),
        (5500, 5500),
        (5400, 5700),
        (5700, 5700),
        (5500, 5500),
        (5400, 6000),
        (5000, 6000),
    ]
    mend = county.mend(RULE, area_of(county, ring))
    if mend is not None:
        assert shapely.area(mend.after.geometry) == pytest.approx(shapely.area(mend.before.geometry), rel=0.03)


def test_a_spike_of_no_width(county):
    ring = [*SQUARE[:2], (6500, 5000), *SQUARE[1:]]
    mend = county.mend(RULE, area_of(county, ring))
    assert shapely.area(mend.after.geometry) == 1_000_000
    assert mend.text.sv == "Kanten rättas. Ytan blir lika stor, 100 ha."
    assert mend.text.en == "The edge is put right. The area stays as large, 100 ha."


HOLE_AT_THE_EDGE = [(5000, 5200), (5100, 5200), (5100, 5400), (5000, 5400)]


def test_a_hole_at_the_edge_stays_a_hole(county):
    item = county.object("C4", shapely.MultiPolygon([shapely.Polygon(SQUARE, [HOLE_AT_THE_EDGE])]))
    mend = county.mend(RULE, item)
    assert shapely.area(mend.after.geometry) == 980_000
    assert "98 ha" in mend.text.sv


def test_before_and_after_are_told_where_the_size_changes(county):
    ring = [*SQUARE[:3], (5400, 6000), (5600, 6040), (5500, 6000), SQUARE[3]]
    mend = county.mend(RULE, area_of(county, ring))
    assert mend.text.sv == "Kanten rättas. Ytan blir 0,2 ha större: 99,8 ha blir 100 ha."
    assert mend.text.en == "The edge is put right. The area becomes 0.2 ha larger: 99.8 ha becomes 100 ha."


def test_a_bow_tie_may_mean_several_things(county):
    assert county.mend(RULE, area_of(county, [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]])) is None


def test_no_part_vanishes(county):
    bow_tie = [(8000, 5000), (8200, 5200), (8200, 5000), (8000, 5200)]
    spiked = [*SQUARE[:2], (6500, 5000), *SQUARE[1:]]
    loop = [(8000, 5000), (8100, 5000), (8100, 5200), (8000, 5200), (8050, 5100), (8200, 5100)]
    assert county.mend(RULE, area_of(county, spiked, loop)) is None
    mend = county.mend(RULE, area_of(county, spiked, [(8000, 5000), (8200, 5000), (8200, 5200)]))
    assert shapely.get_num_geometries(mend.after.geometry) == 2
    assert county.mend(RULE, area_of(county, SQUARE, bow_tie)) is None


def test_parts_over_each_other(county):
    near = [(x + 995, y) for x, y in SQUARE]
    assert shapely.get_num_geometries(county.mend(RULE, area_of(county, SQUARE, near)).after.geometry) == 1
    half = [(x + 500, y) for x, y in SQUARE]
    assert county.mend(RULE, area_of(county, SQUARE, half)) is None


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e12])
def test_coordinates_that_are_no_numbers(county, value):
    assert county.mend(RULE, area_of(county, [SQUARE[0], SQUARE[1], (value, 6000), SQUARE[3]])) is None


def test_a_line_of_no_length(county):
    assert county.mend(RULE, county.line("A5", (5000, 5000), (5000, 5000))) is None
