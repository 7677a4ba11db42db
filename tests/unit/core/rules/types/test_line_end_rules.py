"""Where lines may end: at objects, at the municipal border, at the county's border."""

import pytest

from hso_plugin.core.model import Severity, Stage

LOOSE, WAITING, LEAVES = "linje-los-ande", "linje-vantar-granne", "linje-fortsatter-till"


def about_ends(findings):
    return [finding for finding in findings if finding.rule in {LOOSE, WAITING, LEAVES}]


@pytest.fixture
def node(county):
    """A node at the start of every line."""
    return county.point("A2", 5000, 5000, namn="Timrå")


def test_place_and_words(county, node):
    line = county.line("B1", (5000, 5000), (5000, 9000), namn="E4")
    (finding,) = about_ends(county.check(node, line))
    assert finding.message.sv == "B1 ”E4”: linjens slutpunkt hänger löst. Närmast är A2 ”Timrå”, 4 km bort."
    assert finding.message.en == "B1 “E4”: the line's end point is loose. The nearest is A2 “Timrå”, 4 km away."
    assert "inom 250 m, eller till kommungränsen, inom 100 m" in finding.mend.sv
    assert finding.geometry.equals(county.at(line.geometry.__class__([(5000, 9000), (5000, 9000)]).centroid))
    assert finding.severity is Severity.ERROR


def test_the_ends_of_a_line_with_bends_are_its_first_and_last_point(county, node):
    line = county.line("B1", (5000, 5000), (7000, 9000), (9000, 9000), (5100, 5000))
    assert about_ends(county.check(node, line)) == []


def test_an_end_at_an_object_near_the_border_needs_no_continuation(county, node):
    inner, outer = county.point("A3", 19_950, 5000), county.point("A3", 50, 9000)
    line = county.line("B1", (20_000, 5000), (5000, 5000), (0, 9000))
    assert about_ends(county.check(node, inner, outer, line)) == []


def test_two_loose_ends_are_two_findings(county):
    findings = about_ends(county.check(county.line("B1", (5000, 5000), (5000, 9000))))
    assert [finding.message.sv.split(" hänger")[0][-10:] for finding in findings] == ["startpunkt", " slutpunkt"]
    assert len({finding.id for finding in findings}) == 2
    assert "Det finns inget sådant objekt." in findings[0].message.sv


@pytest.mark.parametrize(
    ("klass", "allowed", "refused"),
    [("B1", "A1 A2 A3 B3", "A4 D3"), ("E2", "D1 E1 B3", "A1 C1 F2"), ("C2", "C1 C3", "D2 A2")],
)
def test_objects_a_line_may_end_at(county, klass, allowed, refused):
    for codes, loose in ((allowed, 0), (refused, 2)):
        for code in codes.split():
            kind = county.catalogue.classes[code].kinds[0]
            ends = [
                county.point(code, x, 5000) if kind == "punkt" else county.box(code, x - 100, 4900, 200, 200)
                for x in (5000, 9000)
            ]
            line = county.line(klass, (5000, 5000), (9000, 5000))
            assert len(about_ends(county.check(line, *ends))) == loose, code


def test_edge_of_an_area_counts(county):
    areas = [county.box("C1", 4000, 4000, 1000, 1000), county.box("C3", 8000, 4000, 1000, 1000)]
    assert about_ends(county.check(*areas, county.line("C2", (5250, 4500), (7750, 4500)))) == []
    assert len(about_ends(county.check(*areas, county.line("C2", (5251, 4500), (7749, 4500))))) == 2


def test_neighbours_objects_count(county, node):
    theirs = county.point("A3", 20_200, 5000, municipality=county.east)
    line = county.line("B1", (5000, 5000), (20_000, 5000))
    assert about_ends(county.check(node, line, neighbours=[theirs])) == []


def test_other_classes_and_closed_lines_have_no_ends_to_check(county):
    ring = county.line("B1", (5000, 5000), (9000, 5000), (9000, 9000), (5000, 5000))
    assert about_ends(county.check(ring, county.line("A5", (2000, 2000), (3000, 3000)))) == []


