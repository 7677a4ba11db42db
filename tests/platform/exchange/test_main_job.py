"""The main job against the real platform: fetch, edit, send, receive, conflict, refusal, and answers that get lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from osgeo import ogr

from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.probe.self_test import self_test
from hso_plugin.core.progress import Silent
from hso_plugin.core.values import clean_text
from hso_plugin.workcopy import Settings, fetch_new
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform


def test_self_test_says_line_by_line_what_works(platform: TestPlatform) -> None:
    session = requests.Session()
    session.auth = platform.user("2281")
    lines = list(self_test(platform.url, session, "2281"))
    assert [line.ok for line in lines] == [True] * 5
    lines = list(self_test(platform.url, session, "2262"))
    assert [line.ok for line in lines] == [True, True, False, None, None]
    session.auth = ("planerare-2281", "fel")
    lines = list(self_test(platform.url, session, "2281"))
    assert [line.ok for line in lines] == [False, None, None, None, None]
    assert "lösenord" in lines[0].text.sv


def test_a_fetched_copy_holds_what_the_platform_holds(planner: Callable[..., Planner], platform: TestPlatform) -> None:
    person = planner()
    with platform.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT objektidentitet::text, kommunkod, klass, namn, ST_AsText(geom) FROM hso.strukturbild_{kind}"
                for kind in ("punkt", "linje", "yta")
            )
        )
        expected = {row[0]: (row[1], row[2], clean_text(row[3])) for row in cursor.fetchall()}
    with person.copy() as copy:
        own, others = copy.objects(), copy.neighbours()
        assert copy.pending() == []
    assert {t.municipality for t in own} == {"2281"} and "2281" not in {t.municipality for t in others}
    found = {t.identity: (t.municipality, t.klass, t.name) for t in [*own, *others]}
    assert found == expected
    assert len(found) > 200


def test_edit_send_and_a_colleague_in_another_municipality_receives(
    planner: Callable[..., Planner], ledger: Callable[[str], list[tuple[int, str, bool, str]]]
) -> None:
    sundsvall, timra = planner(), planner("2262", "2262")
    kept, gone = sundsvall.draw("Kvissleby åäö <&>"), sundsvall.draw("Tas bort")
    result = sundsvall.send()
    assert (result.landed, result.refused, result.conflicts) == (2, (), ())
    assert ledger(kept) == [(1, "Kvissleby åäö <&>", False, "planerare-2281")]
    sundsvall.rename(kept, "Nytt namn")
    sundsvall.delete(gone)
    assert sundsvall.send().landed == 2
    assert ledger(kept)[-1] == (2, "Nytt namn", False, "planerare-2281")
    assert [row[2] for row in ledger(gone)] == [False, True]
    received = timra.receive().received
    assert {(r.version.object.identity, r.version.version) for r in received} >= {(kept, 1), (kept, 2), (gone, 2)}
    assert timra.names()[kept] == "Nytt namn" and gone not in timra.names()
    with sundsvall.copy() as copy:
        assert copy.pending() == [] and copy.outbox() == {}
    assert sundsvall.send().landed == 0


def test_every_kind_and_type_of_value_comes_back_as_it_was_sent(planner: Callable[..., Planner]) -> None:
    sundsvall, colleague = planner(), planner("stod", "2281")
    source = ogr.Open(str(sundsvall.path), update=1)
    for table, klass, wkt, values in (
        ("yta", "D1", "MULTIPOLYGON (((617000 6921000, 618000 6921000, 618000 6922000, 617000 6921000), "
         "(617100.1234 6921100, 617200 6921100, 617200 6921200, 617100.1234 6921100)))",
         {"elbehov_mw": 12.5, "agenda2030": '{"9","11"}', "prioritet": "2"}),
        ("linje", "B1", "LINESTRING (617000 6921000, 620000.0005 6925000.9999)", {"trafikslag": "vag"}),
    ):  # fmt: skip
        layer = source.GetLayerByName(f"strukturbild_{table}")
        feature = ogr.Feature(layer.GetLayerDefn())
        for key, value in {
            "klass": klass,
            "namn": f"Prov {table}",
            "stallningstagande": "Rad ett\nrad två",
            **values,
        }.items():
            feature.SetField(key, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        assert layer.CreateFeature(feature) == 0
    del feature, layer, source
    with sundsvall.copy() as copy:
        mine = {change.object.identity: change.object for change in copy.pending()}
    assert sundsvall.send().landed == 2
    colleague.receive()
    with colleague.copy() as copy:
        theirs = {t.identity: t for t in copy.objects() if t.identity in mine}
    assert theirs == mine
    assert {t.attributes.get("agenda2030") for t in mine.values()} == {("11", "9"), None}


def test_a_conflict_is_kept_shown_and_settled(
    planner: Callable[..., Planner], ledger: Callable[[str], list[tuple[int, str, bool, str]]]
) -> None:
    first, second = planner(), planner("stod", "2281")
    identity = first.draw("Utgångsläge")
    first.send()
    second.receive()
    first.rename(identity, "Planerarens")
    second.rename(identity, "Stödets")
    other = first.draw("Oberörd")
    assert second.send().landed == 1
    result = first.send()
    (conflict,) = result.conflicts
    assert (conflict.mine and conflict.mine.name, conflict.theirs.object.name) == ("Planerarens", "Stödets")
    assert conflict.theirs.user == "stod"
    assert len(ledger(other)) == 1, "a conflict held up another object"
    assert first.names()[identity] == "Planerarens"
    with first.copy() as copy:
        (seen,) = copy.conflicts()
        copy.settle(seen, seen.mine)
    assert first.send().landed == 1
    assert [row[1] for row in ledger(identity)] == ["Utgångsläge", "Stödets", "Planerarens"]


def test_changes_of_different_fields_merge_on_both_sides_without_a_question(
    planner: Callable[..., Planner], ledger: Callable[[str], list[tuple[int, str, bool, str]]]
) -> None:
    first, second = planner(), planner("stod", "2281")
    identity = first.draw("Utgångsläge", skede="planerad")
    first.send()
    second.receive()
    first.rename(identity, "Planerarens")
    second.sql(f"UPDATE strukturbild_punkt SET skede = 'utredning' WHERE objektidentitet = '{identity}'")
    assert second.send().landed == 1
    result = first.send()
    assert (result.landed, result.conflicts, result.merged) == (1, (), (identity,))
    second.receive()
    for person in (first, second):
        with person.copy() as copy:
            (found,) = [thing for thing in copy.objects() if thing.identity == identity]
            assert (found.name, found.attributes["skede"]) == ("Planerarens", "utredning")
            assert copy.pending() == []
    assert len(ledger(identity)) == 3


class LostAnswer(requests.adapters.HTTPAdapter):
    """A network that delivers the request and loses the answer, or loses the request itself, once."""

    def __init__(self, *, deliver: bool) -> None:
        super().__init__()
        self.deliver = deliver
        self.armed = True

    def send(self, request, **options):
        if self.armed and b"wfs:Transaction" in (request.body or b""):
            self.armed = False
            if self.deliver:
                super().send(request, **options)
            raise requests.exceptions.ConnectionError("the line went dead")
        return super().send(request, **options)


@pytest.mark.parametrize("deliver", [True, False], ids=["lost answer", "lost request"])
def test_a_lost_answer_or_request_loses_and_doubles_nothing(
    planner: Callable[..., Planner], ledger: Callable[[str], list[tuple[int, str, bool, str]]], deliver: bool
) -> None:
    person = planner()
    identity = person.draw("En gång")
    person.session.mount("http://", LostAnswer(deliver=deliver))
    if deliver:
        assert person.send().landed == 1
    else:
        with pytest.raises(HsoError) as caught:
            person.send()
        assert caught.value.code == "HSO-NAT" and "ligger kvar" in caught.value.text.sv
        with person.copy() as copy:
            assert len(copy.outbox()) == 1
        assert person.send().landed == 1
    assert [row[:2] for row in ledger(identity)] == [(1, "En gång")]
    with person.copy() as copy:
        assert copy.outbox() == {} and copy.pending() == []


def test_one_refused_object_does_not_hold_up_the_others(
    planner: Callable[..., Planner], ledger: Callable[[str], list[tuple[int, str, bool, str]]]
) -> None:
    person = planner()
    good = [person.draw(f"Bra {i}") for i in range(5)]
    bad = person.draw("Fel", klass="Q9")
    result = person.send()
    assert result.landed == 5
    assert [refusal.object.identity for refusal in result.refused] == [bad]
    assert all(len(ledger(identity)) == 1 for identity in good) and ledger(bad) == []
    with person.copy() as copy:
        assert [r.object.name for r in copy.refusals()] == ["Fel"]
        assert [change.type for change in copy.pending()] == [ChangeType.NEW]
    person.sql(f"UPDATE strukturbild_punkt SET klass = 'A3' WHERE objektidentitet = '{bad}'")
    assert person.send().landed == 1
    with person.copy() as copy:
        assert copy.refusals() == []


def test_another_municipality_cannot_be_fetched_for_editing(platform: TestPlatform, tmp_path: Path) -> None:
    person = Planner(platform, tmp_path / "a.gpkg", "2281", "2262")
    with pytest.raises(HsoError) as caught:
        person.fetch()
    assert caught.value.code == "HSO-BEHORIGHET"
    assert list(tmp_path.iterdir()) == []


def test_the_reason_of_a_refusal_is_said_in_plain_words(planner: Callable[..., Planner]) -> None:
    person = planner()
    person.draw("Fel klass", klass="Q9")
    (refusal,) = person.send().refused
    assert "Klassen finns inte" in refusal.reason.sv


def test_a_shape_of_the_wrong_kind_holds_up_nothing_and_can_be_mended(
    planner: Callable[..., Planner], ledger: Callable[[str], list[tuple[int, str, bool, str]]]
) -> None:
    person = planner()
    good = person.draw("Bra")
    source = ogr.Open(str(person.path), update=1)
    layer = source.GetLayerByName("strukturbild_linje")
    for wkt in ("MULTILINESTRING ((617000 6921000, 620000 6921000), (617000 6922000, 620000 6922000))", None):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["klass"], feature["namn"], feature["trafikslag"] = "B1", "Fel slag", "vag"
        if wkt:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    del feature, layer, source
    result = person.send()
    assert (result.landed, len(result.refused)) == (1, 2)
    assert {"fel slag" in r.reason.sv or "ingen plats" in r.reason.sv for r in result.refused} == {True}
    assert len(ledger(good)) == 1
    other = person.draw("Också bra")
    assert person.send().landed == 1 and len(ledger(other)) == 1
    person.sql("DELETE FROM strukturbild_linje WHERE namn = 'Fel slag'")
    assert person.send().refused == ()
    with person.copy() as copy:
        assert copy.pending() == [] and copy.refusals() == []


def test_what_a_server_cannot_keep_is_not_sent(planner: Callable[..., Planner]) -> None:
    person = planner()
    person.draw("Fjället 🏔️ á ]]> &amp;")
    result = person.send()
    assert (result.landed, result.conflicts) == (1, ())
    with person.copy() as copy:
        assert copy.pending() == [] and copy.conflicts() == []


def test_an_old_classification_sends_nothing(platform: TestPlatform, planner: Callable[..., Planner]) -> None:
    person = planner()
    person.draw("Väntar")
    connection = platform.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE hso.regelverk SET version = version || ' ny' WHERE gallande")
    try:
        with pytest.raises(HsoError) as caught:
            person.send()
    finally:
        with connection, connection.cursor() as cursor:
            cursor.execute("UPDATE hso.regelverk SET version = replace(version, ' ny', '') WHERE gallande")
        connection.close()
    assert caught.value.code == "HSO-KATALOG" and "ny klassificering" in caught.value.text.sv
    assert person.send().landed == 1


class Meanwhile(requests.adapters.HTTPAdapter):
    """A network on which others go on working: `happen` is called after the first page of current points."""

    def __init__(self, happen: Callable[[], object]) -> None:
        super().__init__()
        self.happen: Callable[[], object] | None = happen

    def send(self, request, **options):
        answer = super().send(request, **options)
        body = request.body or b""
        if self.happen is not None and b"PropertyIsNull" in body and b"strukturbild_punkt_version" in body:
            happen, self.happen = self.happen, None
            happen()
        return answer


def test_what_lands_during_a_fetch_comes_with_it(
    platform: TestPlatform, tmp_path: Path, planner: Callable[..., Planner]
) -> None:
    busy = planner()
    gone, renamed = busy.draw("Tas bort under tiden"), busy.draw("Före")
    busy.send()
    busy.delete(gone)
    busy.rename(renamed, "Efter")
    added = busy.draw("Kommer under tiden")
    late = Planner(platform, tmp_path / "late.gpkg", "stod", "2281")
    late.session.mount("http://", Meanwhile(busy.send))
    late.fetch()
    names = late.names()
    assert gone not in names
    assert (names[renamed], names[added]) == ("Efter", "Kommer under tiden")
    with late.copy() as copy:
        assert copy.pending() == [] and copy.conflicts() == []


class CancelAfter(Silent):
    """A person who cancels after so many questions."""

    def __init__(self, number: int) -> None:
        self.left = number

    def is_cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_cancelled_fetch_leaves_nothing(platform: TestPlatform, tmp_path: Path, number: int) -> None:
    person = Planner(platform, tmp_path / "a.gpkg", "2281", "2281")
    with pytest.raises(Cancelled):
        fetch_new(person.path, Settings(platform.url, "2281", ""), person.session, CancelAfter(number))
    assert list(tmp_path.iterdir()) == []
