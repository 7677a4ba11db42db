"""The page: stands alone, runs nothing, and takes nobody's text for markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import shapely
from lxml import etree, html

from hso_plugin.core.model import Severity, Stage
from hso_plugin.core.reports.html_report import html_report
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.reports.svg_map import MOST_NUMBERS, svg_map
from tests.unit.core.reports.conftest import AREAS, CATALOGUE, HOSTILE, E, N, finding, make_run, thing


def page(run: CheckRun, language: str = "sv") -> etree._Element:
    return html.document_fromstring(html_report(run, language))


def svg(run: CheckRun, language: str = "sv") -> etree._Element:
    numbers = {each.id: number for number, each in enumerate(run.findings, 1)}
    return etree.fromstring(svg_map(run, numbers, language))


def symbols(run: CheckRun) -> list[etree._Element]:
    return svg(run).findall("g")


def test_what_people_wrote_is_text(run):
    tree = page(run)
    assert tree.xpath("count(//script)") == 0
    assert HOSTILE in tree.text_content()
    assert f"{HOSTILE}\nAvvägt i samråd." in tree.xpath("//div[@class='motivation']")[0].text_content()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_is_fetched_and_nothing_runs(run, language):
    text = html_report(run, language)
    tree = html.document_fromstring(text)
    assert not re.search(r"https?:|url\(|@import|javascript:", text.replace(HOSTILE, ""))
    assert not tree.xpath("//@href | //@src | //@*[starts-with(name(), 'on')]")
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_heading_counts_and_motivations(run):
    text = page(run).text_content()
    for part in ("Sundsvall", "VN-STRUKTUR 1.0 (förslag)", "Krav vid inlämning", "varav 1 med motivering"):
        assert part in text
    assert "Motivering av planerare-2281 2026-01-01" in text
    assert [row.text_content() for row in page(run).xpath("//table[@class='counts']//td[@class='number']")] == list(
        "221"
    )
    assert page(run).xpath("string(//th[text()='Objekt']/following-sibling::td)") == "2"
    assert page(replace(run, stage=Stage.REGIONAL)).xpath("string(//th[text()='Objekt']/following-sibling::td)") == "3"


def test_findings_stand_by_object_in_their_order(run):
    groups = page(run).xpath("//section[@class='object']")
    assert [group.findtext("h3")[:6] for group in groups] == ["1. A4 ", "2. Hel", "3. A4 "]
    assert [len(group.findall("ul/li")) for group in groups] == [2, 1, 2]
    assert "Hela kommunen: Sundsvall" in groups[1].findtext("h3")


def test_rules_that_found_something_say_why(run):
    rows = page(run).xpath("//table[@class='rules']/tr | //table[@class='rules']/tbody/tr")
    found = [rule for rule in CATALOGUE.rules if rule.id in {finding.rule for finding in run.findings}]
    assert [(row.findtext("td"), row.findtext("td/div")) for row in rows] == [(r.name.sv, r.id) for r in found]
    assert run.rules["flisa"].why.sv in page(run).text_content()


def test_in_english(run):
    text = page(run, "en").text_content()
    for part in ("Check of the structure map: Sundsvall", "Demands at submission", "of which 1 with a motivation",
                 "The whole municipality: Sundsvall", "To mend: Do so 5."):  # fmt: skip
        assert part in text
    for word in ("Kontroll", "Åtgärda", "Motivering", "Fel.", "Fynd"):
        assert word not in text.replace("VN-STRUKTUR", "")


def test_a_check_without_findings_says_so(run):
    tree = page(CheckRun([], {}, CATALOGUE, Stage.EDITING, "2281", run.checked, run.objects, AREAS))
    assert "Inga fynd" in tree.text_content()
    assert not tree.xpath("//section | //svg[@class='map']")


@pytest.mark.parametrize("written", ["i går", "<b>", "2026-13-01"])
def test_a_time_that_cannot_be_read_stays_as_it_is(run, written):
    assert written in page(replace(run, checked=written)).text_content()


def test_the_map_shows_the_municipality_and_the_places(run):
    drawn = svg(run)
    west, north = (float(each) for each in drawn.get("viewBox").split()[2:])
    assert west <= 680
    assert north <= 520
    # Three with a place that are about an object, of which two share a square; each shape is another severity's.
    assert [len(g) for g in symbols(run)] == [2] * len(symbols(run))
    assert {g[1].tag for g in symbols(run)} == {"path", "circle"}
    assert "Sundsvall" in {each.text for each in drawn.findall("text")}
    paths = [each.get("fill") for each in drawn.findall("path")]
    assert paths.count("#ffffff") == 1
    assert svg(replace(run, stage=Stage.REGIONAL)).xpath("count(path[@fill='#ffffff'])") == 2


def test_each_severity_has_its_own_shape_and_a_motivated_warning_is_hollow():
    def drawn(severity: Severity, **motivated: object) -> etree._Element:
        one = finding(1, "flisa", severity, "o1", geometry=shapely.Point(E + 500, N + 500))
        (symbol,) = symbols(CheckRun([one], motivated, CATALOGUE, Stage.SUBMISSION, "2281", "", {}, AREAS))  # type: ignore[arg-type]
        return symbol[1]

    shapes = {(drawn(severity).tag, drawn(severity).get("d")) for severity in Severity}
    assert len(shapes) == 3
    reason = next(iter(make_run().motivations.values()))
    assert drawn(Severity.WARNING, f1=reason).get("fill") == "#ffffff" != drawn(Severity.WARNING).get("fill")


def test_the_worst_of_those_that_share_a_place_is_drawn():
    at = {"geometry": shapely.Point(E + 500, N + 500)}
    found = [finding(1, "flisa", Severity.NOTE, "o1", **at), finding(2, "flisa", Severity.ERROR, "o2", **at)]
    for each in (found, found[::-1]):
        (symbol,) = symbols(CheckRun(each, {}, CATALOGUE, Stage.SUBMISSION, "2281", "", {}, AREAS))
        assert symbol[1].get("fill") == "#d63a3a"
        assert symbol.findtext("title") == "2 fynd"


def test_findings_outside_the_map_are_counted():
    far = finding(1, "utanfor-lan", Severity.ERROR, "o1", geometry=shapely.Point(6_900_000, 600_000))
    drawn = svg(CheckRun([far], {}, CATALOGUE, Stage.SUBMISSION, "2281", "", {}, AREAS))
    assert not drawn.findall("g")
    assert "1 fynd ligger utanför kartbilden" in {each.text for each in drawn.findall("text")}


@pytest.mark.parametrize("areas", [{}, {"2281": shapely.MultiPolygon()}, {"2262": AREAS["2262"]}])
def test_without_the_municipality_the_map_lies_around_the_findings(areas):
    run = replace(make_run(), areas=areas)
    assert len(symbols(run)) >= 1


def test_no_map_without_anything_to_draw():
    one = finding(1, "geometri-saknas", Severity.ERROR, "o1", geometry=None)
    assert svg_map(CheckRun([one], {}, CATALOGUE, Stage.SUBMISSION, "2281", ""), {"f1": 1}, "sv") == ""


def test_of_twenty_thousand_findings_the_map_stays_small():
    found = [
        finding(i, "flisa", Severity.WARNING, f"o{i}", geometry=shapely.Point(E + 141 * (i % 141), N + i))
        for i in range(20_000)
    ]
    objects = {f"o{i}": thing(f"o{i}", f"Objekt {i}") for i in range(20_000)}
    run = CheckRun(found, {}, CATALOGUE, Stage.SUBMISSION, "2281", "", objects, AREAS)
    text = html_report(run, "sv")
    assert text.count("<section class=object>") == 20_000
    drawn = svg_map(run, {each.id: number for number, each in enumerate(found)}, "sv")
    assert len(drawn) < 1_000_000
    assert 'font-size="9.5"' not in drawn
    few = replace(run, findings=found[:MOST_NUMBERS])
    assert 'font-size="9.5"' in html_report(few, "sv")
