"""What is sent lands once, in the name of who sent it, and what is refused holds up nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hso_plugin.core.errors import HsoError

from .ledger import following

UNKNOWN_CLASS = "Q9"


def test_new_changed_and_deleted_land_once(server, ledger, planner):
    person = planner()
    user = server.people["planerare"].user
    kept, gone = person.draw("Vik"), person.draw("Borg")
    assert person.send().landed == 2
    person.rename(kept, "Vik & Näs")
    person.delete(gone)
    assert person.send().landed == 2
    assert person.send().landed == 0
    assert ledger.said(kept) == [(1, "Vik", False, user), (2, "Vik & Näs", False, user)]
    assert ledger.said(gone) == [(1, "Borg", False, user), (2, "Borg", True, user)]


def test_one_refused_object_holds_up_no_other(ledger, planner):
    """Whether the server keeps the good ones of a Transaction or none of them."""
    person = planner()
    good = [person.draw(f"God {number}") for number in range(6)]
    bad = person.draw("Dålig", klass=UNKNOWN_CLASS)
    result = person.send()
    assert result.landed == len(good)
    assert [refusal.object.identity for refusal in result.refused] == [bad]
    assert [len(ledger.said(identity)) for identity in [*good, bad]] == [1] * len(good) + [0]
    with person.copy() as copy:
        assert [change.object.identity for change in copy.pending()] == [bad]
        assert not copy.outbox()
    person.sql(f"UPDATE strukturbild_punkt SET klass = 'A3' WHERE objektidentitet = '{bad}'")
    assert person.send().landed == 1
    assert len(ledger.said(bad)) == 1


def test_a_change_that_is_sent_again_lands_once(ledger):
    version = ledger.node("En gång")
    assert ledger.insert(version).accepted
    again = ledger.insert(version)
    assert not again.accepted
    assert again.message
    assert len(ledger.said(version.object.identity)) == 1


def test_of_many_writers_of_a_next_version_one_wins(ledger):
    version = ledger.node("Eftertraktad")
    assert ledger.insert(version).accepted
    rivals = [following(version, namn=f"Vinnare {number}") for number in range(6)]

    def send(rival):
        try:
            return ledger.insert(rival).accepted
        except HsoError:
            return False

    with ThreadPoolExecutor(len(rivals)) as pool:
        taken = list(pool.map(send, rivals))
    versions = ledger.versions(version.object.identity)
    assert [v.version for v in versions] == [1, 2]
    assert taken.count(True) == 1
    assert versions[1].change == rivals[taken.index(True)].change


def test_only_the_next_version_is_taken(ledger):
    version = ledger.node("Ordning")
    assert ledger.insert(version).accepted
    second = following(version, namn="Tvåan")
    assert not ledger.insert(following(second, namn="Trean")).accepted
    assert ledger.insert(second).accepted
    assert ledger.said(version.object.identity)[-1][:2] == (2, "Tvåan")
