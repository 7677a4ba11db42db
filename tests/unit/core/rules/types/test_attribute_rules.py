"""Rules on what is filled in, each with a case that just fails and one that just passes."""

import pytest

from hso_plugin.core.model import Severity, Stage


def said(findings):
    return [finding.message.sv for finding in findings]


def test_complete_object_has_no_findings(county):
    assert county.check(county.box("A6", 1000, 1000, 500, 100)) == []


def test_every_required_attribute_is_asked_for_once(county):
    thing = county.box("D1", 1000, 1000, 500, 500)
    required = {a.name for a in county.catalogue.attributes_of("D1") if a.required} - {"klass"}
    assert "malkonflikt_9_11" in required
    for name in required:
        without = county.box("D1", 1000, 1000, 500, 500, **{name: None})
        (finding,) = county.check(without, rule="attribut-saknas")
        title = county.catalogue.attributes[name].title
        assert title.sv in finding.message.sv
        assert title.en in finding.message.en
    assert county.check(thing, rule="attribut-saknas") == []


@pytest.mark.parametrize("empty", ["", "  ", ()])
def test_an_empty_value_is_missing(county, empty):
    assert len(county.check(county.point("A1", 5000, 5000, funktion=empty), rule="attribut-saknas")) == 1


def test_missing_attribute_is_graver_at_submission(county):
    thing = county.box("A6", 1000, 1000, 500, 100, skede=None)
    assert [f.severity for f in county.check(thing, stage=Stage.EDITING)] == [Severity.WARNING]
    assert [f.severity for f in county.check(thing, stage=Stage.SUBMISSION)] == [Severity.ERROR]
    assert [f.severity for f in county.check(thing, stage=Stage.REGIONAL)] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("namn", 5),
        ("skede", ("planerad",)),
        ("rus_prioritet", "1.1"),
        ("invanare", "många"),
        ("invanare", 300.5),
        ("invanare", True),
        ("invanare", float("nan")),
        ("funktion", None),
    ],
)
def test_wrong_type(county, name, wrong):
    klass = "A3"
    findings = county.check(county.point(klass, 5000, 5000, **{name: wrong}), rule="attribut-fel-typ")
    assert len(findings) == (0 if wrong is None else 1)


def test_whole_number_written_with_decimals_is_a_whole_number(county):
    assert county.check(county.point("A3", 5000, 5000, invanare=300.0), rule="attribut-fel-typ") == []


def test_code_list(county):
    (finding,) = county.check(county.box("A4", 1000, 1000, 200, 100, skede="klart"), rule="kod-okand")
    assert finding.message.sv == "A4 ”Ett A4”: ”klart” finns inte bland valen för Skede."
    assert finding.message.en == "A4 “Ett A4”: “klart” is not among the choices for Phase."


def test_code_list_of_the_class(county):
    assert county.check(county.box("A4", 1000, 1000, 200, 100, typ="blandad"), rule="kod-okand") == []
    assert len(county.check(county.box("A4", 1000, 1000, 200, 100, typ="kust"), rule="kod-okand")) == 1


def test_each_unknown_code_of_several_is_a_finding(county):
    thing = county.point("A1", 5000, 5000, funktion=("arbete", "bio", "spa"))
    findings = county.check(thing, rule="kod-okand")
    assert len({finding.id for finding in findings}) == 2


def test_number_is_written_as_people_do(county):
    (finding,) = county.check(county.box("D1", 1000, 1000, 500, 500, elbehov_mw=12_000.5), rule="tal-utanfor")
    assert "12\u00a0000,5" in finding.message.sv
    assert "12,000.5" in finding.message.en


@pytest.mark.parametrize(("name", "count"), [("Ås", 1), ("Ås  ", 1), ("Ö  n", 0), ("Bro", 0)])
def test_name_has_three_characters(county, name, count):
    assert len(county.check(county.box("A4", 1000, 1000, 200, 100, namn=name), rule="namn-kort")) == count


def test_missing_text_is_reported_once(county):
    rules = [f.rule for f in county.check(county.box("A6", 1000, 1000, 500, 100, stallningstagande=None))]
    assert rules == ["attribut-saknas"]


@pytest.mark.parametrize(
    ("code", "reason", "count"),
    [
        ("bidrar", None, 1),
        ("malkonflikt", None, 1),
        ("neutral", None, 0),
        ("ej_bedomd", None, 0),
        (None, None, 0),
    ],
)
def test_reason_unless_neutral(county, code, reason, count):
    thing = county.box("A4", 1000, 1000, 200, 100, hk_mangfald=code, hk_mangfald_motivering=reason)
    assert len(county.check(thing, rule="motivering-kort")) == count


def test_not_assessed_stops_submission(county):
    thing = county.box("A6", 1000, 1000, 500, 100, hk_miljo="ej_bedomd", hk_jamstalldhet="ej_bedomd")
    findings = county.check(thing)
    assert [f.rule for f in findings] == ["hk-ej-bedomd"] * 2
    assert all(f.severity is Severity.ERROR for f in findings)
    assert len({f.id for f in findings}) == 2
