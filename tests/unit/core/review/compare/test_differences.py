"""What changed between positions: against snapshots that are built step by step."""

from __future__ import annotations

import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.merge import GEOMETRY
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.ledger.reconcile import same
from hso_plugin.core.model import ObjectVersion
from hso_plugin.core.review.compare.differences import (
    FieldChange,
    ObjectChange,
    Timeline,
    changes,
    counted,
    submission_changes,
)
from hso_plugin.core.review.records.model import Event
from tests.support.review_ledger import SUNDSVALL, Ledger

#: Identity, what happens, a name or none, a place: few enough that objects are changed back.
EDIT = st.tuples(
    st.sampled_from("abcde"), st.booleans(), st.sampled_from(["", "Ett namn", "Två"]), st.integers(600_000, 600_001)
)
EDITS = st.lists(EDIT, max_size=30)


def ledger_of(edits: list[tuple[str, bool, str, int]]) -> Ledger:
    ledger = Ledger()
    for identity, deleted, name, east in edits:
        named = {"namn": name} if name else {}
        ledger.put(identity, shapely.Point(east, 6_900_000), deleted=deleted, klass="A1", **named)
    return ledger


def applied(snapshot: dict[str, ObjectVersion], found: list[ObjectChange]) -> dict[str, ObjectVersion]:
    """The snapshot after the changes, which must fit it."""
    result = dict(snapshot)
    for change in found:
        known = result.pop(change.identity, None)
        assert (known is None) == (change.before is None)
        assert known is None or (change.before is not None and same(known.object, change.before.object))
        if change.after is not None:
            result[change.identity] = change.after
    return result


def equal(one: dict[str, ObjectVersion], other: dict[str, ObjectVersion]) -> bool:
    return one.keys() == other.keys() and all(same(one[name].object, other[name].object) for name in one)


@given(EDITS, st.integers(0, 31), st.integers(0, 31), st.integers(0, 31))
def test_differences_lead_from_one_map_to_the_other_and_composed_are_the_whole(
    edits: list[tuple[str, bool, str, int]], one: int, two: int, three: int
) -> None:
    ledger = ledger_of(edits)
    timeline = Timeline(ledger.all)
    first, middle, last = (dict(ledger.snapshot("2262", position)) for position in (one, two, three))
    assert equal(applied(first, timeline.between(one, three)), last)
    assert equal(applied(applied(first, timeline.between(one, two)), timeline.between(two, three)), last)
    assert timeline.snapshot(two) == middle
    assert timeline.between(one, three) == changes(first, last)


@given(EDITS, st.integers(0, 31), st.integers(0, 31))
def test_only_what_differs_is_told_and_the_way_back_is_the_opposite(
    edits: list[tuple[str, bool, str, int]], one: int, other: int
) -> None:
    ledger = ledger_of(edits)
    there = Timeline(ledger.all).between(one, other)
    back = Timeline(ledger.all).between(other, one)
    assert all(change.fields for change in there)
    assert all(field.before != field.after for change in there for field in change.fields)
    turned = {ChangeType.NEW: ChangeType.DELETED, ChangeType.DELETED: ChangeType.NEW}
    assert {(c.identity, turned.get(c.type, c.type)) for c in there} == {(c.identity, c.type) for c in back}
    assert {c.identity: {(f.name, f.before, f.after) for f in c.fields} for c in there} == {
        c.identity: {(f.name, f.after, f.before) for f in c.fields} for c in back
    }


def test_fields_are_told_class_first_and_place_last() -> None:
    ledger = Ledger()
    was, now = shapely.Point(1, 2), shapely.Point(3, 4)
    ledger.put("a", was, klass="A1", namn="Här", agenda2030=("11", "9"))
    ledger.put("a", now, klass="A2", namn="Där", agenda2030=("11", "9"), skede="planerad")
    (change,) = Timeline(ledger.all).between(1, 2)
    assert change.type is ChangeType.CHANGED
    assert change.fields == (
        FieldChange("klass", "A1", "A2"),
        FieldChange("namn", "Här", "Där"),
        FieldChange("skede", None, "planerad"),
        FieldChange(GEOMETRY, was, now),
    )


def test_a_ring_that_a_server_began_elsewhere_is_no_change() -> None:
    ledger = Ledger()
    ledger.put("a", shapely.multipolygons([shapely.box(0, 0, 9, 9)]), klass="C1")
    ledger.put("a", shapely.multipolygons([shapely.box(0, 0, 9, 9, ccw=False)]), klass="C1")
    assert Timeline(ledger.all).between(1, 2) == []


def test_a_submission_is_compared_with_what_was_approved_when_it_was_sent_in() -> None:
    ledger = Ledger()
    ledger.put("a", shapely.Point(1, 1), klass="A1")
    ledger.put("b", shapely.Point(2, 2), klass="A3")
    first = ledger.approve()
    assert counted(submission_changes(ledger, ledger.review, first))[ChangeType.NEW] == 2
    ledger.put("a", shapely.Point(1, 1), klass="A2")
    ledger.put("b", deleted=True)
    ledger.put("c", shapely.Point(3, 3), klass="A3")
    ledger.put("s", shapely.Point(4, 4), SUNDSVALL, klass="A3")
    returned = ledger.submit()
    ledger.decide(returned, Event.TAKEN_UP, Event.RETURNED, reason="Namn saknas")
    ledger.put("c", shapely.Point(3, 3), klass="A3", namn="Med namn")
    second = ledger.submit()
    found = submission_changes(ledger, ledger.review, second)
    assert [(c.type, c.identity) for c in found] == [
        (ChangeType.NEW, "c"),
        (ChangeType.CHANGED, "a"),
        (ChangeType.DELETED, "b"),
    ]
    ledger.decide(second, Event.TAKEN_UP, Event.APPROVED)
    assert submission_changes(ledger, ledger.review, second) == found, "approval does not change what it was about"
