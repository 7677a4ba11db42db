"""Which deletions still hold, and what a past says of an object, for any run of versions."""

from __future__ import annotations

from uuid import UUID

import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.object_history import ObjectHistory, history, still_deleted
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.progress import Silent

POINT = GeometryKind.POINT


def version(identity: str, number: int, position: int, *, deleted: bool) -> ObjectVersion:
    thing = MapObject(POINT, identity, "2281", {"namn": f"{number}"}, shapely.Point(600_000, 6_930_000))
    return ObjectVersion(thing, number, f"{identity}-{number}", deleted, "anna", position)


@st.composite
def ledgers(draw) -> list[ObjectVersion]:
    """Versions of up to four objects in the order they landed; no deletion follows a deletion."""
    numbers, gone, found = dict.fromkeys("abcd", 0), set(), []
    for position, (name, wanted) in enumerate(draw(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()))), 1):
        deleted = wanted and name not in gone and numbers[name] > 0
        gone = gone | {name} if deleted else gone - {name}
        numbers[name] += 1
        found.append(version(name, numbers[name], position, deleted=deleted))
    return found


@given(ledgers(), st.integers(0, 30))
def test_deleted_is_what_no_known_version_has_undone(ledger: list[ObjectVersion], seen: int):
    """The working copy has read the first `seen` positions; the platform tells of all deletions and nothing else."""
    here = {v.object.identity: v for v in ledger[:seen]}
    tombstones = [v for v in ledger if v.deleted]
    last = {v.object.identity: v for v in tombstones}
    expected = {i: v for i, v in last.items() if i not in here or here[i].version <= v.version}
    found = still_deleted(tombstones, here)
    assert {v.object.identity: v for v in found} == expected and len(found) == len(expected)
    positions = [v.position for v in found]
    assert positions == sorted(positions, reverse=True)


class Careless:
    """A server that gives an object's versions in pieces, out of order, some twice, and others' between them."""

    def __init__(self, pages: list[list[ObjectVersion]]) -> None:
        self.pages = pages

    def versions(self, _kind, _identity, _progress):
        yield from self.pages

    def tombstones(self, _kind, _municipality, _progress):
        yield from ()


@given(ledgers(), st.data())
def test_the_history_is_the_objects_own_versions_in_order_each_once(ledger: list[ObjectVersion], data):
    mixed = data.draw(st.permutations(ledger + ledger))
    cut = data.draw(st.integers(0, len(mixed)))
    told = history(Careless([mixed[:cut], mixed[cut:]]), POINT, "a", Silent())
    assert told == [v for v in ledger if v.object.identity == "a"]


def test_what_is_not_sent_is_told_by_what_it_rests_on():
    identity = str(UUID(int=1))
    first, gone = version(identity, 1, 1, deleted=False), version(identity, 2, 2, deleted=True)
    other = version(identity, 3, 3, deleted=False).object

    def unsent(base, mine):
        return ObjectHistory(POINT, identity, "2281", base=base, mine=mine).unsent

    assert unsent(first, first.object) is None and unsent(gone, None) is None
    assert unsent(first, other) is ChangeType.CHANGED
    assert unsent(first, None) is ChangeType.DELETED
    assert unsent(None, other) is ChangeType.NEW and unsent(gone, other) is ChangeType.NEW
    assert ObjectHistory(POINT, identity, "2280", (first,), None, None).own is False
