"""Rules on drawing, size, borders and duplicates, each at its threshold."""

import pytest
import shapely
from shapely import LineString, MultiPoint, Point, Polygon

from hso_plugin.core.model import GeometryKind, Severity, Stage

BOWTIE = Polygon([(1000, 1000), (2000, 2000), (2000, 1000), (1000, 2000)])


@pytest.mark.parametrize("geometry", [None, shapely.MultiPolygon(), Polygon()])
def test_missing_geometry(county, geometry):
    thing = county.object("A4", geometry, kind=GeometryKind.AREA)
    findings = county.check(thing)
    assert [(f.rule, f.severity, f.geometry) for f in findings] == [("geometri-saknas", Severity.ERROR, None)]


@pytest.mark.parametrize(
    "geometry",
    [Point(float("nan"), 1), Point(1, float("inf")), Point(1, 1e12), LineString([(0, 0), (float("nan"), 5)])],
)
def test_coordinate_that_is_no_number(county, geometry):
    klass = "A1" if geometry.geom_type == "Point" else "B1"
    findings = county.check(county.object(klass, geometry, kind=county.catalogue.classes[klass].kinds[0]))
    assert [f.rule for f in findings] == ["geometri-ogiltig"]
    assert "en koordinat är inte ett rimligt tal" in findings[0].message.sv
    assert findings[0].geometry is None


def test_invalid_geometry_names_the_fault_and_its_place(county):
    (finding,) = county.check(county.object("A4", BOWTIE), rule="geometri-ogiltig")
    assert finding.message.sv == "A4 ”Ett A4” är felritat: kanten korsar sig själv."
    assert finding.geometry.equals(county.at(Point(1500, 1500)))


def test_invalid_geometry_does_not_stop_other_rules(county):
    # The two triangles of the bow tie are 25 ha each.
    rules = {f.rule for f in county.check(county.object("C1", BOWTIE, skede=None))}
    assert rules == {"geometri-ogiltig", "attribut-saknas"}
    rules = {f.rule for f in county.check(county.object("C1", BOWTIE), county.box("E1", 1000, 1000, 1000, 1000))}
    assert rules == {"geometri-ogiltig", "yta-overlapp-avvag"}


@pytest.mark.parametrize(
    "hole", [[(5000, 5000), (5100, 5000), (5100, 5100)], [(1000, 1500), (2000, 1500), (1500, 1600)]]
)
def test_invalid_holes_are_told_in_words(county, hole):
    shell = [(1000, 1000), (2000, 1000), (2000, 2000), (1000, 2000)]
    (finding,) = county.check(county.object("A4", Polygon(shell, [hole])), rule="geometri-ogiltig")
    assert "ett hål" in finding.message.sv


def test_line_of_two_equal_points(county):
    rules = {f.rule for f in county.check(county.line("B1", (1000, 1000), (1000, 1000)))}
    assert rules == {"geometri-ogiltig", "dubbel-brytpunkt"}


@pytest.mark.parametrize(
    ("coordinates", "places"),
    [
        ([(0, 0), (1000, 1000), (1000, 0), (0, 1000)], [(500, 500)]),
        ([(500, 0), (500, 1000), (1000, 1000), (1000, 500), (0, 500)], [(500, 500)]),
        ([(0, 0), (1000, 0), (1000, 1000), (500, 1000), (500, 0)], [(500, 0)]),
        ([(0, 0), (1000, 0), (500, 0)], [(500, 0)]),
        ([(0, 0), (1000, 1000), (1000, 0), (0, 1000), (0, 0)], [(500, 500)]),
        ([(0, 0), (1000, 0), (1000, 1000), (0, 0)], []),
        ([(0, 0), (1000, 0), (1000, 1000)], []),
    ],
)
def test_line_that_crosses_itself(county, coordinates, places):
    thing = county.line("F2", *[(x + 1000, y + 1000) for x, y in coordinates])
    findings = county.check(thing, rule="linje-korsar-sig")
    if places == []:
        assert findings == []
    else:
        (finding,) = findings
        assert finding.geometry.equals(county.at(MultiPoint([(x + 1000, y + 1000) for x, y in places])))


@pytest.mark.parametrize(
    ("klass", "geometry", "kind", "said"),
    [
        (
            "A1",
            LineString([(0, 0), (5000, 5000)]),
            GeometryKind.LINE,
            "ritat som en linje, men klassen ska vara en punkt",
        ),
        ("A4", Point(5000, 5000), GeometryKind.POINT, "ritat som en punkt, men klassen ska vara en yta"),
        ("A1", MultiPoint([(1, 1), (2, 2)]), GeometryKind.POINT, "ritat som flera punkter, men"),
        ("F2", MultiPoint([(1, 1), (2, 2)]), GeometryKind.POINT, "ska vara en punkt, en linje eller en yta"),
        ("F2", Point(1, 1), GeometryKind.LINE, "ritat som en punkt, men klassen ska vara en linje"),
    ],
)
def test_class_fits_geometry(county, klass, geometry, kind, said):
    (finding,) = county.check(county.object(klass, geometry, kind=kind), rule="klass-fel-geometri")
    assert said in finding.message.sv


