"""Heights, doubled vertices, spikes and slivers go, and with them nothing that means something."""

from dataclasses import replace

import pytest
import shapely

from hso_plugin.core.mend import mend_for
from hso_plugin.core.mend.shapes import as_area

FLAT, DOUBLE, SPIKE, SLIVER = "tre-dimensioner", "dubbel-brytpunkt", "spets", "flisa"


def area_of(county, *rings, klass="C4"):
    return county.object(klass, shapely.multipolygons([shapely.Polygon(rings[0], rings[1:])]))


SQUARE = [(5000, 5000), (6000, 5000), (6000, 6000), (5000, 6000)]


class TestHeights:
    @pytest.mark.parametrize(
        "shape", [shapely.Point(5000, 5000, 7), shapely.LineString([(5000, 5000, 1), (6000, 5000, 2)])]
    )
    def test_are_dropped(self, county, shape):
        item = county.object("F2", shape)
        item = replace(item, geometry=shapely.force_3d(item.geometry, 7.0))
        mend = county.mend(FLAT, item)
        assert shapely.equals(mend.after.geometry, item.geometry)
        assert mend.text.sv == "Höjder och mätvärden tas bort. Platsen på kartan blir densamma."

    def test_of_an_area(self, county):
        item = area_of(county, SQUARE)
        mend = county.mend(FLAT, replace(item, geometry=shapely.force_3d(item.geometry, 7.0)))
        assert shapely.area(mend.after.geometry) == 1_000_000


class TestDoubledVertices:
    def test_of_a_line(self, county):
        line = county.line(
            "F2", (5000, 5000), (5000.01, 5000), (6000, 5000), (6000.02, 5000), (7000, 5000), (7000.01, 5000)
        )
        mend = county.mend(DOUBLE, line)
        assert shapely.get_coordinates(mend.after.geometry)[:, 0].tolist() == [605_000, 606_000, 607_000.01]
        assert mend.text.sv == "3 brytpunkter som ligger på eller intill en annan tas bort."

    def test_of_a_ring(self, county):
        mend = county.mend(DOUBLE, area_of(county, [*SQUARE, (5000, 5000.01)]))
        assert shapely.get_num_coordinates(mend.after.geometry) == 5
        assert mend.text.sv == "En brytpunkt som ligger på eller intill en annan tas bort."
        assert mend.text.en == "A vertex on top of or close to another is taken away."

    def test_of_a_hole(self, county):
        hole = [(5100, 5100), (5200, 5100), (5200, 5200), (5200.01, 5200)]
        mend = county.mend(DOUBLE, area_of(county, SQUARE, hole))
        assert len(shapely.get_parts(mend.after.geometry)[0].interiors) == 1

    def test_a_hole_that_would_vanish(self, county):
        hole = [(5100, 5100), (5100.01, 5100), (5100.01, 5100.01)]
        assert county.mend(DOUBLE, area_of(county, SQUARE, hole)) is None

    def test_a_line_that_would_vanish(self, county):
        assert county.mend(DOUBLE, county.line("F2", (5000, 5000), (5000.01, 5000))) is None


class TestSpikes:
    def test_of_an_area(self, county):
        ring = [*SQUARE[:3], (5502, 6000), (5500, 6300), (5498, 6000), SQUARE[3]]
        mend = county.mend(SPIKE, area_of(county, ring))
        assert shapely.area(mend.after.geometry) == 1_000_000
        assert mend.text.sv == "Spetsarna tas bort (1 st). Ytan ändras med 600 m²."

    def test_pointing_in(self, county):
        ring = [*SQUARE[:3], (5502, 6000), (5500, 5700), (5498, 6000), SQUARE[3]]
        assert shapely.area(county.mend(SPIKE, area_of(county, ring)).after.geometry) == 1_000_000

    def test_of_a_line(self, county):
        line = county.line("F2", (5000, 5000), (7000, 5000), (7001, 5100), (7002, 5000), (9000, 5000))
        mend = county.mend(SPIKE, line)
        assert shapely.length(mend.after.geometry) == pytest.approx(4000)

    def test_a_long_way_out_and_back_may_be_meant(self, county):
        line = county.line("F2", (5000, 5000), (7000, 5000), (7001, 6000), (7002, 5000), (9000, 5000))
        assert county.mend(SPIKE, line) is None

    def test_a_wedge_is_no_spike_of_something_else(self, county):
        assert county.mend(SPIKE, area_of(county, [(5000, 5000), (10_000, 5100), (10_000, 5300)])) is None


class TestSlivers:
    def test_a_tail(self, county):
        tail = [(5000, 6000), (5000, 5004), (4500, 5004), (4500, 5000)]
        mend = county.mend(SLIVER, area_of(county, [*SQUARE[1:3], *tail]))
        assert shapely.area(mend.after.geometry) == pytest.approx(1_000_000, abs=1)
        assert mend.text.sv == "Smala delar tas bort och smala hål fylls, tillsammans 0,2 ha."

    def test_a_part(self, county):
        shapes = [shapely.box(5000, 5000, 6000, 6000), shapely.box(7000, 5000, 7003, 6000)]
        mend = county.mend(SLIVER, county.object("C4", shapely.multipolygons(shapes)))
        assert shapely.area(mend.after.geometry) == 1_000_000

    def test_much_that_is_narrow_may_be_meant(self, county):
        shapes = [shapely.box(5000, 5000, 5550, 5500), shapely.box(6000, 5000, 6004, 13_500)]
        assert county.mend(SLIVER, county.object("C4", shapely.multipolygons(shapes))) is None

    def test_a_hole(self, county):
        hole = [(5100, 5100), (5900, 5100), (5900, 5103), (5100, 5103)]
        mend = county.mend(SLIVER, area_of(county, SQUARE, hole))
        assert shapely.area(mend.after.geometry) == 1_000_000

    def test_not_a_hole_in_which_another_lies(self, county):
        hole = [(5100, 5100), (5900, 5100), (5900, 5103), (5100, 5103)]
        objects = [area_of(county, SQUARE, hole, klass="A4"), county.box("D1", 5100, 5100, 800, 3)]
        found = [finding for finding in county.check(*objects, rule=SLIVER) if finding.object == objects[0].identity]
        assert len(found) == 1
        assert mend_for(found[0], county.surroundings(objects)) is None
        assert mend_for(found[0], county.surroundings(objects[:1])) is not None

    def test_not_the_neck_between_two_small_areas(self, county):
        parts = [
            shapely.box(5000, 5000, 5400, 5400),
            shapely.box(5399, 5200, 5601, 5203),
            shapely.box(5600, 5000, 6000, 5400),
        ]
        assert county.mend(SLIVER, county.object("C4", shapely.multipolygons([shapely.union_all(parts)]))) is None


def test_what_is_thinner_than_the_grid_vanishes():
    slit = shapely.box(0, 0, 100, 100) - shapely.box(50, 20, 50.0004, 100)
    assert as_area(slit).equals(shapely.box(0, 0, 100, 100))
    assert as_area(shapely.box(0, 0, 100, 0.0004)) is None
