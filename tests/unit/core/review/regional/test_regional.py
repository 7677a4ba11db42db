"""The check over all municipalities, lines at the border, and the reviewer's check beside the submitter's report."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely

from hso_plugin.core import rules
from hso_plugin.core.model import Finding, MapObject, ObjectVersion, Severity, Stage
from hso_plugin.core.motivation import motivation_for, standing
from hso_plugin.core.progress import Silent
from hso_plugin.core.reports.json_report import json_report
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.review.compare.borders import BorderState, border_matches
from hso_plugin.core.review.compare.county import County as WholeCounty
from hso_plugin.core.review.compare.recheck import recheck
from hso_plugin.core.review.compare.report_comparison import Match, compare
from hso_plugin.core.review.compare.report_reader import read_report
from hso_plugin.core.review.records.model import Event
from hso_plugin.core.review.regional.assemble import Assembly, Sort, assemble, chosen
from tests.support.review_ledger import Ledger
from tests.unit.core.rules.conftest import AREAS, EAST, OWN, SHIPPED, County

CHECKED = "2026-11-23T12:00:00+00:00"
REASON = "Avvägt mot skogsbruket i planen."


@pytest.fixture
def county() -> County:
    return County()


def put(ledger: Ledger, *things: MapObject) -> None:
    for thing in things:
        ledger.put(thing.identity, thing.geometry, thing.municipality, **thing.attributes)


def snapshots(*things: MapObject) -> dict[str, dict[str, ObjectVersion]]:
    ledger = Ledger()
    put(ledger, *things)
    return {code: dict(ledger.snapshot(code, ledger.position)) for code in (OWN, EAST)}


def assembled(*things: MapObject) -> Assembly:
    return assemble(snapshots(*things), AREAS, SHIPPED)


def corridor(county: County, **values: str) -> list[MapObject]:
    """A road from a node to the border, and what it starts at."""
    return [county.point("A2", 10_000, 5000), county.line("B1", (10_000, 5000), (19_990, 5000), **values)]


def beyond(county: County, north: float = 5000, **values: str) -> list[MapObject]:
    """The neighbour's road from the border to a node."""
    return [
        county.point("A2", 30_000, 5000, municipality=EAST),
        county.line("B1", (20_010, north), (30_000, 5000), municipality=EAST, **values),
    ]


def groups_of(found: Assembly, sort: Sort) -> list[tuple[str, ...]]:
    return [g.municipalities for g in found.groups for each in g.findings if found.sorts[each.id] is sort]


def test_a_line_that_nobody_carries_on_concerns_the_pair(county: County) -> None:
    found = assembled(*corridor(county))
    assert groups_of(found, Sort.WAITING) == [(EAST, OWN)], "in the catalogue's order"
    assert groups_of(found, Sort.LACKING) == [(EAST,)], "it has submitted nothing, and lacks a centre"
    assert found.pairs == found.groups[:1]
    assert [f.severity for f in found.pairs[0].findings] == [Severity.ERROR]


def test_a_line_that_is_carried_on_concerns_nobody(county: County) -> None:
    found = assembled(*corridor(county), *beyond(county))
    assert found.pairs == () and found.count(Sort.WAITING) == 0
    assert found.count(Sort.LACKING) == 0


def test_areas_across_the_border_concern_the_pair_and_others_their_own(county: County) -> None:
    across = [county.box("C1", 19_000, 100, 1000, 1000), county.box("C1", 19_500, 100, 1500, 1000, municipality=EAST)]
    own = [county.box("D1", 5000, 5000, 500, 500), county.box("E1", 5000, 5000, 500, 500, municipality=OWN)]
    found = assembled(*across, *own)
    assert groups_of(found, Sort.OVERLAP) == [(EAST, OWN)]
    assert {each.object for g in found.pairs for each in g.findings} == {across[0].identity}
    grouped = [each.id for g in found.groups for each in g.findings]
    assert sorted(grouped) == sorted(each.id for each in found.findings)
    assert found.sorts.keys() == {each.id for each in found.findings}


@pytest.mark.parametrize(
    ("north", "values", "state"),
    [
        (5000.0, {}, BorderState.CONTINUED),
        (5000.0, {"trafikslag": "jarnvag"}, BorderState.WAITING),
        (5300.0, {}, BorderState.WAITING),
    ],
)
def test_what_stands_at_the_border_is_what_the_rule_says(
    county: County, north: float, values: dict[str, str], state: BorderState
) -> None:
    own, others = corridor(county, trafikslag="vag"), beyond(county, north, **({"trafikslag": "vag"} | values))
    (match,) = border_matches(own, others, AREAS, SHIPPED, OWN)
    assert (match.object, match.part, match.across, match.state) == (own[1], "slut", (EAST,), state)
    assert match.partners == ((others[1],) if state is BorderState.CONTINUED else ())
    assert match.near == ((others[1],) if values else ())
    said = rules.check(own, others, AREAS, SHIPPED, Stage.SUBMISSION, OWN)
    waiting = [(each.object, each.part) for each in said if each.rule == "linje-vantar-granne"]
    assert waiting == ([(match.object.identity, match.part)] if state is BorderState.WAITING else [])


