"""The table: as Swedish Excel opens it, and never a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.reports.csv_report import csv_report
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.text import Text
from tests.unit.core.reports.conftest import HOSTILE, make_run

RUN = make_run()


def rows(run: CheckRun, language: str = "sv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_report(run, language), newline=""), delimiter=";"))


def test_a_row_for_each_finding_in_their_order(run):
    found = rows(run)
    assert [row["Fynd"] for row in found] == ["f1", "f2", "f3", "f4", "f5"]
    assert [row["Allvar"] for row in found] == ["Fel", "Fel", "Varning", "Varning", "Upplysning"]
    assert found[2]["Motiverad av"] == "planerare-2281"
    assert found[2]["Annat objekt"] == "'" + HOSTILE
    assert found[4]["Objekt"] == "Norra Birsta"
    assert {row["Kommun"] for row in found} == {"Sundsvall"}


def test_places_have_decimal_commas_and_a_missing_one_is_empty(run):
    found = rows(run)
    assert (found[0]["E (SWEREF 99 TM)"], found[0]["N (SWEREF 99 TM)"]) == ("", "")
    assert (found[4]["E (SWEREF 99 TM)"], found[4]["N (SWEREF 99 TM)"]) == ("602500,000", "6920007,000")


def test_in_english(run):
    first = rows(run, "en")[1]
    assert (first["Severity"], first["How to mend"]) == ("Error", "Do so 2.")


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
START = st.sampled_from(["=", "+", "-", "@", " =", "\t=", "\r=", "\n@", "'", ";", '"', ""])


@given(START, CELL)
def test_no_cell_is_a_formula_and_none_is_lost(start, rest):
    text = start + rest
    run = replace(RUN, findings=[replace(RUN.findings[4], message=Text(text, text))])
    (row,) = rows(run)
    assert len(row) == 17
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
    assert row["Vad"].removeprefix("'") == text.removeprefix("'")


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize("place", [shapely.Point(float("nan"), 5), shapely.Point(1e12, 5), shapely.MultiPolygon()])
def test_a_place_that_cannot_be_shown_is_empty(run, place):
    (row,) = rows(replace(run, findings=[replace(run.findings[4], geometry=place)]))
    assert row["E (SWEREF 99 TM)"] == ""
