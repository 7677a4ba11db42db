"""Line ends: gaps are closed that are short enough to be a slip, and nothing else."""

import pytest
import shapely

from hso_plugin.core.model import Stage

LOOSE, WAITING, ANCHOR = "linje-los-ande", "linje-vantar-granne", "linje-utan-faste"


def node(county, x, y, **values):
    return county.point("A1", x, y, **values)


def coordinates(mend):
    return (shapely.get_coordinates(mend.after.geometry) - (600_000, 6_920_000)).tolist()


class TestLooseEnd:
    def test_a_gap_gets_a_vertex(self, county):
        line = county.line("B1", (5000, 5000), (8000, 5000))
        mend = county.mend(LOOSE, node(county, 5000, 5000), node(county, 8400, 5100, namn="Timrå"), line)
        assert coordinates(mend) == [[5000, 5000], [8000, 5000], [8400, 5100]]
        assert mend.text.sv == "Linjen förlängs 412 m från sin slutpunkt till A1 ”Timrå”."
        assert mend.text.en == "The line is extended 412 m from its end point to A1 “Timrå”."

    def test_at_the_start(self, county):
        line = county.line("B1", (5400, 5000), (8000, 5000))
        mend = county.mend(LOOSE, node(county, 5000, 5000), node(county, 8000, 5000), line)
        assert coordinates(mend) == [[5000, 5000], [5400, 5000], [8000, 5000]]
        assert "startpunkt" in mend.text.sv

    def test_to_the_nearest_of_two(self, county):
        line = county.line("B1", (5000, 5000), (8000, 5000))
        nodes = [node(county, 5000, 5000), node(county, 8700, 5000), node(county, 8500, 5300)]
        assert coordinates(county.mend(LOOSE, *nodes, line))[-1] == [8500, 5300]

    def test_to_the_edge_of_an_area(self, county):
        line = county.line("C2", (5000, 5000), (8000, 5000))
        areas = [county.box("C1", 3000, 4000, 2000, 2000), county.box("C1", 8300, 4000, 2000, 2000)]
        assert coordinates(county.mend(LOOSE, *areas, line))[-1] == [8300, 5000]

    @pytest.mark.parametrize(("gap", "mended"), [(1000, True), (1001, False)])
    def test_only_up_to_four_times_the_distance(self, county, gap, mended):
        line = county.line("B1", (5000, 5000), (8000, 5000))
        mend = county.mend(LOOSE, node(county, 5000, 5000), node(county, 8000 + gap, 5000), line)
        assert (mend is not None) is mended

    def test_not_back_past_what_it_should_reach(self, county):
        line = county.line("B1", (5000, 5000), (8000, 5000))
        assert county.mend(LOOSE, node(county, 5000, 5000), node(county, 7600, 5050), line) is None

    def test_not_across_itself(self, county):
        line = county.line("B1", (5000, 5000), (8000, 5000), (8000, 5600), (7400, 5600), (7400, 5300))
        nodes = [node(county, 5000, 5000), node(county, 7400, 4800)]
        assert county.mend(LOOSE, *nodes, line) is None

    def test_not_to_its_own_start(self, county):
        line = county.line("B1", (8000, 5000), (11000, 5000), (9500, 8000), (8200, 5600))
        assert county.mend(LOOSE, node(county, 8000, 5000), line) is None

    def test_nothing_to_end_at(self, county):
        line = county.line("B1", (5000, 5000), (8000, 5000))
        assert county.mend(LOOSE, node(county, 5000, 5000), line) is None

    def test_to_the_border_when_it_is_nearer(self, county):
        line = county.line("B1", (15_000, 5000), (19_700, 5000))
        mend = county.mend(LOOSE, node(county, 15_000, 5000), node(county, 19_700, 5400), line)
        assert coordinates(mend)[-1] == [20_000, 5000]
        assert mend.text.sv.endswith("kommungränsen. Sedan behöver den fortsätta på andra sidan.")

    def test_to_the_node_when_it_is_nearer(self, county):
        line = county.line("B1", (15_000, 5000), (19_500, 5000))
        mend = county.mend(LOOSE, node(county, 15_000, 5000), node(county, 19_500, 5400), line)
        assert coordinates(mend)[-1] == [19_500, 5400]

    def test_to_the_neighbours_line(self, county):
        line = county.line("B1", (15_000, 5000), (19_700, 5000))
        theirs = county.line("B1", (20_000, 5100), (25_000, 5000), municipality=county.east, namn="E14")
        there = county.point("A1", 25_000, 5000, municipality=county.east)
        mend = county.mend(LOOSE, node(county, 15_000, 5000), line, neighbours=[theirs, there])
        assert coordinates(mend)[-1] in ([20_000, 5100], [20_000, 5000])

    def test_a_gap_of_less_than_fifty_metres_moves_the_end(self, county, nearer):
        line = county.line("B1", (5000, 5000), (7000, 5100), (8000, 5000))
        nodes = [node(county, 5000, 5000), node(county, 8040, 5000)]
        mend = county.mend(LOOSE, *nodes, line, catalogue=nearer)
        assert coordinates(mend) == [[5000, 5000], [7000, 5100], [8040, 5000]]
        assert mend.text.sv.startswith("Linjens slutpunkt flyttas 40 m till")

    @pytest.mark.parametrize("stage", Stage)
    def test_at_every_stage(self, county, stage):
        line = county.line("B1", (5000, 5000), (8000, 5000))
        assert county.mend(LOOSE, node(county, 5000, 5000), node(county, 8400, 5100), line, stage=stage)


class TestAtTheBorder:
    def test_meets_the_neighbours_end(self, county):
        line = county.line("B1", (15_000, 5000), (20_000, 5000))
        theirs = county.line("B1", (20_000, 5600), (25_000, 5600), municipality=county.east)
        mend = county.mend(WAITING, node(county, 15_000, 5000), line, neighbours=[theirs])
        assert coordinates(mend) == [[15_000, 5000], [20_000, 5000], [20_000, 5600]]
        assert "startpunkten på B1 ”Ett B1” (Timrå)" in mend.text.sv

    def test_stays_on_its_own_side(self, county):
        line = county.line("B1", (15_000, 5000), (20_000, 5000))
        theirs = county.line("B1", (20_600, 5400), (25_000, 5600), municipality=county.east)
        assert county.mend(WAITING, node(county, 15_000, 5000), line, neighbours=[theirs]) is None

    def test_not_to_a_line_of_another_sort(self, county):
        line = county.line("B1", (15_000, 5000), (20_000, 5000), trafikslag="vag")
        theirs = county.line("B1", (20_000, 5600), (25_000, 5600), municipality=county.east, trafikslag="sjo")
        assert county.mend(WAITING, node(county, 15_000, 5000), line, neighbours=[theirs]) is None

    def test_not_far_along_the_border(self, county):
        line = county.line("B1", (15_000, 5000), (20_000, 5000))
        theirs = county.line("B1", (20_000, 5801), (25_000, 5600), municipality=county.east)
        assert county.mend(WAITING, node(county, 15_000, 5000), line, neighbours=[theirs]) is None


class TestAnchor:
    def test_reaches_what_it_starts_at(self, county):
        line = county.line("A5", (5400, 5000), (8000, 5000))
        mend = county.mend(ANCHOR, node(county, 5000, 5000), line)
        assert coordinates(mend) == [[5000, 5000], [5400, 5000], [8000, 5000]]

    def test_never_longer_than_the_class_allows(self, county):
        line = county.line("A5", (5400, 5000), (15_200, 5000))
        assert county.mend(ANCHOR, node(county, 5000, 5000), line) is None
