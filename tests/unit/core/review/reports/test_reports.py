"""The printed reports: they stand alone, take nobody's text for markup, and tell what the records say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import shapely
from lxml import etree, html

from hso_plugin.core.model import MapObject
from hso_plugin.core.progress import Silent
from hso_plugin.core.review.compare.county import County as WholeCounty
from hso_plugin.core.review.compare.differences import submission_changes
from hso_plugin.core.review.compare.recheck import recheck
from hso_plugin.core.review.compare.since_return import since_return
from hso_plugin.core.review.queue.overview import overview
from hso_plugin.core.review.queue.rows import queue
from hso_plugin.core.review.records.model import Event, Submission
from hso_plugin.core.review.regional.assemble import assemble
from hso_plugin.core.review.reports import Protocol, assembly_report, overview_report, protocol, queue_report
from tests.support.review_ledger import Ledger
from tests.unit.core.rules.conftest import AREAS, EAST, OWN, SHIPPED, County

HOSTILE = "<script>alert(1)</script>&'\"<b onclick=x>åäö"
MADE = "2026-11-23T12:00:00+00:00"
NAMES = {each.code: each.name for each in SHIPPED.municipalities}


def put(ledger: Ledger, *things: MapObject) -> None:
    for thing in things:
        ledger.put(thing.identity, thing.geometry, thing.municipality, **thing.attributes)


@pytest.fixture
def ledger() -> Ledger:
    """A submission that changes, adds and removes objects with hostile texts everywhere, and was returned."""
    county, ledger = County(), Ledger()
    node = county.point("A2", 10_000, 5000)
    line = county.line("B1", (10_000, 5000), (19_990, 5000))
    gone = county.box("C1", 1000, 1000, 900, 900, namn=HOSTILE)
    put(ledger, node, line, gone)
    ledger.approve(OWN)
    put(ledger, replace(node, attributes={**node.attributes, "namn": HOSTILE, "skede": "planerad"}))
    put(ledger, county.box("F1", 500, 500, 900, 900, fragestatus="dialog", fraga=HOSTILE, namn=HOSTILE))
    ledger.put(gone.identity, municipality=OWN, deleted=True)
    submission = ledger.submit(OWN, message=HOSTILE, user=HOSTILE)
    put(ledger, county.line("B1", (20_010, 5000), (30_000, 5000), municipality=EAST))
    ledger.decide(submission, Event.TAKEN_UP, Event.RETURNED, reason=HOSTILE)
    asked = ledger.say(HOSTILE, submission, object=node.identity, version=2)
    ledger.say(f"Svar: {HOSTILE}", submission, answers=asked.change, user=HOSTILE)
    ledger.say("", submission, answers=asked.change, settled=True)
    ledger.say("Hela", submission)
    ledger.say("Där", submission, place=(600_000.0, 6_920_000.0))
    return ledger


def written(ledger: Ledger, which: str, language: str) -> str:
    review = ledger.review
    if which == "queue":
        return queue_report(queue(ledger, review), NAMES, MADE, language)
    maps = {code: dict(ledger.snapshot(code, ledger.position)) for code in (OWN, EAST)}
    if which == "assembly":
        made_of: dict[str, Submission | None] = {OWN: review.submissions[-1], EAST: None}
        found = assemble(maps, AREAS, SHIPPED, (), made_of, MADE)
        return assembly_report(found, language)
    if which == "overview":
        objects = {code: [version.object for version in own.values()] for code, own in maps.items()}
        return overview_report(overview(review, objects, SHIPPED, datetime(2026, 12, 1, tzinfo=UTC)), SHIPPED, language)
    submission = review.submissions[-1]
    checked = recheck(WholeCounty(ledger, AREAS, SHIPPED), submission, MADE, Silent())
    changes = submission_changes(ledger, review, submission)
    since = since_return(ledger, review, submission, changes)
    return protocol(Protocol(review, submission, changes, checked, MADE, since), language)


REPORTS = ["protocol", "overview", "queue", "assembly"]


def page(text: str) -> html.HtmlElement:
    """The report as a browser reads it."""
    tree: html.HtmlElement = html.document_fromstring(text)
    return tree


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("which", REPORTS)
def test_a_report_stands_alone_and_takes_no_text_for_markup(ledger: Ledger, which: str, language: str) -> None:
    text = written(ledger, which, language)
    tree = page(text)
    assert tree.get("lang") == language
    assert not tree.xpath("//script | //@href | //@src | //@*[starts-with(name(), 'on')]")
    assert not re.search(r"https?:|url\((?!#)|@import|javascript:", text)
    assert HOSTILE in tree.text_content()
    assert "{" not in tree.xpath("//body")[0].text_content(), "every placeholder is filled in"
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        etree.fromstring(drawing)


@pytest.mark.parametrize("which", REPORTS)
def test_both_languages_tell_the_same(ledger: Ledger, which: str) -> None:
    swedish, english = (page(written(ledger, which, language)) for language in ("sv", "en"))
    for path in ("//tr", "//h2", "//h3", "//section", "//svg", "//td"):
        assert len(swedish.xpath(path)) == len(english.xpath(path))
    said = [[each.text_content() for each in tree.xpath("//h2 | //th")] for tree in (swedish, english)]
    same = [one for one, other in zip(*said, strict=True) if one == other]
    known = {*NAMES.values(), "Position", "Status", ""}
    assert {each for each in same if each not in known and not re.match(r"[A-Z]\d|\d+\. ", each)} <= {"Agenda 2030"}


@pytest.mark.parametrize("which", REPORTS)
def test_every_row_has_a_cell_for_each_heading(ledger: Ledger, which: str) -> None:
    tables = page(written(ledger, which, "sv")).xpath("//table[thead]")
    for table in tables:
        assert {len(row.xpath("./th | ./td")) for row in table.xpath("./thead/tr | ./tbody/tr")} == {
            len(table.xpath("./thead/tr/th"))
        }
    assert tables


def test_the_protocol_tells_who_when_what_and_why(ledger: Ledger) -> None:
    tree = page(written(ledger, "protocol", "sv"))
    text = tree.text_content()
    assert "Granskning av strukturbilden: Sundsvall" in text
    verdict = tree.xpath("//div[@class='verdict']")[0].text_content()
    assert "Åter för komplettering" in verdict and "av granskare" in verdict and HOSTILE in verdict
    titles = [each.text_content() for each in tree.xpath("//section[@class='object']/h3")]
    assert titles[:3] == [
        f"1. F1 Mellankommunal fråga: {HOSTILE}",
        f"2. A2 Kommuncentrum: {HOSTILE}",
        f"3. C1 Värdetrakt för natur och friluftsliv: {HOSTILE}",
    ]
    changed = tree.xpath("//section[h3[starts-with(., '2.')]]//tr")
    assert [[cell.text_content() for cell in row] for row in changed] == [
        ["Uppgift", "Före", "Efter"],
        ["Namn", "Ett A2", HOSTILE],
        ["Skede", "Befintlig", "Planerad"],
    ]
    assert "skiljer sig: 0 lika" in text, "the report claims to have found nothing"
    assert "Bara vid granskningens kontroll" in text
    border = tree.xpath("//h2[.='Vid kommungränsen']/following-sibling::table[1]//tr")[1]
    assert [cell.text_content() for cell in border][1:4] == ["slutpunkt", "Timrå", "Fortsätter"]
    assert "Avgjord" in text and "Öppen" in text and "Plats E 600" in text
    steps = tree.xpath("//h2[.='Gången']/following-sibling::table[1]/tbody/tr/td[2]/text()")
    assert steps == ["Inskickad", "Under granskning", "Åter för komplettering"]


def test_a_protocol_before_the_decision_says_what_is_waited_for(ledger: Ledger) -> None:
    ledger.submit(OWN)
    text = page(written(ledger, "protocol", "sv")).text_content()
    assert "Väntar på: granskaren." in text and "Från tidigare inlämningar" in text


def test_a_protocol_after_a_return_marks_what_changed_since_and_tells_what_was_undone(ledger: Ledger) -> None:
    centre, issue = ledger.all[0].object, ledger.all[4].object
    ledger.put(centre.identity, centre.geometry, OWN, **centre.attributes | {"namn": "Rättat", "skede": "planerad"})
    ledger.put(issue.identity, municipality=OWN, deleted=True)
    ledger.submit(OWN)
    swedish, english = (page(written(ledger, "protocol", language)) for language in ("sv", "en"))
    titles = [each.text_content() for each in swedish.xpath("//section[@class='object']/h3")]
    assert titles[:3] == [
        "1. A2 Kommuncentrum: Rättat ◆",
        f"2. C1 Värdetrakt för natur och friluftsliv: {HOSTILE}",
        f"F1 Mellankommunal fråga: {HOSTILE}",
    ]
    [undone] = swedish.xpath("//h2[.='Ångrat sedan inlämningen lämnades åter']/following-sibling::section[1]/h3")
    assert undone.text_content() == titles[2]
    [returned] = swedish.xpath("//th[.='Lämnades åter']/following-sibling::td")
    assert returned.text_content().startswith("Inlämningen 2026-11-01")
    for tree in (swedish, english):
        assert len(tree.xpath("//p[starts-with(., '◆')]")) == 1
    assert len(swedish.xpath("//tr | //section | //h2")) == len(english.xpath("//tr | //section | //h2"))


def test_the_overview_draws_what_its_tables_say(ledger: Ledger) -> None:
    tree = page(written(ledger, "overview", "sv"))
    assert "Inget objekt i länet" in tree.text_content()
    for drawing in tree.xpath("//svg[@class='bars']"):
        drawn = [title.text for title in drawing.iter("title")]
        assert drawn and len(drawn) == len(set(drawn))
        patterns = {each.get("id") for each in drawing.iter("pattern")}
        assert {fill[5:-1] for fill in drawing.xpath(".//rect/@fill") if fill.startswith("url(")} <= patterns
    theme = tree.xpath("//h2[.='Objekt per tema']/following-sibling::table[1]")[0]
    columns = [cell.text_content() for cell in theme.xpath(".//th")]
    sundsvall = [row[columns.index("Sundsvall")].text_content() for row in theme.xpath("./tbody/tr")]
    assert sundsvall == ["1", "1", "1"], "A2, B1 and F1; without the deleted"
    assert "Dialog pågår" in tree.text_content()


def test_the_regional_check_stands_by_pair() -> None:
    county, ledger = County(), Ledger()
    put(ledger, county.point("A2", 10_000, 5000), county.line("B1", (10_000, 5000), (19_990, 5000)))
    tree = page(written_of(ledger))
    heads = [each.text_content() for each in tree.xpath("//h2[starts-with(., '1.') or starts-with(., '2.')]")]
    assert heads == ["1. Timrå – Sundsvall", "2. Timrå"]
    assert tree.xpath("string(//h3)") == "Väntar på grannkommunen (1)"


def written_of(ledger: Ledger) -> str:
    ledger.submit(OWN)
    return written(ledger, "assembly", "sv")


def test_an_empty_review_is_told_so() -> None:
    nothing = Ledger()
    assert "Ingen kommun har lämnat in än." in queue_report(queue(nothing, nothing.review), NAMES, MADE, "sv")
    told = overview_report(overview(nothing.review, {}, SHIPPED, datetime(2026, 12, 1, tzinfo=UTC)), SHIPPED, "en")
    assert "Nothing to count yet." in told and "Nothing submitted" in told
    found = assemble({}, {}, SHIPPED, checked=MADE)
    assert "Inga fynd" in assembly_report(found, "sv")


def test_a_place_off_the_planet_does_not_stop_the_protocol(ledger: Ledger) -> None:
    ledger.put("far", shapely.Point(1e300, 1e300), OWN, klass="A3", namn="Långt bort")
    ledger.submit(OWN)
    assert "Långt bort" in written(ledger, "protocol", "sv")
