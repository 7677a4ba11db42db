"""The history of objects on the real platform: every version, deletions, and what a restored version becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
import requests
import shapely

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.object_history import Hold, ObjectHistory
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.ledger.reconcile import same
from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy.copy.saved_edits import read_edits, replace_kept
from hso_plugin.workcopy.exchange.object_history import deleted_objects, history_of
from hso_plugin.workcopy.storage import tables
from hso_plugin.workcopy.storage.connection import step

POINT = GeometryKind.POINT
SHAPES = {
    POINT: ("A3", shapely.Point(617_100.25, 6_921_100)),
    GeometryKind.LINE: ("B1", shapely.LineString([(617_000, 6_921_000), (621_000, 6_922_000)])),
    GeometryKind.AREA: ("D1", shapely.MultiPolygon([shapely.box(617_000, 6_921_000, 618_000, 6_922_000)])),
}


def past(person, identity: str, kind: GeometryKind = POINT) -> ObjectHistory:
    return history_of(person.path, person.session, kind, identity, Silent())


def deletions(person) -> dict[str, str]:
    found = deleted_objects(person.path, person.session, Silent())
    assert found.trouble is None
    return {version.object.identity: version.object.name for version in found.versions}


def restore(person, seen: ObjectHistory, number: int) -> Path | None:
    version = next(each for each in seen.versions if each.version == number)
    with person.copy() as copy:
        return replace_kept(copy, seen, version.object)


def pending(person) -> dict[str, ChangeType]:
    with person.copy() as copy:
        return {change.object.identity: change.type for change in copy.pending()}


def three_versions(person) -> str:
    """An object with three versions, the last one a deletion."""
    identity = person.draw("Ett")
    person.send()
    person.rename(identity, "Två")
    person.send()
    person.delete(identity)
    person.send()
    return identity


def test_every_version_is_told_with_who_and_when(planner):
    person = planner()
    identity = three_versions(person)
    seen = past(person, identity)
    assert [(v.version, v.object.name, v.deleted, v.user) for v in seen.versions] == [
        (1, "Ett", False, person.login),
        (2, "Två", False, person.login),
        (3, "Två", True, person.login),
    ]
    moments = [datetime.fromisoformat(v.valid_from) for v in seen.versions]
    assert moments == sorted(moments) and all(moment.tzinfo for moment in moments)
    assert seen.before(seen.versions[1]) == seen.versions[0] and seen.before(seen.versions[0]) is None
    assert seen.trouble is None and seen.own and seen.unsent is None


@pytest.mark.parametrize("kind", GeometryKind)
def test_all_three_ledgers_have_a_history(planner, kind: GeometryKind):
    person = planner()
    klass, shape = SHAPES[kind]
    thing = MapObject(kind, str(uuid4()), "2281", {"klass": klass, "namn": "Ett"}, shape)
    moved = replace(thing, geometry=shapely.transform(shape, lambda places: places + 100))
    for content in (thing, moved):
        with person.copy() as copy, step(copy._connection):
            write = tables.insert_objects if content is thing else tables.update_objects
            write(copy._connection, kind.table, kind, copy.catalogue, [content])
            tables.touch(copy._connection, thing.identity, kind)
        person.send()
    versions = past(person, thing.identity, kind).versions
    assert [v.version for v in versions] == [1, 2]
    assert same(versions[0].object, thing) and same(versions[1].object, moved)


def test_a_restored_version_becomes_a_new_version(planner, ledger):
    person = planner()
    identity = person.draw("Ett")
    person.send()
    person.rename(identity, "Två")
    person.send()
    assert restore(person, past(person, identity), 1) is None, "nothing was replaced that is not on the platform"
    assert pending(person) == {identity: ChangeType.CHANGED}
    assert past(person, identity).unsent is ChangeType.CHANGED
    person.send()
    assert [(number, name) for number, name, *_ in ledger(identity)] == [(1, "Ett"), (2, "Två"), (3, "Ett")]
    assert pending(person) == {} and past(person, identity).unsent is None


def test_a_version_that_somebody_followed_up_meanwhile_is_restored_on_top_of_that(planner, ledger):
    """The version here is what is to be restored: the working object is as it was, and the ledger has gone on."""
    person, colleague = planner(), planner("stod")
    identity = person.draw("Ett")
    person.send()
    colleague.receive()
    colleague.rename(identity, "Kollegans")
    colleague.send()
    restore(person, past(person, identity), 1)
    assert pending(person) == {identity: ChangeType.CHANGED}
    result = person.send()
    assert result.conflicts == () and result.landed == 1
    assert [(number, name) for number, name, *_ in ledger(identity)] == [(1, "Ett"), (2, "Kollegans"), (3, "Ett")]
    colleague.receive()
    assert colleague.names()[identity] == "Ett"


def test_a_deleted_object_is_found_and_comes_back(planner, ledger):
    person = planner()
    identity = three_versions(person)
    assert deletions(person)[identity] == "Två"
    restore(person, past(person, identity), 1)
    assert identity not in deletions(person)
    person.send()
    assert ledger(identity)[-1][:3] == (4, "Ett", False)
    assert identity not in deletions(person) and person.names()[identity] == "Ett"


def test_what_was_deleted_before_the_copy_was_fetched_comes_back(planner, ledger):
    identity = three_versions(planner())
    person = planner()
    assert identity not in person.names()
    assert deletions(person)[identity] == "Två"
    restore(person, past(person, identity), 2)
    result = person.send()
    assert result.refused == () and result.landed == 1
    assert [(number, deleted) for number, _, deleted, _ in ledger(identity)] == [
        (1, False), (2, False), (3, True), (4, False),
    ]  # fmt: skip
    assert identity not in deletions(planner())


def test_the_latest_deletion_stands_first_and_only_those_of_the_municipality(planner):
    person, neighbour = planner(), planner("2262", "2262")
    first, second, theirs = three_versions(person), three_versions(person), three_versions(neighbour)
    found = deletions(person)
    assert list(found)[:2] == [second, first]
    assert theirs not in found and theirs in deletions(neighbour)


def test_another_municipalitys_object_can_be_read_but_not_restored(planner):
    neighbour = planner("2262", "2262")
    identity = neighbour.draw("Deras")
    neighbour.send()
    person = planner()
    neighbour.rename(identity, "Deras nya")
    neighbour.send()
    seen = past(person, identity)
    assert [v.object.name for v in seen.versions] == ["Deras", "Deras nya"] and not seen.own
    with pytest.raises(HsoError) as refused:
        restore(person, seen, 1)
    assert refused.value.code == "HSO-BEHORIGHET"
    assert pending(person) == {} and person.names()[identity] == "Deras"


def test_without_the_platform_the_known_versions_are_told(planner):
    person, neighbour = planner(), planner("2262", "2262")
    theirs, mine, gone = neighbour.draw("Deras"), person.draw("Ett"), three_versions(person)
    neighbour.send()
    person.send()
    person.rename(mine, "Två")
    other = planner()
    away = requests.Session()
    away.proxies = {"http": "http://127.0.0.1:9"}
    seen = history_of(person.path, away, POINT, mine, Silent())
    assert seen.trouble is not None and seen.trouble.code == "HSO-NAT"
    assert [v.object.name for v in seen.versions] == ["Ett"]
    assert seen.mine.name == "Två" and seen.unsent is ChangeType.CHANGED
    read = history_of(other.path, away, POINT, theirs, Silent())
    assert [(v.object.name, v.user) for v in read.versions] == [("Deras", neighbour.login)] and not read.own
    known = deleted_objects(person.path, away, Silent())
    assert known.trouble is not None and [v.object.identity for v in known.versions] == [gone]


def test_an_unsent_change_that_is_replaced_is_kept_in_a_file(planner):
    person = planner()
    identity, other = person.draw("Ett"), person.draw("Annat")
    person.send()
    person.rename(identity, "Oskickat")
    person.rename(other, "Också oskickat")
    file = restore(person, past(person, identity), 1)
    assert [edit.mine.name for edit in read_edits(file).edits] == ["Oskickat"]
    assert pending(person) == {other: ChangeType.CHANGED} and person.names()[identity] == "Ett"


def test_what_changed_since_the_history_was_shown_is_not_overwritten(planner):
    person = planner()
    identity = person.draw("Ett")
    person.send()
    seen = past(person, identity)
    person.rename(identity, "Skrivet under tiden")
    with pytest.raises(HsoError) as refused:
        restore(person, seen, 1)
    assert refused.value.code == "HSO-OBJEKT-ANDRAT" and person.names()[identity] == "Skrivet under tiden"
    assert not list(person.path.parent.glob("*-andringar-*")), "nothing was replaced, so there is no file of it"


def test_a_conflict_and_an_unknown_fate_come_first(planner):
    person, colleague = planner(), planner("stod")
    identity, other = person.draw("Ett"), person.draw("Annat")
    person.send()
    colleague.receive()
    colleague.rename(identity, "Kollegans")
    colleague.send()
    person.rename(identity, "Mitt")
    person.receive()
    seen = past(person, identity)
    assert seen.hold is Hold.CONFLICT
    with pytest.raises(HsoError) as refused:
        restore(person, seen, 1)
    assert refused.value.code == "HSO-I-KONFLIKT" and person.names()[identity] == "Mitt"

    person.rename(other, "På väg")
    seen = past(person, other)
    version = seen.versions[0]
    with person.copy() as copy:
        sent = replace(version, object=seen.mine, version=2, change=str(uuid4()))
        copy.write_outbox([sent])
        copy.mark_sent([sent.change])
    assert past(person, other).hold is Hold.OUTGOING
    with pytest.raises(HsoError) as refused:
        restore(person, past(person, other), 1)
    assert refused.value.code == "HSO-UNDER-VAG" and person.names()[other] == "På väg"
