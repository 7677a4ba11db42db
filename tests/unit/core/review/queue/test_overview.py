"""How things stand: the numbers are counted again, object by object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core import catalogue
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, MapObject, Severity
from hso_plugin.core.review.queue.overview import UNSAID, Table, overview
from hso_plugin.core.review.queue.rows import Party
from hso_plugin.core.review.records.model import Event, SubmissionState
from hso_plugin.core.review.regional.release import contents, find_release
from tests.support.review_ledger import SUNDSVALL, TIMRA, Ledger

SHIPPED = catalogue.default()
NOW = datetime(2026, 12, 1, tzinfo=UTC)
CODES = [each.code for each in SHIPPED.municipalities]
KLASS = st.sampled_from(["A1", "D1", "F1", "F1", "Z9"])
VALUES = {
    "rus_prioritet": st.lists(st.sampled_from(["1.1", "3.7", "9.9", "8.8"]), unique=True, max_size=3).map(tuple),
    "agenda2030": st.sampled_from([("9", "11"), ("9",), "9"]),
    "hk_miljo": st.sampled_from(["bidrar", "malkonflikt", "okand", 3]),
    "fragestatus": st.sampled_from(["dialog", "enig"]),
    "berorda_kommuner": st.just((SUNDSVALL, TIMRA)),
}
ATTRIBUTES = st.fixed_dictionaries({"klass": KLASS}, optional=VALUES)
MAPS = st.dictionaries(st.sampled_from(CODES), st.lists(ATTRIBUTES, max_size=6))


def objects(given_: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, list[MapObject]]:
    return {
        code: [MapObject(GeometryKind.POINT, f"{code}-{n}", code, a) for n, a in enumerate(own)]  # type: ignore[arg-type]
        for code, own in given_.items()
    }


def number(table: Table | None, municipality: str, code: str) -> int:
    assert table is not None
    row = next(each for each in table.rows if each.municipality == municipality)
    return next((n for column, n in zip(table.columns, row.numbers, strict=True) if column.code == code), 0)


@given(MAPS)
def test_every_object_is_counted_where_it_belongs(given_: dict[str, list[dict[str, object]]]) -> None:
    maps = objects(given_)
    found = overview(Ledger().review, maps, SHIPPED, NOW)
    assert [each.objects for each in found.standings] == [len(maps.get(code, ())) for code in CODES]
    for table in found.tables:
        assert [row.municipality for row in table.rows] == CODES
        assert all(len(row.numbers) == len(table.columns) for row in table.rows)
    for key in ("tema", "klass", "hk_miljo", "hk_mangfald"):
        table = found.table(key)
        assert table is not None and table.parts
        assert [sum(row.numbers) for row in table.rows] == [len(maps.get(code, ())) for code in CODES]
    for code in CODES:
        own = [thing.attributes for thing in maps.get(code, [])]
        assert number(found.table("klass"), code, "D1") == sum(a["klass"] == "D1" for a in own)
        assert number(found.table("tema"), code, UNSAID) == sum(a["klass"] == "Z9" for a in own)
        assert number(found.table("rus_prioritet"), code, "3.7") == sum(
            "3.7" in a.get("rus_prioritet", ()) for a in own
        )
        assert number(found.table("agenda2030"), code, "9") == sum("agenda2030" in a for a in own)
        unsaid = [a for a in own if a.get("hk_miljo") not in ("bidrar", "malkonflikt")]
        assert number(found.table("hk_miljo"), code, UNSAID) == len(unsaid)
        asking = [a for a in own if a["klass"] == "F1"]
        assert number(found.table("fragestatus"), code, "enig") == sum(a.get("fragestatus") == "enig" for a in asking)
    assert len(found.issues) == sum(t.klass == "F1" for own in maps.values() for t in own)
    agenda = found.table("agenda2030")
    assert agenda is not None
    assert "9" in {c.code for c in agenda.uncovered} or agenda.totals[[c.code for c in agenda.columns].index("9")]


def test_where_the_municipalities_stand() -> None:
    ledger = Ledger()
    ledger.put("a", shapely.Point(1, 1), klass="A1")
    first = ledger.approve()
    second = ledger.submit(report='{"counts": {"fel": 1, "varning": 3}, "unmotivated": 2, "findings": []}')
    ledger.decide(second, Event.TAKEN_UP, Event.RETURNED, reason="Namn saknas")
    asked = ledger.say("Varför?", second)
    ledger.say("Och här?", first)
    ledger.say("Och där?", second)
    ledger.say("Så här.", second, answers=asked.change, settled=True)
    since = datetime.fromisoformat(ledger.review.decisions[-1].time or "")
    found = overview(ledger.review, {}, SHIPPED, since + timedelta(days=3, hours=5), submitted=True)
    standing = next(each for each in found.standings if each.municipality == TIMRA)
    assert (standing.submission, standing.state, standing.days) == (second, SubmissionState.RETURNED, 3)
    assert (standing.approved, standing.approved_time) == (first, ledger.review.decisions[1].time)
    assert standing.findings == {Severity.ERROR: 1, Severity.WARNING: 3, Severity.NOTE: 0}
    assert (standing.unmotivated, standing.open_threads, standing.waits_for) == (2, 2, Party.MUNICIPALITY)
    assert number(found.table("fynd"), TIMRA, "varning") == 3
    other = next(each for each in found.standings if each.municipality == SUNDSVALL)
    assert (other.submission, other.state, other.waits_for) == (None, None, Party.NOBODY)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.sampled_from([TIMRA, SUNDSVALL])), max_size=20))
def test_a_release_is_the_same_whatever_comes_later(later: list[tuple[str, bool, str]]) -> None:
    ledger = Ledger()
    for code in (SUNDSVALL, TIMRA):
        ledger.put(f"a{code}", shapely.Point(1, 1), code, klass="A1", namn="Då")
        ledger.put(f"b{code}", shapely.Point(2, 2), code, klass="A3")
        ledger.put(f"b{code}", municipality=code, deleted=True)
    submissions = ledger.approve(TIMRA), ledger.approve(SUNDSVALL)
    release = ledger.release("Strukturbild 2027", *submissions)
    then = contents(ledger, ledger.review, release)
    assert [v.object.identity for v in then.versions] == ["a2262", "a2281"]
    for identity, deleted, code in later:
        ledger.put(f"{identity}{code}", shapely.Point(3, 3), code, deleted=deleted, klass="A1", namn="Nu")
    ledger.approve(TIMRA)
    assert contents(ledger, ledger.review, find_release(ledger.review, " strukturbild  2027")) == then
    assert dict(then.submissions) == {TIMRA: submissions[0], SUNDSVALL: submissions[1]}


def test_a_release_that_is_not_there_is_said_so() -> None:
    ledger = Ledger()
    ledger.put("a", shapely.Point(1, 1), klass="A1")
    submission = ledger.approve()
    release = ledger.release("Ett", submission)
    with pytest.raises(HsoError, match="Ett") as caught:
        find_release(ledger.review, "Två")
    assert caught.value.code == "HSO-UTGAVA"
    with pytest.raises(HsoError) as caught:
        contents(ledger, Ledger().review, release)
    assert caught.value.code == "HSO-UTGAVA" and submission.change in caught.value.details