@pytest.mark.parametrize(
    "geometry", [Point(5000, 5000), LineString([(1, 1), (2, 2)]), shapely.box(1, 1, 9, 9), BOWTIE.convex_hull]
)
def test_any_geometry_fits_f2(county, geometry):
    assert county.check(county.object("F2", geometry), rule="klass-fel-geometri") == []


@pytest.mark.parametrize(
    ("width", "said"), [(1999.99, "1,99999 ha"), (1990, "1,99 ha"), (1300, "1,3 ha"), (2000, None), (2100, None)]
)
def test_smallest_area(county, width, said):
    findings = county.check(county.box("A4", 1000, 1000, width, 10), rule="yta-liten")
    assert [f.message.sv for f in findings] == (
        [f"A4 ”Ett A4” är {said}, men behöver vara minst 2 ha."] if said else []
    )


def test_place_and_measure_of_what_is_outside(county):
    (finding,) = county.check(county.box("A4", -1000, 1000, 2000, 420), rule="utanfor-kommun")
    assert finding.geometry.equals(county.at(shapely.box(-1000, 1000, 0, 1420)))
    assert finding.message.sv == "A4 ”Ett A4” ligger delvis eller helt utanför Sundsvall: 42 ha utanför gränsen."
    (finding,) = county.check(county.line("A5", (-800, 1000), (1000, 1000)), rule="utanfor-kommun")
    assert "800 m" in finding.message.sv
    (finding,) = county.check(county.point("A3", -4200, 1000), rule="utanfor-kommun")
    assert "4,2 km" in finding.message.sv
    assert "4.2 km" in finding.message.en


def test_an_object_is_held_against_its_own_municipality(county):
    thing = county.box("A4", 21_000, 1000, 200, 200, municipality=county.east)
    assert county.check(thing, rule="utanfor-kommun") == []
    assert len(county.check(county.box("A4", 21_000, 1000, 200, 200, municipality=""), rule="utanfor-kommun")) == 1


def test_without_a_boundary_the_border_rules_are_silent(county):
    thing = county.line("B1", (-9000, 1000), (9000, 1000))
    rules = {f.rule for f in county.check(thing, areas={})}
    assert not rules & {"utanfor-kommun", "linje-los-ande", "linje-vantar-granne", "linje-fortsatter-till"}


def test_exact_duplicate_whichever_way_it_is_drawn(county):
    one = county.line("B1", (1000, 1000), (5000, 1000), (5000, 5000), namn="Ena")
    same = county.line("B1", (5000, 5000), (5000, 1000), (1000, 1000), namn="Andra")
    (finding,) = county.check(one, same, rule="dubblett")
    assert finding.message.sv == "B1 ”Andra” ligger exakt på B1 ”Ena”."
    assert finding.other == one.identity


@pytest.mark.parametrize(
    ("shift", "trafikslag", "klass", "count"),
    [
        (0, "vag", "B1", 1),
        (0.0001, "vag", "B1", 1),
        (0.001, "vag", "B1", 0),
        (0, "jarnvag", "B1", 0),
        (0, "vag", "F2", 0),
    ],
)
def test_nearly_a_duplicate(county, shift, trafikslag, klass, count):
    one = county.line("B1", (1000, 1000), (5000, 1000), trafikslag="vag")
    other = county.line(klass, (1000, 1000), (5000 + shift, 1000), trafikslag=trafikslag)
    assert len(county.check(one, other, rule="dubblett")) == count


def test_three_equal_objects_are_two_findings(county):
    findings = county.check(*[county.point("A3", 5000, 5000) for _ in range(3)], rule="dubblett")
    assert len(findings) == 2
    assert len({finding.id for finding in findings}) == 2


def test_duplicate_across_the_border_in_the_regional_stage_only(county):
    mine = county.point("B3", 19_900, 5000)
    theirs = county.point("B3", 19_900, 5000, municipality=county.east)
    assert county.check(mine, neighbours=[theirs], rule="dubblett") == []
    (finding,) = county.check(mine, neighbours=[theirs], rule="dubblett", stage=Stage.REGIONAL)
    assert (finding.object, finding.other) == (mine.identity, theirs.identity)
    assert "B3 ”Ett B3” (Timrå)" in finding.message.sv
