"""What a municipality did with a submission that was returned: against the maps at the two positions."""

from __future__ import annotations

import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.ledger.reconcile import same
from hso_plugin.core.model import ObjectVersion
from hso_plugin.core.review.compare.differences import FieldChange, submission_changes
from hso_plugin.core.review.compare.since_return import SinceReturn, since_return
from hso_plugin.core.review.records.model import Event, Submission
from hso_plugin.core.review.records.states import returned_before
from tests.support.review_ledger import SUNDSVALL, TIMRA, Ledger

HERE = shapely.Point(600_000, 6_900_000)
EDITS = st.lists(
    st.tuples(
        st.sampled_from("abcd"), st.booleans(), st.sampled_from(["", "Ett", "Två"]), st.sampled_from([TIMRA, SUNDSVALL])
    ),
    max_size=8,
)
DECIDED = {event: (Event.TAKEN_UP, event) for event in (Event.APPROVED, Event.RETURNED, Event.REJECTED)} | {
    Event.WITHDRAWN: (Event.WITHDRAWN,)
}
ROUNDS = st.lists(st.tuples(EDITS, st.sampled_from([None, *DECIDED])), max_size=6)


def draw(ledger: Ledger, edits: list[tuple[str, bool, str, str]]) -> None:
    for identity, deleted, name, code in edits:
        ledger.put(f"{identity}{code}", HERE, code, deleted=deleted, klass="A1", **({"namn": name} if name else {}))


def since(ledger: Ledger, submission: Submission) -> SinceReturn | None:
    found = submission_changes(ledger, ledger.review, submission)
    return since_return(ledger, ledger.review, submission, found)


def differing(one: dict[str, ObjectVersion], other: dict[str, ObjectVersion]) -> set[str]:
    return {
        name
        for name in {*one, *other}
        if name not in one or name not in other or not same(one[name].object, other[name].object)
    }


@given(ROUNDS, EDITS)
def test_it_is_what_differs_from_the_returned_map_and_undone_is_what_is_as_approved_again(
    rounds: list[tuple[list[tuple[str, bool, str, str]], Event | None]], edits: list[tuple[str, bool, str, str]]
) -> None:
    ledger = Ledger()
    approved, returned = 0, None
    for some, event in rounds:
        draw(ledger, some)
        submission = ledger.submit()
        ledger.decide(submission, *(DECIDED[event] if event else ()))
        if event is Event.APPROVED:
            approved, returned = submission.snapshot, None
        elif event is Event.RETURNED:
            returned = submission
    draw(ledger, edits)
    last = ledger.submit()
    found = since(ledger, last)
    if returned is None:
        assert found is None
        return
    assert found is not None and found.returned == returned
    first, middle, now = (dict(ledger.snapshot(TIMRA, at)) for at in (approved, returned.snapshot, last.snapshot))
    assert {change.identity for change in found.changed} == differing(middle, now) & differing(first, now)
    assert {change.identity for change in found.undone} == differing(middle, now) - differing(first, now)
    for change in (*found.changed, *found.undone):
        assert (change.before, change.after) == (middle.get(change.identity), now.get(change.identity))


def test_what_is_mended_is_marked_and_what_is_undone_is_told() -> None:
    ledger = Ledger()
    for identity in "abcd":
        ledger.put(identity, HERE, klass="A1", namn="Som det var")
    ledger.approve()
    ledger.put("a", HERE, klass="A1", namn="Fel")
    ledger.put("b", HERE, klass="A1", namn="Rätt")
    ledger.put("c", HERE, klass="A1", namn="Onödigt")
    ledger.put("e", HERE, klass="A1", namn="Ny")
    returned = ledger.submit()
    ledger.decide(returned, Event.TAKEN_UP, Event.RETURNED, reason="Fel namn")
    ledger.put("a", HERE, klass="A1", namn="Rättat")
    ledger.put("c", HERE, klass="A1", namn="Som det var")
    ledger.put("d", deleted=True)
    ledger.put("e", deleted=True)
    found = since(ledger, ledger.submit())
    assert found is not None and found.returned == returned
    changed, undone = ([(each.identity, each.type) for each in some] for some in (found.changed, found.undone))
    assert changed == [("a", ChangeType.CHANGED), ("d", ChangeType.DELETED)]
    assert undone == [("c", ChangeType.CHANGED), ("e", ChangeType.DELETED)]
    assert found.changed[0].fields == (FieldChange("namn", "Fel", "Rättat"),)


def test_a_return_counts_until_something_is_approved_and_from_when_it_was_made() -> None:
    ledger = Ledger()
    first = ledger.submit()
    assert returned_before(ledger.review, first) is None
    ledger.decide(first, Event.TAKEN_UP, Event.RETURNED, reason="Mer")
    assert returned_before(ledger.review, first) is None, "it was not returned when it was sent in"
    withdrawn = ledger.submit()
    ledger.decide(withdrawn, Event.WITHDRAWN)
    second = ledger.submit()
    assert returned_before(ledger.review, second) == first
    assert returned_before(ledger.review, ledger.submit(SUNDSVALL)) is None
    ledger.decide(second, Event.TAKEN_UP, Event.APPROVED)
    assert returned_before(ledger.review, second) == first, "approval does not change what it was about"
    assert returned_before(ledger.review, ledger.submit()) is None
