"""Sending some of what waits, taking back, and looking for news, against the real platform."""

from __future__ import annotations

from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import look, send
from hso_plugin.workcopy.copy.saved_edits import undo_kept


def test_only_the_chosen_reach_the_platform(planner, ledger):
    person = planner()
    one, other = person.draw("Vald"), person.draw("Får vänta")
    result = send(person.path, person.session, Silent(), only=[one])
    assert result.landed == 1
    assert [row[1] for row in ledger(one)] == ["Vald"] and ledger(other) == []
    with person.copy() as copy:
        assert [change.object.identity for change in copy.pending()] == [other]


def test_what_was_undone_is_not_sent(planner, ledger):
    person = planner()
    kept, undone = person.draw("Står"), person.draw("Ångras")
    with person.copy() as copy:
        undo_kept(copy, [undone])
    assert person.send().landed == 1
    person.rename(kept, "Annat")
    with person.copy() as copy:
        undo_kept(copy, [kept])
        assert not copy.pending()
    assert person.send().landed == 0
    assert [row[1] for row in ledger(kept)] == ["Står"] and ledger(undone) == []


def test_a_line_turned_round_is_sent(planner, platform):
    person = planner()
    line = person.draw("Mot kärnan", "LINESTRING (619227 6919898, 617000 6921000)", "linje", klass="A5")
    assert person.send().landed == 1
    person.turn_round(line)
    assert person.send().landed == 1
    with platform.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT round(ST_X(ST_StartPoint(geom))) FROM hso.strukturbild_linje_version "
            "WHERE objektidentitet = %s ORDER BY objektversion",
            (line,),
        )
        assert [row[0] for row in cursor.fetchall()] == [619227, 617000]


def test_a_look_counts_what_others_sent_until_it_is_fetched(planner):
    person, colleague = planner(), planner()
    assert look(person.path, person.session) == 0
    identity = colleague.draw("Nytt")
    colleague.draw("Mer nytt")
    colleague.send()
    colleague.rename(identity, "Nyare")
    colleague.send()
    assert look(person.path, person.session) == 3
    assert look(person.path, person.session) == 3, "looking changes nothing"
    assert len(person.receive().received) == 3
    assert look(person.path, person.session) == 0
    assert look(colleague.path, colleague.session) == 0, "one's own are not news"
