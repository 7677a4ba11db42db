"""A platform that is restored from a backup: noticed, nothing lost, and what only a working copy still had is back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from osgeo import ogr

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import PushResult
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import recover, save_edits_file
from hso_plugin.workcopy.exchange import renewal
from hso_plugin.workcopy.exchange.renewal import Renewed
from tests.support import platform_fixture
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.restorable_platform import backup, on_platform, own, planner

__all__ = ["own", "planner"]


def renew(person: Planner) -> Renewed:
    return renewal.renew(person.path, person.session, Silent())


def noticed(person: Planner) -> None:
    """Neither fetching nor sending goes on, and the working copy is as it was."""
    with person.copy() as copy:
        before = copy.objects(), copy.pending(), copy.conflicts(), copy.received()
    for exchange in (person.receive, person.send):
        with pytest.raises(HsoError) as caught:
            exchange()
        assert caught.value.code == "HSO-ATERSTALLD", caught.value
    with person.copy() as copy:
        assert (copy.objects(), copy.pending(), copy.conflicts(), copy.received()) == before


def test_what_only_the_working_copy_still_had_is_sent_again(
    own: TestPlatform, planner: Callable[..., Planner], tmp_path: Path
) -> None:
    person = planner()
    edited, deleted, pending, untouched = (person.draw(name) for name in ("A", "B", "C", "D"))
    person.send()
    restore = backup(own, tmp_path)
    person.rename(edited, "A igen")
    person.delete(deleted)
    new = person.draw("Ny")
    assert person.send().landed == 3
    person.rename(pending, "C väntar")
    person.rename(new, "Ny väntar")
    person.sql("ALTER TABLE strukturbild_punkt ADD COLUMN handlaggare TEXT")
    person.sql(f"UPDATE strukturbild_punkt SET handlaggare = 'Åsa' WHERE objektidentitet IN ('{new}', '{untouched}')")
    restore()
    assert on_platform(own, edited, deleted, new) == {edited: (1, "A", False), deleted: (1, "B", False)}
    noticed(person)

    renewed = renew(person)
    assert set(renewed.recovered.taken) == {edited, deleted, pending, new}
    assert (renewed.recovered.conflicts, renewed.recovered.held) == ((), ())
    assert renewed.edits_file is not None and renewed.edits_file.is_file()
    assert renewed.additions.taken == ("handlaggare",)
    source = ogr.Open(str(person.path))
    layer = source.GetLayerByName("strukturbild_punkt")
    layer.SetAttributeFilter("handlaggare = 'Åsa'")
    assert {row["objektidentitet"] for row in layer} == {new, untouched}, "also of what only this file had"
    del layer, source
    with WorkingCopyFile.open(renewed.old_file) as old:
        assert "A igen" in {thing.name for thing in old.objects()}, "the old file is kept"
    assert person.send().landed == 4
    assert on_platform(own, edited, deleted, pending, new, untouched) == {
        edited: (2, "A igen", False),
        deleted: (2, "B", True),
        pending: (2, "C väntar", False),
        new: (1, "Ny väntar", False),
        untouched: (1, "D", False),
    }
    with person.copy() as copy:
        assert (copy.pending(), copy.conflicts()) == ([], [])
    again = renew(person)
    assert again.recovered.taken == () and again.edits_file is None


def test_what_others_wrote_since_is_a_question_and_never_overwritten(
    own: TestPlatform, planner: Callable[..., Planner], tmp_path: Path
) -> None:
    """Their versions took the positions, and some the numbers, of those that were lost."""
    person = planner()
    both, once, gone = (person.draw(name) for name in ("A", "B", "C"))
    person.send()
    restore = backup(own, tmp_path)
    for identity in (both, once, gone):
        person.rename(identity, "Förlorad")
    assert person.send().landed == 3
    person.rename(both, "Förlorad igen")
    assert person.send().landed == 1
    restore()
    colleague = planner("kollega", "stod")
    colleague.rename(both, "Kollegans")
    colleague.rename(once, "Kollegans")
    colleague.delete(gone)
    colleague.send()
    colleague.rename(once, "Kollegans senare")
    assert colleague.send().landed == 1
    noticed(person)

    renewed = renew(person)
    assert set(renewed.recovered.conflicts) == {both, once, gone}, "lower, higher number, and deleted since"
    assert person.send().landed == 0
    with person.copy() as copy:
        seen = {conflict.identity: conflict for conflict in copy.conflicts()}
        assert {i: c.mine.name for i, c in seen.items() if c.mine} == {
            both: "Förlorad igen",
            once: "Förlorad",
            gone: "Förlorad",
        }
        for conflict in seen.values():
            copy.settle(conflict, conflict.mine)
    result = person.send()
    assert (result.landed, result.refused) == (3, ())
    assert on_platform(own, both, once, gone) == {
        both: (3, "Förlorad igen", False),
        once: (4, "Förlorad", False),
        gone: (3, "Förlorad", False),
    }


def test_two_who_had_the_same_bring_it_back_once(
    own: TestPlatform, planner: Callable[..., Planner], tmp_path: Path
) -> None:
    one, other = planner("en"), planner("annan", "stod")
    restore = backup(own, tmp_path)
    lost = one.draw("Förlorad")
    one.send()
    other.receive()
    restore()
    for person in (one, other):
        noticed(person)
        renew(person)
    assert one.send().landed == 1
    result = other.send()
    assert (result.landed, result.conflicts, result.refused) == (0, (), ())
    assert on_platform(own, lost) == {lost: (1, "Förlorad", False)}
    with other.copy() as copy:
        assert (copy.pending(), copy.conflicts()) == ([], [])


def test_an_edit_of_what_was_deleted_meanwhile_is_a_question_in_a_fresh_copy(
    own: TestPlatform, planner: Callable[..., Planner]
) -> None:
    """The fresh copy knows neither the object nor its deletion: only the ledger does."""
    person, colleague = planner(), planner("kollega", "stod")
    kept, given_up, other = (person.draw(name) for name in ("A", "B", "C"))
    person.send()
    for identity in (kept, given_up, other):
        person.rename(identity, "Utan nät")
    with person.copy() as copy:
        file = save_edits_file(copy)
    colleague.receive()
    for identity in (kept, given_up):
        colleague.delete(identity)
    colleague.send()

    fresh = planner("ny")
    with fresh.copy() as copy:
        assert set(recover(file, copy).taken) == {kept, given_up, other}
    result = fresh.send()
    assert (result.landed, result.refused) == (1, ())
    with fresh.copy() as copy:
        asked = {conflict.identity: conflict for conflict in copy.conflicts()}
        assert asked.keys() == {kept, given_up} and copy.pending() == []
        assert all(c.theirs.deleted and c.mine and c.mine.name == "Utan nät" for c in asked.values())
        copy.settle(asked[kept], asked[kept].mine)
        copy.settle(asked[given_up], None)
    assert fresh.send().landed == 1
    assert on_platform(own, kept, given_up, other) == {
        kept: (3, "Utan nät", False),
        given_up: (2, "B", True),
        other: (2, "Utan nät", False),
    }
    assert fresh.send() == PushResult()


def test_a_renewal_without_a_reason_changes_nothing_but_the_file(
    own: TestPlatform, planner: Callable[..., Planner], tmp_path: Path
) -> None:
    person, colleague = planner(), planner("kollega", "stod")
    mine, both, gone = (person.draw(name) for name in ("A", "B", "C"))
    person.send()
    colleague.receive()
    person.rename(mine, "Min")
    person.rename(both, "Min")
    person.rename(gone, "Min")
    colleague.rename(both, "Kollegans")
    colleague.delete(gone)
    colleague.send()
    with pytest.raises(HsoError) as caught:
        stuck = person.copy()
        stuck._connection.execute("BEGIN IMMEDIATE")
        try:
            renew(person)
        finally:
            stuck.close()
    assert caught.value.code == "HSO-UPPTAGEN"
    person.receive()
    with person.copy() as copy:
        before = copy.pending(), sorted(copy.conflicts(), key=lambda c: c.identity)
    renewed = renew(person)
    assert (renewed.recovered.taken, set(renewed.recovered.conflicts)) == ((mine,), {both, gone})
    with person.copy() as copy:
        assert (copy.pending(), sorted(copy.conflicts(), key=lambda c: c.identity)) == before
    assert sorted(path.suffix for path in tmp_path.glob("arbetskopia*")) == [".gpkg", ".gpkg", ".json"]
    assert not list(tmp_path.glob(".*")), "nothing hidden is left"


# Broken off: kill -9 of a real process before and after each of its steps

STEPS = ("receive", "write_edits", "fetch_new", "with_lost", "put_in_place", "os.link", "os.replace")
CHILD = """
import os, signal, sys
import requests
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy.exchange import renewal
path, user, password, name, after = sys.argv[1:]
owner, _, plain = name.rpartition(".")
place = os if owner else renewal
original = getattr(place, plain)