@pytest.mark.parametrize(
    ("x", "rule"),
    [(19_899.9, LOOSE), (20_000, WAITING), (20_100, WAITING), (20_100.1, LOOSE)],
)
def test_end_near_the_municipal_border(county, node, x, rule):
    (finding,) = about_ends(county.check(node, county.line("B1", (5000, 5000), (x, 5000))))
    assert finding.rule == rule


def test_waiting_for_the_neighbour_becomes_an_error_in_the_regional_stage(county, node):
    line = county.line("B1", (5000, 5000), (20_000, 5000))
    severities = {Stage.EDITING: Severity.NOTE, Stage.SUBMISSION: Severity.WARNING, Stage.REGIONAL: Severity.ERROR}
    for stage, severity in severities.items():
        (finding,) = about_ends(county.check(node, line, stage=stage))
        assert (finding.rule, finding.severity) == (WAITING, severity)
    assert "gränsen mot Timrå" in finding.message.sv
    assert "Väntar på grannkommunen" in finding.message.sv


@pytest.mark.parametrize(
    ("values", "x", "count"),
    [
        ({}, 20_000, 0),
        ({"klass": "F2"}, 20_000, 1),
        ({"municipality": "2281"}, 20_000, 1),
        ({"municipality": "2284"}, 20_000, 1),
    ],
)
def test_the_neighbour_carries_on(county, node, values, x, count):
    line = county.line("B1", (5000, 5000), (20_000, 5000))
    theirs = county.line("B1", (30_000, 5000), (x, 5000), **{"municipality": county.east, **values})
    findings = about_ends(county.check(node, line, neighbours=[theirs]))
    assert [finding.rule for finding in findings] == [WAITING] * count


@pytest.mark.parametrize(
    ("klass", "attribute", "codes"), [("E2", "energislag", "el gas"), ("C2", "typ", "gront blatt")]
)
def test_of_the_same_sort(county, klass, attribute, codes):
    mine, other = codes.split()
    start = county.box("D1" if klass == "E2" else "C1", 4000, 4000, 1000, 1000)
    line = county.line(klass, (5000, 4500), (20_000, 4500), **{attribute: mine})
    for code, count in ((mine, 0), (other, 1)):
        theirs = county.line(klass, (20_000, 4500), (30_000, 4500), municipality=county.east, **{attribute: code})
        assert len(about_ends(county.check(start, line, neighbours=[theirs]))) == count


def test_middle_of_the_neighbours_line_does_not_carry_on(county, node):
    line = county.line("B1", (5000, 5000), (20_000, 5000))
    theirs = county.line("B1", (20_000, 1000), (20_000, 9000), municipality=county.east)
    assert len(about_ends(county.check(node, line, neighbours=[theirs]))) == 1


@pytest.mark.parametrize(("x", "rule"), [(0, LEAVES), (-100, LEAVES), (100.1, LOOSE)])
def test_county_border(county, node, x, rule):
    (finding,) = about_ends(county.check(node, county.line("B1", (5000, 5000), (x, 5000))))
    assert finding.rule == rule


def test_county_border_with_its_continuation(county, node):
    line = county.line("B1", (5000, 5000), (0, 5000), fortsatter_till="2132")
    assert about_ends(county.check(node, line)) == []
    line = county.line("B1", (5000, 5000), (0, 5000))
    (finding,) = about_ends(county.check(node, line))
    assert "Fortsätter till är inte ifyllt" in finding.message.sv
    assert finding.severity is Severity.ERROR


def test_continuation_outside_does_not_excuse_the_inner_border(county, node):
    line = county.line("B1", (5000, 5000), (20_000, 5000), fortsatter_till="2132")
    assert [finding.rule for finding in about_ends(county.check(node, line))] == [WAITING]


def test_where_both_borders_meet_either_continuation_does(county, node):
    corner = [(5000, 5000), (20_000, 50)]
    assert [f.rule for f in about_ends(county.check(node, county.line("B1", *corner)))] == [WAITING]
    assert about_ends(county.check(node, county.line("B1", *corner, fortsatter_till="2132"))) == []
