"""Several people at one submission at the same moment: what happened is what some order of them would have given."""

from __future__ import annotations

import threading

import pytest

from hso_plugin.core import catalogue as catalogues
from tests.support import raw

ROUNDS = 15
MUNICIPALITY = "2283"
PLANNER = f"planerare-{MUNICIPALITY}"


def at_once(platform, *sent):
    """Send (user, Insert) at the same moment: the refusals, in the order they were given."""
    barrier = threading.Barrier(len(sent))
    refusals = [None] * len(sent)

    def run(number, user, action):
        barrier.wait()
        refusals[number] = raw.refusal(raw.send(platform, raw.transaction(action), user))

    threads = [threading.Thread(target=run, args=(number, *each)) for number, each in enumerate(sent)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return refusals


def event(of, name, user, **changes):
    row = {"andring": raw.new_id(), "inlamning": of, "handelse": name, "motivering": "Därför.", "anvandare": user}
    return user, raw.insert("beslut", row | changes)


def recorded(platform, of):
    """The events on a submission, in their order."""
    found = raw.rows(platform, "SELECT handelse, anvandare FROM hso.beslut WHERE inlamning = %s ORDER BY lopnr", of)
    return [tuple(row) for row in found]


def under_review(platform):
    of = raw.submit(platform, MUNICIPALITY)
    assert raw.decide(platform, of, "under_granskning") == []
    return of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("godkand", "ater_for_komplettering"),
        ("godkand", "godkand"),
        ("avslagen", "godkand"),
        ("ater_for_komplettering", "avslagen"),
    ],
)
def test_of_two_reviewers_one_decides_and_the_other_is_told(platform, one, other):
    for _ in range(ROUNDS):
        of = under_review(platform)
        refusals = at_once(platform, event(of, one, "granskare"), event(of, other, "admin"))
        assert sorted(refusals) == [[], ["HSO-STATUS"]]
        winner = [(one, "granskare"), (other, "admin")][refusals.index([])]
        assert recorded(platform, of) == [("under_granskning", "granskare"), winner]
        assert raw.status(platform, of) == winner[0]


def test_ten_take_it_up_and_one_does(platform):
    of = raw.submit(platform, MUNICIPALITY)
    names = ["granskare", "admin"] * 5
    refusals = at_once(platform, *(event(of, "under_granskning", name) for name in names))
    assert sorted(refusals) == [[], *[["HSO-STATUS"]] * 9]
    assert recorded(platform, of) == [("under_granskning", names[refusals.index([])])]


def test_a_withdrawal_and_a_decision_do_not_both_hold(platform):
    for _ in range(ROUNDS):
        of = under_review(platform)
        refusals = at_once(platform, event(of, "aterkallad", PLANNER), event(of, "godkand", "granskare"))
        assert sorted(refusals) == [[], ["HSO-STATUS"]]
        assert raw.status(platform, of) == ["aterkallad", "godkand"][refusals.index([])]
        assert len(recorded(platform, of)) == 2


def test_a_newer_submission_comes_wholly_before_a_decision_or_wholly_after(platform):
    for _ in range(ROUNDS):
        of = under_review(platform)
        newer = raw.submission(MUNICIPALITY)
        submitted, decided = at_once(
            platform, (PLANNER, raw.insert("inlamning", newer)), event(of, "godkand", "granskare")
        )
        assert submitted == []
        assert raw.status(platform, newer["andring"]) == "inskickad"
        ((first, then),) = raw.rows(
            platform,
            "SELECT (SELECT lopnr FROM hso.inlamning WHERE andring = %s),"
            " (SELECT lopnr FROM hso.beslut WHERE inlamning = %s AND handelse = 'godkand')",
            newer["andring"],
            of,
        )
        if decided:
            assert (decided, then, raw.status(platform, of)) == (["HSO-STATUS"], None, "ersatt")
        else:
            assert then < first
            assert raw.status(platform, of) == "godkand"


def test_a_decision_on_a_replaced_submission_twice_or_without_a_reason_is_refused(platform):
    old = under_review(platform)
    new = under_review(platform)
    for name in ("under_granskning", "godkand", "ater_for_komplettering", "avslagen"):
        assert raw.decide(platform, old, name, motivering="Därför.") == ["HSO-STATUS"]
    assert recorded(platform, old) == [("under_granskning", "granskare")]
    for name in ("ater_for_komplettering", "avslagen"):
        assert raw.decide(platform, new, name) == ["HSO-STATUS"]
    assert raw.decide(platform, new, "godkand") == []
    assert raw.decide(platform, new, "godkand") == ["HSO-STATUS"]
    assert recorded(platform, new) == [("under_granskning", "granskare"), ("godkand", "granskare")]


def inserts(platform):
    """An Insert of every sort of record, whose author may make it, with the table it goes to."""
    of = under_review(platform)
    yield "kommentar", {"andring": raw.new_id(), "inlamning": of, "innehall": "Hej", "anvandare": "granskare"}
    yield "beslut", {"andring": raw.new_id(), "inlamning": of, "handelse": "godkand", "anvandare": "granskare"}
    name = catalogues.default().name
    release = {"andring": raw.new_id(), "namn": raw.new_id(), "inlamningar": of, "regelverk": name}
    yield "utgava", release | {"anvandare": "granskare"}
    yield "inlamning", raw.submission(MUNICIPALITY)


def test_a_record_sent_again_is_never_there_twice(platform):
    """One after the other, many at once, and twice in one Transaction."""
    for table, row in inserts(platform):
        action = raw.insert(table, row)
        refusals = at_once(platform, *[(row["anvandare"], action)] * 6)
        assert sorted(refusals) == [[], *[["HSO-FINNS"]] * 5], table
        again = raw.send(platform, raw.transaction(action, action), row["anvandare"])
        assert raw.inserted(again) == 0
        assert raw.codes(again) == ["HSO-FINNS"] * 2
        found = raw.rows(platform, f"SELECT count(*) FROM hso.{table} WHERE andring = %s", row["andring"])
        assert found == [(1,)], table


def test_of_two_releases_of_one_name_one_is_recorded(platform):
    of = under_review(platform)
    assert raw.decide(platform, of, "godkand") == []
    fixed = {"inlamningar": of, "regelverk": catalogues.default().name}
    for number in range(ROUNDS):
        name = f"Antagen åäö {raw.new_id()}"
        rows = [
            fixed | {"andring": raw.new_id(), "namn": name, "anvandare": "granskare"},
            fixed | {"andring": raw.new_id(), "namn": name.upper(), "anvandare": "admin"},
        ]
        refusals = at_once(platform, *((row["anvandare"], raw.insert("utgava", row)) for row in rows))
        assert sorted(refusals) == [[], ["HSO-FINNS"]], number
