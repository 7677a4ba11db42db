"""An older working copy is brought up to date with a backup beside it; a newer one is refused and left as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.push import next_version
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.plugin_version import PLUGIN_VERSION
from hso_plugin.core.review.records.model import Submission
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.storage.migrations import FORMAT
from tests.unit.workcopy.conftest import Desk, following

from .test_full_disk import room_for

PENDING, OUTGOING, DISPUTED = range(3)


def make_old(desk: Desk) -> None:
    """A working copy as version 0.1.0 left it (format 5), with one thing of each sort that is not settled."""
    desk.rename(desk.versions[OUTGOING], "På väg")
    [version] = [next_version(change, "jag") for change in desk.copy.pending()]
    desk.copy.write_outbox([version])
    desk.copy.mark_sent([version.change])
    desk.rename(desk.versions[DISPUTED], "Min")
    theirs = following(desk.versions[DISPUTED], namn="Serverns")
    desk.copy.apply(GeometryKind.POINT, [theirs], theirs.position or 0)
    desk.rename(desk.versions[PENDING], "Ej skickad")
    desk.copy.review_store().keep([Submission("s1", "2281", 1, "VN 1.0", "{}", "Klart", "planerare")])
    desk.copy.close()
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE hso_format")
        connection.execute("UPDATE hso_state SET value = '5' WHERE key = 'format'")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for what a migration is there to change."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    rows.pop("hso_format", None)
    rows["hso_state"] = sorted(row for row in rows["hso_state"] if row[0] != "format")
    return rows


def number(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT value FROM hso_state WHERE key = 'format'").fetchone()[0])


def backups(path: Path) -> list[Path]:
    return sorted(each for each in path.parent.iterdir() if each != path and each.name[-4:] not in ("-wal", "-shm"))


def test_what_was_not_settled_goes_on_and_the_file_before_lies_beside(desk: Desk) -> None:
    make_old(desk)
    before = content(desk.path)
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.backup == desk.path.with_name(f"sundsvall-fore-{PLUGIN_VERSION}.gpkg")
        assert [change.object.name for change in copy.pending()] == ["Ej skickad"]
        assert [version.object.name for version, _ in copy.outbox().values()] == ["På väg"]
        assert [conflict.mine and conflict.mine.name for conflict in copy.conflicts()] == ["Min"]
        assert [record.change for record, _ in copy.review_store().outbox()] == ["s1"]
    assert content(desk.path) == before
    [backup] = backups(desk.path)
    assert (number(backup), number(desk.path)) == ("5", str(FORMAT))
    assert content(backup) == before
    with closing(sqlite3.connect(desk.path)) as connection:
        [(made, version, _time, kept)] = connection.execute("SELECT * FROM hso_format").fetchall()
    assert (made, version, kept) == (FORMAT, PLUGIN_VERSION, backup.name)


def test_the_backup_is_a_working_copy_too(desk: Desk) -> None:
    make_old(desk)
    WorkingCopyFile.open(desk.path).close()
    [backup] = backups(desk.path)
    with WorkingCopyFile.open(backup) as copy:
        assert len(copy.conflicts()) == 1


def test_a_file_that_is_up_to_date_gets_no_backup(desk: Desk) -> None:
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.backup is None
    assert backups(desk.path) == []


def test_the_backup_of_another_time_is_not_written_over(desk: Desk) -> None:
    taken = desk.path.with_name(f"sundsvall-fore-{PLUGIN_VERSION}.gpkg")
    taken.write_text("dear", encoding="utf-8")
    make_old(desk)
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.backup == desk.path.with_name(f"sundsvall-fore-{PLUGIN_VERSION}-2.gpkg")
    assert taken.read_text(encoding="utf-8") == "dear"


def test_what_qgis_has_saved_into_the_log_beside_the_file_is_in_the_backup(desk: Desk) -> None:
    make_old(desk)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as layer:
        layer.execute("PRAGMA journal_mode = WAL")
        layer.execute("PRAGMA wal_autocheckpoint = 0")
        layer.execute("UPDATE hso_state SET value = 'sparat nyss' WHERE key = 'last_contact'")
        layer.execute("INSERT OR IGNORE INTO hso_state VALUES ('last_contact', 'sparat nyss')")
        with WorkingCopyFile.open(desk.path) as copy:
            assert copy.last_contact == "sparat nyss"
        [backup] = backups(desk.path)
        with closing(sqlite3.connect(backup)) as connection:
            assert connection.execute("SELECT value FROM hso_state WHERE key = 'last_contact'").fetchone()
    assert {each.name for each in backup.parent.glob(f"{backup.name}*")} == {backup.name}


def test_several_who_open_it_at_once_make_one_backup(desk: Desk) -> None:
    make_old(desk)

    def opened(_: int) -> Path | None:
        with WorkingCopyFile.open(desk.path) as copy:
            return copy.backup

    with ThreadPoolExecutor(4) as threads:
        made = [backup for backup in threads.map(opened, range(8)) if backup]
    assert made == backups(desk.path)
    assert len(made) == 1


def in_the_way(path: Path) -> Callable[[], None]:
    """Something a migration trips over after it has begun; gives what takes it away."""

    def execute(statement: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)

    execute("CREATE TABLE hso_format (annat TEXT)")
    return lambda: execute("DROP TABLE hso_format")


def test_a_migration_that_fails_leaves_the_file_as_it_was_and_no_backup(desk: Desk) -> None:
    make_old(desk)
    before = content(desk.path)
    take_away = in_the_way(desk.path)
    with pytest.raises(HsoError):
        WorkingCopyFile.open(desk.path)
    assert (content(desk.path), number(desk.path), backups(desk.path)) == (before, "5", [])
    take_away()
    with WorkingCopyFile.open(desk.path) as copy:
        assert len(copy.conflicts()) == 1


@pytest.mark.posix("Windows has no limit on the size of a process's files")
def test_no_room_for_the_backup(desk: Desk) -> None:
    make_old(desk)
    before = content(desk.path)
    with room_for(desk.path.stat().st_size // 2), pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(desk.path)
    assert caught.value.code == "HSO-DISK"
    assert "Inget har ändrats" in caught.value.text.sv
    assert (content(desk.path), number(desk.path), backups(desk.path)) == (before, "5", [])


def test_a_newer_file_says_which_version_it_needs_and_is_left_alone(desk: Desk) -> None:
    desk.copy.close()
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO hso_format VALUES (?, '9.8.0', '2031-01-01T00:00:00+00:00', '')", (FORMAT + 1,))
        connection.execute("UPDATE hso_state SET value = ? WHERE key = 'format'", (str(FORMAT + 1),))
    before = content(desk.path)
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(desk.path)
    assert caught.value.code == "HSO-VERSION"
    assert "(9.8.0)" in caught.value.text.sv and "(9.8.0)" in caught.value.text.en
    assert (content(desk.path), backups(desk.path)) == (before, [])


def test_a_newer_file_whose_makers_cannot_be_read_is_refused_all_the_same(desk: Desk) -> None:
    desk.copy.close()
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE hso_format")
        connection.execute("UPDATE hso_state SET value = ? WHERE key = 'format'", (str(FORMAT + 1),))
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(desk.path)
    assert caught.value.text.en == (
        "The working copy was made with a newer version of the plugin. Update the plugin in QGIS."
    )


def test_who_made_a_new_file_is_in_it(desk: Desk) -> None:
    rows = sqlite3.connect(desk.path).execute("SELECT format, tillagg, sakerhetskopia FROM hso_format").fetchall()
    assert rows == [(FORMAT, PLUGIN_VERSION, "")]
    assert PLUGIN_VERSION