def test_the_open_submission_takes_part_only_when_wanted(county: County) -> None:
    ledger = Ledger()
    put(ledger, *corridor(county))
    first, second = ledger.approve(OWN), ledger.submit(OWN)
    assert chosen(ledger.review, OWN, submitted=True) == second
    assert chosen(ledger.review, OWN, submitted=False) == first
    ledger.decide(second, Event.TAKEN_UP, Event.RETURNED, reason="Namn saknas")
    assert chosen(ledger.review, OWN, submitted=True) == first
    assert chosen(ledger.review, EAST, submitted=True) is None


def reported(things: list[MapObject], neighbours: list[MapObject]) -> tuple[str, list[Finding]]:
    found = rules.check(things, neighbours, AREAS, SHIPPED, Stage.SUBMISSION, OWN)
    motivations = [motivation_for(f, REASON, "planerare", CHECKED) for f in found if f.severity is Severity.WARNING]
    run = CheckRun(found, standing(motivations, found), SHIPPED, Stage.SUBMISSION, OWN, CHECKED, {}, AREAS)
    return json.dumps(json_report(run, "sv"), ensure_ascii=False), found


def test_the_reviewers_check_agrees_with_an_honest_report(county: County) -> None:
    own = [
        *corridor(county),
        county.box("C1", 1000, 1000, 900, 900),
        county.box("A6", 1500, 1500, 900, 900),
        county.box("E1", 1500, 1500, 900, 900),
    ]
    report, found = reported(own, [])
    ledger = Ledger()
    put(ledger, *own)
    submission = ledger.submit(OWN, report=report)
    put(ledger, *beyond(county))
    whole = WholeCounty(ledger, AREAS, SHIPPED)
    done = recheck(whole, submission, CHECKED, Silent())
    assert done.comparison.agrees and len(done.comparison.rows) == len(found) >= 2
    warned = [row for row in done.comparison.rows if row.finding.severity is Severity.WARNING]
    assert warned and all(row.motivation and row.motivation.text == REASON for row in warned)
    assert done.run.unmotivated == 0
    assert "linje-vantar-granne" in {row.finding.rule for row in warned}, "as the neighbours were then"
    assert [each.state for each in done.borders] == [BorderState.CONTINUED], "as the neighbours are now"


def test_a_report_that_says_something_else_is_marked(county: County) -> None:
    own = [
        *corridor(county),
        county.box("C1", 1000, 1000, 900, 900),
        county.box("A6", 1500, 1500, 900, 900),
        county.box("E1", 1500, 1500, 900, 900),
    ]
    written, found = reported(own, [])
    document = json.loads(written)
    rows = document["findings"]
    hidden = rows.pop(0)
    rows[0] |= {"severity": "upplysning"}
    rows.append(hidden | {"id": "påhittad", "message": "Något annat"})
    comparison = compare(read_report(json.dumps(document)), found, SHIPPED.name)
    assert not comparison.agrees
    assert [row.match for row in comparison.rows] == [
        Match.OURS,
        Match.DIFFERS,
        *[Match.SAME] * (len(found) - 2),
        Match.THEIRS,
    ]
    assert comparison.counts[Match.THEIRS] == 1 and comparison.rows[-1].finding.message.en == "Något annat"


@pytest.mark.parametrize("place", ["CIRCULARSTRING (0 0, 1 1, 2 0)", "NONSENSE", "", 7])
def test_a_place_that_cannot_be_read_is_none(county: County, place: object) -> None:
    document = json.loads(reported(corridor(county), [])[0])
    for row in document["findings"]:
        row["geometry"] = place
    assert {finding.geometry for finding in read_report(json.dumps(document)).findings} == {None}


@pytest.mark.parametrize("moved", [shapely.Point(1, 1), None])
def test_a_place_that_was_moved_is_a_difference(county: County, moved: shapely.Geometry | None) -> None:
    written, found = reported(corridor(county), [])
    theirs = read_report(written)
    changed = replace(theirs, findings=tuple(replace(each, geometry=moved) for each in theirs.findings))
    assert {row.match for row in compare(changed, found, SHIPPED.name).rows} == {Match.DIFFERS}
    assert {row.match for row in compare(theirs, found, "Annan 2").rows} == {Match.SAME}
    assert not compare(theirs, found, "Annan 2").agrees
