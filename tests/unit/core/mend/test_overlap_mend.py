"""Of two areas that lie over each other the newer gives way, when it stays what it is."""

from dataclasses import replace

import pytest
import shapely

from hso_plugin.core.model import Stage

RULE, WEIGH = "yta-overlapp", "yta-overlapp-avvag"


def size(mend):
    return shapely.area(mend.after.geometry) / 10_000


class TestWhichGivesWay:
    def pair(self, county):
        return county.box("C1", 5000, 5000, 1000, 1000, namn="Norr"), county.box("C1", 5900, 5000, 1000, 1000)

    def test_the_newer_by_position(self, county):
        one, two = self.pair(county)
        for positions, newer in (({one.identity: 5, two.identity: 4}, one), ({one.identity: 4, two.identity: 5}, two)):
            mend = county.mend(RULE, one, two, positions=positions)
            assert mend.before is newer
            assert size(mend) == 90

    def test_what_was_never_sent_is_newest(self, county):
        one, two = self.pair(county)
        mend = county.mend(RULE, one, two, positions={two.identity: 5})
        assert mend.before is one
        assert mend.text.sv == "10 ha av C1 ”Norr” tas bort: det som ligger över C1 ”Ett C1”, som är äldre."
        assert mend.text.en == "10 ha of C1 “Norr” is taken away: what lies over C1 “Ett C1”, which is older."

    def test_of_equals_the_larger_identity(self, county):
        one, two = self.pair(county)
        mend = county.mend(RULE, one, two)
        assert mend.before is two
        assert "äldre" not in mend.text.sv

    def test_the_older_when_the_newer_would_vanish(self, county):
        large, small = county.box("C1", 5000, 5000, 3000, 3000), county.box("C1", 5500, 5500, 1000, 1000)
        mend = county.mend(RULE, large, small)
        assert mend.before is large
        assert size(mend) == 800

    def test_the_older_when_the_newer_would_be_too_small(self, county):
        old, new = county.box("C1", 5000, 5000, 1000, 1000), county.box("C1", 5900, 5000, 599, 1000)
        assert county.mend(RULE, old, new).before is old

    def test_the_older_when_the_newer_would_fall_in_two_small_pieces(self, county):
        old, new = county.box("C4", 3000, 5250, 6000, 300), county.box("C4", 5000, 5000, 800, 800)
        mend = county.mend(RULE, old, new)
        assert mend.before is old
        assert shapely.get_num_geometries(mend.after.geometry) == 2

    def test_neither_when_both_would_be_too_small(self, county):
        assert county.mend(RULE, county.box("C1", 5000, 5000, 800, 800), county.box("C1", 5300, 5000, 800, 800)) is None

    def test_the_own_one_beside_a_neighbours(self, county):
        own = county.box("C1", 19_000, 5000, 1000, 1000)
        theirs = county.box("C1", 19_900, 5000, 1000, 1000, municipality=county.east, namn="Öst")
        mend = county.mend(RULE, own, neighbours=[theirs], stage=Stage.REGIONAL)
        assert mend.before is own
        assert mend.text.sv.endswith("det som ligger över C1 ”Öst” (Timrå).")

    def test_never_a_neighbours(self, county):
        own = county.box("C1", 19_100, 5000, 800, 800)
        theirs = county.box("C1", 19_000, 4900, 2000, 2000, municipality=county.east)
        assert county.mend(RULE, own, neighbours=[theirs], stage=Stage.REGIONAL) is None


class TestWhatRemains:
    def test_a_sliver_on_the_far_side_goes_too(self, county):
        old, new = county.box("C1", 5000, 5000, 1000, 995), county.box("C1", 5500, 5000, 2000, 1000)
        mend = county.mend(RULE, old, new)
        assert mend.before is new
        (part,) = shapely.get_parts(mend.after.geometry)
        assert not shapely.buffer(part, -4).is_empty
        assert shapely.area(shapely.intersection(part, county.at(shapely.box(5500, 4000, 5990, 7000)))) == 0
        assert size(mend) == pytest.approx(150, abs=0.01)

    def test_narrow_parts_elsewhere_stay(self, county):
        island = county.at(shapely.box(9000, 9000, 9200, 9005))
        old = county.box("C1", 5000, 5000, 1000, 1000)
        new = county.box("C1", 5900, 5000, 1000, 1000)
        new = replace(new, geometry=shapely.union_all([new.geometry, island]))
        mend = county.mend(RULE, old, new)
        assert shapely.area(shapely.intersection(mend.after.geometry, island)) == shapely.area(island)

    def test_curved_edges_meet_to_the_millimetre(self, county):
        shapes = [shapely.Point(5000 + x, 5000).buffer(800) for x in (0, 1100.0003)]
        mend = county.mend(RULE, *[county.object("C1", shapely.multipolygons([shape])) for shape in shapes])
        other = county.at(shapes[0])
        assert shapely.area(shapely.intersection(mend.after.geometry, other)) < 5

    def test_a_hole_is_left_where_all_of_the_newer_lies_inside(self, county):
        large, small = county.box("C4", 5000, 5000, 3000, 3000), county.box("C4", 5500, 5500, 1000, 1000)
        assert len(shapely.get_parts(county.mend(RULE, large, small).after.geometry)[0].interiors) == 1


def test_a_warning_is_mended_too(county):
    objects = [county.box("C1", 5000, 5000, 1000, 1000), county.box("D1", 5900, 5000, 1000, 1000)]
    corridor = county.line("B1", (6000, 4000), (9000, 4000))
    mend = county.mend(WEIGH, *objects, corridor)
    assert mend.before is objects[1]


@pytest.mark.parametrize(("end", "gives_way"), [(5800, "C1"), (6400, "D1")])
def test_no_line_that_ended_in_it_is_left_hanging(county, end, gives_way):
    """A C2 must end within 250 m of a C1: a mend that takes that away is none, and the older gives way."""
    new, old = county.box("C1", 5000, 5000, 2000, 1000), county.box("D1", 6000, 5000, 2000, 1000)
    corridor, far = county.line("B1", (6000, 4000), (9000, 4000)), county.box("C1", 4000, 9000, 1000, 1000)
    line = county.line("C2", (end, 9000), (end, 5500))
    mend = county.mend(WEIGH, new, old, corridor, line, far, positions={old.identity: 1})
    assert mend.before.klass == gives_way


def test_no_investment_loses_its_site(county):
    """A D3 lies within 2 km of a D1."""
    old, new = county.box("C1", 5000, 5000, 2000, 1000), county.box("D1", 6600, 5000, 2000, 1000)
    site = county.point("D3", 4800, 5500)
    objects = [old, new, county.line("B1", (6000, 4000), (9000, 4000))]
    assert county.mend(WEIGH, *objects, positions={old.identity: 1}).before is new
    assert county.mend(WEIGH, *objects, site, positions={old.identity: 1}).before is old
