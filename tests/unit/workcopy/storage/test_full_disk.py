"""A file that did not get the room it needs is not taken for a whole one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from hso_plugin.core.errors import HsoError
from hso_plugin.core.review.regional.release import contents
from hso_plugin.workcopy.export.findings_file import write_findings
from hso_plugin.workcopy.export.release_file import write_release
from hso_plugin.workcopy.storage.durable import write_text
from tests.support.review_ledger import TIMRA, Ledger
from tests.unit.core.reports.conftest import make_run
from tests.unit.workcopy.conftest import AREAS, CATALOGUE

from .test_durable import fetch, fetch_review

pytestmark = pytest.mark.posix("Windows has no limit on the size of a process's files that would stand for a full disk")
PAGE = 4096


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file grows beyond `size` bytes."""
    import resource  # Linux's own, and other modules import this one

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def report(path: Path) -> None:
    run = make_run()
    many = [replace(finding, id=f"{finding.id}-{n}") for n in range(40) for finding in run.findings]
    write_findings(path, replace(run, findings=many), "sv")


def release(path: Path) -> None:
    ledger = Ledger()
    for number in range(40):
        ledger.put(f"o{number}", shapely.Point(600_000 + number, 6_930_000), klass="A3", namn="Ort")
    adopted = ledger.release("Strukturbild", ledger.approve(TIMRA))
    write_release(path, contents(ledger, ledger.review, adopted), CATALOGUE, AREAS)


def tables(path: Path) -> dict[str, int]:
    """Rows by table, indexes and triggers among them as having none."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, type FROM sqlite_master").fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] if sort == "table" else 0
            for name, sort in found
        }


@contextmanager
def mute() -> Iterator[None]:
    """OGR that raises nothing, as GDAL 3.10 to 3.13 did for those who asked only its module `ogr` to raise."""
    yield


MAKERS = [fetch, fetch_review, report, release]


@pytest.mark.parametrize("told", [True, False], ids=["told", "not told"])
@pytest.mark.parametrize("make", MAKERS)
def test_it_is_whole_or_not_there(
    tmp_path: Path, make: Callable[[Path], None], told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not told:
        monkeypatch.setattr("hso_plugin.workcopy.storage.new_gpkg._exceptions", mute)
    path = tmp_path / "hel.gpkg"
    make(path)
    whole, size = tables(path), path.stat().st_size
    refused = 0
    for room in range(size // 2 // PAGE * PAGE, size + 2 * PAGE, 2 * PAGE):
        folder = tmp_path / str(room)
        folder.mkdir()
        try:
            with room_for(room):
                make(folder / "karta.gpkg")
        except HsoError as error:
            refused += 1
            assert error.code == "HSO-DISK", (room, error)
            assert not list(folder.iterdir())
        else:
            assert tables(folder / "karta.gpkg") == whole, room
    assert refused > 5


def test_a_text_is_whole_or_not_there(tmp_path: Path) -> None:
    path, text = tmp_path / "rapport.csv", "Ärende;Ö\r\n" * 5000
    write_text(path, "äldre", "utf-8-sig")
    size = len(text.encode("utf-8-sig"))
    for room in (0, 1, PAGE, size - 1):
        with pytest.raises(OSError), room_for(room):
            write_text(path, text, "utf-8-sig")
        assert path.read_text(encoding="utf-8-sig") == "äldre" and len(list(tmp_path.iterdir())) == 1
    with room_for(size):
        write_text(path, text, "utf-8-sig")
    assert path.read_bytes() == text.encode("utf-8-sig")
