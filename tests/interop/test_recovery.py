"""Answers get lost; edits do not, and none lands twice."""

from __future__ import annotations

import contextlib
import time

import pytest

from hso_plugin.core.errors import HsoError

from .broken_line import BREAKS, break_at, mend

#: Seconds that a request may go on at the server after its client has hung up.
LATE = 2.0


def send_until_done(person):
    """Send until nothing is left, as a person would who is told that it did not work."""
    for _ in range(4):
        with contextlib.suppress(HsoError):
            person.send()
        with person.copy() as copy:
            if not copy.pending() and not copy.outbox():
                return
        time.sleep(LATE)
    raise AssertionError("something is left to send")


@pytest.mark.parametrize("where", BREAKS)
def test_a_lost_answer_neither_loses_nor_doubles(server, ledger, planner, where):
    person = planner()
    old = person.draw("Fanns")
    assert person.send().landed == 1
    person.rename(old, "Ändrad")
    new = [person.draw(f"Ny {number}") for number in range(5)]
    line = break_at(person.session, where)
    with contextlib.suppress(HsoError):
        person.send()
    assert line.left == 0, "the line did not break"
    mend(person.session)
    send_until_done(person)
    time.sleep(LATE if where == "while it is answered" else 0)
    user = server.people["planerare"].user
    assert ledger.said(old) == [(1, "Fanns", False, user), (2, "Ändrad", False, user)]
    assert [ledger.said(identity) for identity in new] == [[(1, f"Ny {n}", False, user)] for n in range(5)]
    assert person.receive().received == ()


def test_an_answer_lost_together_with_a_refusal(ledger, planner):
    """The server may have kept all but one, or none: the client finds out which."""
    person = planner()
    good = [person.draw(f"God {number}") for number in range(3)]
    bad = person.draw("Dålig", klass="Q9")
    break_at(person.session, "after the answer")
    with contextlib.suppress(HsoError):
        person.send()
    mend(person.session)
    result = person.send()
    assert [refusal.object.identity for refusal in result.refused] == [bad]
    assert [len(ledger.said(identity)) for identity in [*good, bad]] == [1, 1, 1, 0]


def test_an_answer_lost_and_somebody_elses_version_after_it(ledger, planner):
    """What landed unseen is not taken for somebody else's, and what came after it is."""
    one, other = planner(), planner("stod")
    identity = one.draw("Första")
    break_at(one.session, "after the answer", times=1)
    with contextlib.suppress(HsoError):
        one.send()
    other.receive()
    other.rename(identity, "Andras")
    assert other.send().landed == 1
    mend(one.session)
    result = one.send()
    assert (result.conflicts, result.landed) == ((), 0)
    assert one.names()[identity] == "Andras"
    assert [name for _, name, *_ in ledger.said(identity)] == ["Första", "Andras"]


def test_a_tombstone_whose_answer_was_lost(ledger, planner):
    person = planner()
    identity = person.draw("Kort liv")
    assert person.send().landed == 1
    person.delete(identity)
    break_at(person.session, "after the answer")
    with contextlib.suppress(HsoError):
        person.send()
    mend(person.session)
    send_until_done(person)
    assert [(version, deleted) for version, _, deleted, _ in ledger.said(identity)] == [(1, False), (2, True)]
    assert identity not in person.names()
