"""A platform that was restored from an older backup is noticed at the next pull, before anything is changed."""

from __future__ import annotations

import sqlite3

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.pull import pull
from hso_plugin.core.ledger.push import push
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import WorkingCopyFile
from tests.unit.workcopy.conftest import Desk, first, following, point
from tests.unit.workcopy.ledger_list import LedgerList

POINT = GeometryKind.POINT


@pytest.fixture
def ledger(desk: Desk) -> LedgerList:
    """The platform that the desk's working copy was fetched from, and one change that it has received since."""
    found = LedgerList(list(desk.versions))
    found.land(first(point()))
    for kind in (GeometryKind.LINE, GeometryKind.AREA):
        desk.sql(f"UPDATE hso_state SET value = '0' WHERE key = 'cursor_{kind}'")
    found.land(following(desk.versions[0], namn="Efter"))
    pull(found, desk.copy, Silent())
    return found


def known(desk: Desk) -> tuple[int, str | None]:
    return desk.copy.cursor(POINT), desk.copy.known_change(POINT)


def state(desk: Desk) -> tuple[object, ...]:
    return known(desk), desk.copy.objects(), desk.copy.pending(), desk.copy.received(), desk.copy.outbox()


def test_the_version_at_the_cursor_is_known_by_its_change(desk: Desk, ledger: LedgerList) -> None:
    assert known(desk) == (5, ledger.rows[-1].change)
    before = state(desk)
    assert pull(ledger, desk.copy, Silent()).received == ()
    assert state(desk) == before
    assert ledger.asked[-3:].count((POINT, 5)) == 1, "one question tells that there is nothing new"


def test_what_follows_the_cursor_is_taken_in_once(desk: Desk, ledger: LedgerList) -> None:
    news = [ledger.land(first(point())) for _ in range(5)]
    assert [r.version for r in pull(ledger, desk.copy, Silent()).received] == news
    assert known(desk) == (10, news[-1].change)


@pytest.mark.parametrize("rewritten", [0, 1, 2])
def test_a_restored_platform_is_noticed_and_nothing_changes(desk: Desk, ledger: LedgerList, rewritten: int) -> None:
    """Whether its head is lower, or other versions have taken the positions since, or have passed them."""
    desk.rename(desk.versions[1], "Min")
    before = state(desk)
    ledger.restore(4)
    for _ in range(rewritten):
        ledger.land(first(point()))
    for sync in (lambda: pull(ledger, desk.copy, Silent()), lambda: push(ledger, desk.copy, "eva", Silent())):
        with pytest.raises(HsoError) as caught:
            sync()
        assert caught.value.code == "HSO-ATERSTALLD"
        assert "återställts" in caught.value.text.sv and "restored" in caught.value.text.en
    assert state(desk) == before
    assert "Min" not in {version.object.name for version in ledger.rows}, "nothing is sent"


def test_no_ledger_is_taken_in_when_one_of_them_was_restored(desk: Desk, ledger: LedgerList) -> None:
    """The lines go on, the points have lost something: then the lines are left alone, too."""
    line = first(point())
    object.__setattr__(line.object, "kind", GeometryKind.LINE)
    ledger.restore(4)
    ledger.land(line)
    with pytest.raises(HsoError):
        pull(ledger, desk.copy, Silent())
    assert desk.copy.cursor(GeometryKind.LINE) == 0


def test_a_file_from_before_learns_what_it_did_not_keep(desk: Desk, ledger: LedgerList) -> None:
    with sqlite3.connect(desk.path) as old:
        old.execute("DELETE FROM hso_state WHERE key LIKE 'andring_%'")
        old.execute("DROP TABLE hso_granskning")
        old.execute("DROP TABLE hso_format")
        old.execute("UPDATE hso_state SET value = '3' WHERE key = 'format'")
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.known_change(POINT) == ledger.rows[-1].change, "its base copies say it"
    with sqlite3.connect(desk.path) as old:
        old.execute("DELETE FROM hso_state WHERE key LIKE 'andring_%'")
    pull(ledger, desk.copy, Silent())
    assert known(desk) == (5, ledger.rows[-1].change), "or else the platform does"


def test_a_file_that_knows_no_change_still_misses_the_row(desk: Desk, ledger: LedgerList) -> None:
    with sqlite3.connect(desk.path) as old:
        old.execute("DELETE FROM hso_state WHERE key LIKE 'andring_%'")
    ledger.restore(4)
    with pytest.raises(HsoError) as caught:
        pull(ledger, desk.copy, Silent())
    assert caught.value.code == "HSO-ATERSTALLD"
