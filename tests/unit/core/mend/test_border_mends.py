"""What lies outside the municipality is cut at its border, when most of it lies inside."""

import pytest
import shapely

from hso_plugin.core.model import Stage

RULE = "utanfor-kommun"


class TestAreas:
    def test_is_cut_at_the_border(self, county):
        mend = county.mend(RULE, county.box("C1", 18_000, 5000, 3000, 1000))
        assert mend.after.geometry.equals(shapely.multipolygons([county.at(shapely.box(18_000, 5000, 20_000, 6000))]))
        assert mend.text.sv == "100 ha tas bort: det som ligger utanför Sundsvall."
        assert mend.text.en == "100 ha is taken away: what lies outside Sundsvall."

    @pytest.mark.parametrize(("outside", "mended"), [(2000, True), (2001, False)])
    def test_at_least_half_must_remain(self, county, outside, mended):
        item = county.box("C1", 18_000, 5000, 2000 + outside, 1000)
        assert (county.mend(RULE, item) is not None) is mended

    @pytest.mark.parametrize(("inside", "mended"), [(1000, True), (999, False)])
    def test_not_below_the_smallest_area(self, county, inside, mended):
        item = county.box("C1", 20_000 - inside, 5000, inside + 510, 500)
        assert (county.mend(RULE, item) is not None) is mended

    def test_not_what_was_too_small_already(self, county):
        assert county.mend(RULE, county.box("C1", 19_400, 5000, 1110, 100)) is None

    def test_an_area_that_was_in_two_parts(self, county):
        shapes = [shapely.box(15_000, 5000, 16_000, 6000), shapely.box(19_000, 5000, 20_600, 6000)]
        mend = county.mend(RULE, county.object("C1", shapely.multipolygons(shapes)))
        assert shapely.get_num_geometries(mend.after.geometry) == 2

    def test_not_into_slivers(self, county):
        teeth = [shapely.box(19_000, y, 20_600, y + 10) for y in range(5000, 6000, 20)]
        comb = shapely.union_all([*teeth, shapely.box(20_500, 5000, 20_600, 6000)])
        assert (
            county.mend(
                RULE, county.object("C4", comb if comb.geom_type == "MultiPolygon" else shapely.multipolygons([comb]))
            )
            is None
        )

    def test_an_invalid_one_waits_until_it_is_valid(self, county):
        ring = [(18_000, 5000), (21_000, 6000), (21_000, 5000), (18_000, 6000), (18_000, 5000)]
        assert county.mend(RULE, county.object("C1", shapely.multipolygons([shapely.Polygon(ring)]))) is None


class TestLines:
    def test_keeps_its_direction(self, county):
        line = county.line("A5", (21_000, 5000), (18_000, 5000), (17_000, 6000))
        mend = county.mend(RULE, county.point("A1", 20_000, 5000), line)
        assert shapely.get_coordinates(mend.after.geometry).tolist() == [
            [620_000, 6_925_000], [618_000, 6_925_000], [617_000, 6_926_000]
        ]  # fmt: skip
        assert mend.text.sv == "1 km tas bort: det som ligger utanför Sundsvall."

    def test_then_waits_for_the_neighbour(self, county):
        line = county.line("B1", (15_000, 5000), (20_600, 5000))
        objects = [county.point("A1", 15_000, 5000), line]
        there = county.point("A2", 20_600, 5000, municipality=county.east)
        mend = county.mend(RULE, *objects, neighbours=[there])
        assert shapely.get_coordinates(mend.after.geometry)[-1].tolist() == [620_000, 6_925_000]

    @pytest.mark.parametrize(("back", "mended"), [(20, True), (600, False)])
    def test_comes_back_into_the_municipality(self, county, back, mended):
        line = county.line("A5", (15_000, 5000), (20_510, 5000), (20_510, 5600), (20_000 - back, 5600))
        mend = county.mend(RULE, county.point("A1", 15_000, 5000), line)
        assert (mend is not None) is mended

    def test_mostly_outside(self, county):
        line = county.line("A5", (19_000, 5000), (21_100, 5000))
        assert county.mend(RULE, county.point("A1", 19_000, 5000), line) is None

    def test_not_below_the_shortest(self, county):
        line = county.line("B1", (18_100, 5000), (20_600, 5000))
        assert county.mend(RULE, county.point("A1", 18_100, 5000), line) is None


def test_points_stay_where_they_are(county):
    assert county.mend(RULE, county.point("A3", 20_600, 5000)) is None


@pytest.mark.parametrize("stage", Stage)
def test_at_every_stage(county, stage):
    assert county.mend(RULE, county.box("C1", 18_000, 5000, 3000, 1000), stage=stage)
