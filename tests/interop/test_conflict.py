"""Two people with the same object: nothing is written over unseen, and what does not clash goes together."""

from __future__ import annotations

import pytest


@pytest.fixture
def both(planner):
    """A planner and the support with a node that both have, and its identity."""
    one = planner()
    identity = one.draw("Gemensam")
    assert one.send().landed == 1
    return one, planner("stod"), identity


def test_the_same_field_is_asked_about_and_the_answer_is_a_new_version(server, ledger, both):
    one, other, identity = both
    one.rename(identity, "Ettans")
    other.rename(identity, "Tvåans")
    free = other.draw("Fri")
    assert one.send().landed == 1
    result = other.send()
    assert [conflict.identity for conflict in result.conflicts] == [identity]
    assert result.landed == 1, "the conflict holds up no other object"
    assert len(ledger.said(free)) == 1
    assert [name for _, name, *_ in ledger.said(identity)] == ["Gemensam", "Ettans"]
    with other.copy() as copy:
        (conflict,) = copy.conflicts()
        assert (conflict.base.object.name, conflict.mine.name, conflict.theirs.object.name) == (
            "Gemensam",
            "Tvåans",
            "Ettans",
        )
        copy.settle(conflict, conflict.mine)
    assert other.send().landed == 1
    assert ledger.said(identity)[-1] == (3, "Tvåans", False, server.people["stod"].user)
    one.receive()
    assert one.names()[identity] == other.names()[identity] == "Tvåans"


def test_different_fields_go_together(ledger, both):
    one, other, identity = both
    one.rename(identity, "Nytt namn")
    other.sql(f"UPDATE strukturbild_punkt SET skede = 'planerad' WHERE objektidentitet = '{identity}'")
    assert one.send().landed == 1
    result = other.send()
    assert (result.conflicts, result.merged, result.landed) == ((), (identity,), 1)
    newest = ledger.versions(identity)[-1]
    assert (newest.version, newest.object.name, newest.object.attributes["skede"]) == (3, "Nytt namn", "planerad")


def test_the_same_edit_is_no_question_and_no_version(ledger, both):
    one, other, identity = both
    for person in both[:2]:
        person.rename(identity, "Lika")
    assert one.send().landed == 1
    result = other.send()
    assert (result.conflicts, result.landed) == ((), 0)
    assert [version for version, *_ in ledger.said(identity)] == [1, 2]


def test_an_edit_against_a_deletion_is_a_question(ledger, both):
    one, other, identity = both
    one.delete(identity)
    other.rename(identity, "Finns kvar")
    assert one.send().landed == 1
    assert [conflict.identity for conflict in other.send().conflicts] == [identity]
    with other.copy() as copy:
        (conflict,) = copy.conflicts()
        assert conflict.theirs.deleted
        copy.settle(conflict, conflict.mine)
    assert other.send().landed == 1
    assert [(version, deleted) for version, _, deleted, _ in ledger.said(identity)] == [
        (1, False),
        (2, True),
        (3, False),
    ]
