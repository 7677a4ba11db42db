"""The matrix of areas over areas, its thresholds, and across municipal borders."""

import pytest
import shapely

from hso_plugin.core.model import Severity, Stage

#: The matrix of the classification as it is printed, F = error, V = warning, - = allowed.
MATRIX = """
   A4 A6 C1 C3 C4 D1 D2 E1
A4 F  V  V  V  V  F  -  F
A6 .  F  V  -  V  V  -  V
C1 .  .  F  -  -  V  -  V
C3 .  .  .  F  -  V  -  V
C4 .  .  .  .  F  V  -  V
D1 .  .  .  .  .  F  V  -
D2 .  .  .  .  .  .  F  V
E1 .  .  .  .  .  .  .  F
"""
HEAD, *ROWS = [row.split() for row in MATRIX.strip().splitlines()]
CELLS = [(row[0], column, cell) for row in ROWS for column, cell in zip(HEAD, row[1:], strict=True) if cell != "."]
CELLS += [("F1", "F1", "V"), *(("F1", code, "-") for code in HEAD), ("F2", "A4", "-"), ("F2", "F2", "-")]
RULES = ("yta-overlapp", "yta-overlapp-avvag")


def overlaps(findings):
    return [finding for finding in findings if finding.rule in RULES]


@pytest.mark.parametrize(("one", "other", "cell"), CELLS)
def test_matrix(county, one, other, cell):
    a, b = county.box(one, 1000, 1000, 1000, 1000), county.box(other, 1500, 1500, 1000, 1000)
    expected = {"F": [Severity.ERROR], "V": [Severity.WARNING], "-": []}[cell]
    assert [finding.severity for finding in overlaps(county.check(a, b))] == expected
    assert [finding.severity for finding in overlaps(county.check(b, a))] == expected


def test_place_measure_and_names(county):
    a = county.box("A4", 1000, 1000, 1000, 1000, namn="Norra Birsta")
    b = county.box("D1", 1900, 1000, 1000, 420, namn="Torsboda")
    (finding,) = overlaps(county.check(a, b))
    assert finding.geometry.equals(county.at(shapely.box(1900, 1000, 2000, 1420)))
    assert finding.message.sv.startswith("A4 ”Norra Birsta” och D1 ”Torsboda” överlappar varandra med 4,2 ha.")
    assert finding.message.en.startswith("A4 “Norra Birsta” and D1 “Torsboda” overlap by 4.2 ha.")
    assert (finding.object, finding.other) == (a.identity, b.identity)


def test_overlap_in_several_pieces_counts_together(county):
    comb = shapely.union_all(
        [shapely.box(1000, y, 1200, y + 10) for y in (1000, 1020, 1040)] + [shapely.box(900, 900, 1000, 1100)]
    )
    a, b = county.object("A4", comb), county.box("D1", 1150, 900, 500, 500)
    (finding,) = overlaps(county.check(a, b))
    assert finding.geometry.geom_type == "MultiPolygon"
    assert "med 0,15 ha." in finding.message.sv


def test_one_inside_the_other(county):
    a, b = county.box("C1", 1000, 1000, 2000, 2000), county.box("D1", 1500, 1500, 300, 300)
    (finding,) = overlaps(county.check(a, b))
    assert finding.geometry.area == pytest.approx(90_000)


def test_neighbours_only_in_the_regional_stage(county):
    mine = county.box("A4", 19_500, 1000, 500, 500)
    theirs = county.box("D1", 19_800, 1000, 500, 500, municipality=county.east)
    also_theirs = county.box("A4", 19_800, 1000, 500, 500, municipality=county.east)
    for stage, count in [(Stage.EDITING, 0), (Stage.SUBMISSION, 0), (Stage.REGIONAL, 2)]:
        findings = overlaps(county.check(mine, neighbours=[theirs, also_theirs], stage=stage))
        assert len(findings) == count
        assert all(finding.object == mine.identity for finding in findings)


def test_all_municipalities_together(county):
    mine = county.box("A4", 19_500, 1000, 500, 500)
    theirs = county.box("D1", 19_800, 1000, 500, 500, municipality=county.east)
    (finding,) = overlaps(county.check(mine, theirs, stage=Stage.REGIONAL))
    assert "(Timrå)" in finding.message.sv


def test_a_hole_along_the_edge_overlaps_nothing(county):
    hole = [(1000, 1500), (1300, 1500), (1300, 2000), (1000, 2000)]
    shell = [(1000, 1000), (3000, 1000), (3000, 3000), (1000, 3000)]
    around = county.object("A4", shapely.MultiPolygon([shapely.Polygon(shell, [hole])]))
    assert not around.geometry.is_valid
    inside = county.box("D1", 1010, 1510, 280, 480)
    assert overlaps(county.check(around, inside)) == []
