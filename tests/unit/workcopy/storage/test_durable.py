"""What is put in its place is on the disk under its name, and nothing of an earlier file is read into it."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, Stage
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.workcopy import NewWorkingCopy
from hso_plugin.workcopy.copy.saved_edits import save_edits_file
from hso_plugin.workcopy.exchange.changeover import put_in_place
from hso_plugin.workcopy.export.findings_file import write_findings
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, SETTINGS, Desk, first, point

SERVER = ServerProfile("u", "t", {})


def fetch(path: Path) -> None:
    with NewWorkingCopy(path, SETTINGS, SERVER, CATALOGUE, AREAS) as new:
        new.load(GeometryKind.POINT, [first(point(namn="Ny"))])
        new.finish(dict.fromkeys(GeometryKind, 1)).close()
        new.publish()


def fetch_review(path: Path) -> None:
    ReviewCopy.create(path, SETTINGS, SERVER, CATALOGUE, AREAS).close()


def report(path: Path) -> None:
    write_findings(
        path, CheckRun([], {}, CATALOGUE, Stage.SUBMISSION, "2281", "2026-01-01T00:00:00+00:00", {}, AREAS), "sv"
    )


MAKERS = [fetch, fetch_review, report]
#: What settles the names in a folder. Windows keeps their order by itself, and no folder can be opened there.
NAMES = [] if os.name == "nt" else ["fsync"]


@contextmanager
def calls_of(*wanted: Callable[..., object]) -> Iterator[list[str]]:
    """Names of the system calls among `wanted`, as they were made."""
    made: list[str] = []

    def note(_frame: object, event: str, called: object) -> None:
        if event == "c_call" and called in wanted:
            made.append(called.__name__)  # type: ignore[attr-defined]

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield made
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("make", MAKERS)
def test_content_then_name_are_on_the_disk(tmp_path: Path, make: Callable[[Path], None]) -> None:
    with calls_of(os.fsync, os.replace) as made:
        make(tmp_path / "karta.gpkg")
    assert made == ["fsync", "replace", *NAMES]


def test_so_are_edits_before_anything_is_done_to_them(desk: Desk) -> None:
    with calls_of(os.fsync, os.replace) as made:
        save_edits_file(desk.copy)
    assert made == ["fsync", "replace", *NAMES]


def test_so_are_the_names_of_the_old_and_the_new_at_a_changeover(desk: Desk, tmp_path: Path) -> None:
    fetch(tmp_path / "ny.gpkg")
    desk.copy.close()
    with calls_of(os.link, os.fsync, os.replace) as made:
        put_in_place(desk.path, tmp_path / "ny.gpkg")
    assert made == ["link", *NAMES, "fsync", "replace", *NAMES]


def leave_log(path: Path) -> None:
    """A file whose process died while it was written to in QGIS's way, and which somebody then removed."""
    fetch(path)
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE frammande AS SELECT 1 AS a")
    kept = path.with_name(path.name + "-wal").read_bytes()
    other.close()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(kept)


def leave_journal(path: Path) -> None:
    """The same of a process that died in the middle of a step of ours."""
    fetch(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA cache_size = 1")  # so that the step spills to the disk before it is done
    other.execute("CREATE TABLE annat AS SELECT randomblob(50000) AS a")
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE frammande AS SELECT randomblob(100000) AS a")
    other.execute("UPDATE kodlista SET titel_sv = randomblob(500)")
    kept = path.with_name(path.name + "-journal").read_bytes()
    other.close()
    path.unlink()
    path.with_name(path.name + "-journal").write_bytes(kept)


@pytest.mark.parametrize("leave", [leave_log, leave_journal])
@pytest.mark.parametrize("make", MAKERS)
def test_what_a_removed_file_left_is_not_read_into_the_new_one(
    tmp_path: Path, make: Callable[[Path], None], leave: Callable[[Path], None]
) -> None:
    path, other = tmp_path / "karta.gpkg", tmp_path / "annan.gpkg"
    leave(path)
    make(path)
    make(other)
    found = []
    for each in (path, other):
        with sqlite3.connect(each) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found.append(connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall())
        connection.close()
    assert found[0] == found[1]
    assert sorted(tmp_path.glob("karta*")) == [path]


@pytest.mark.parametrize("make", MAKERS)
def test_what_cannot_be_removed_beside_the_place_is_said_plainly(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / ".karta.ny.gpkg").mkdir()
    with pytest.raises(HsoError) as caught:
        make(tmp_path / "karta.gpkg")
    assert caught.value.code == "HSO-DISK"
    assert not (tmp_path / "karta.gpkg").exists()