def dying(*arguments, **named):
    if plain == "replace" and not str(arguments[1]).endswith("arbetskopia.gpkg"):
        return original(*arguments, **named)
    if after == "after":
        original(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(place, plain, dying)
session = requests.Session()
session.auth = (user, password)
renewal.renew(path, session, Silent())
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_anywhere_a_whole_working_copy_is_in_its_place(
    own: TestPlatform, planner: Callable[..., Planner], tmp_path: Path, step: str, moment: str
) -> None:
    person = planner()
    identity = person.draw("Kvar")
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(person.path), *own.user("2281"), step, moment],
        cwd=platform_fixture.ROOT,
        env={**os.environ, "PYTHONPATH": str(platform_fixture.ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    with person.copy() as copy:
        assert [change.object.name for change in copy.pending()] == ["Kvar"]
    renewed = renew(person)
    assert renewed.recovered.taken == (identity,)
    assert not list(tmp_path.glob(".*")), "nothing hidden is left"
    for old in tmp_path.glob("arbetskopia-gammal-*.gpkg"):
        assert not old.samefile(person.path)
    assert person.send().landed == 1


@pytest.mark.parametrize(
    "step",
    [
        "hso_plugin.workcopy.storage.durable.os.fsync",
        "hso_plugin.workcopy.storage.durable.os.replace",
        "hso_plugin.workcopy.exchange.changeover.shutil.copy2",
    ],
)
def test_a_full_disk_leaves_the_old_working_copy(
    planner: Callable[..., Planner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    person = planner()
    person.draw("Kvar")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", full)  # also where the file system has no second names
        patch.setattr(step, full)
        with pytest.raises(HsoError) as caught:
            renew(person)
    assert caught.value.code == "HSO-DISK"
    assert not list(tmp_path.glob(".*")) and not list(tmp_path.glob("*-gammal-*"))
    with person.copy() as copy:
        assert [change.object.name for change in copy.pending()] == ["Kvar"]


def test_without_second_names_the_old_file_is_copied(
    planner: Callable[..., Planner], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = planner()
    person.draw("Kvar")

    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refused)
    renewed = renew(person)
    for path in (renewed.old_file, person.path):
        with WorkingCopyFile.open(path) as copy:
            assert [change.object.name for change in copy.pending()] == ["Kvar"]
