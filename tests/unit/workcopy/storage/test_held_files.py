"""Files that another program has open, as on Windows: tried again for some seconds, and then said in plain words.

Windows' refusals are made here by whoever replaces and removes, so that the tests run alike everywhere. That nothing of
ours is in the way is seen in tests/qgis and tests/desktop, which live under Windows' rules.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import Stage
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import save_edits_file, undo_kept
from hso_plugin.workcopy.exchange.changeover import put_in_place
from hso_plugin.workcopy.export.findings_file import write_findings
from hso_plugin.workcopy.storage import disk_faults, durable
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, Desk

from .test_durable import MAKERS, fetch, report

IN_USE = "The process cannot access the file because it is being used by another process"


class Holder:
    """A program that has files open. `tries` is how often somebody asked in vain.

    Args:
        holds: whether it has the file at a path.
        lets_go: after how many tries it lets go by itself; None for never.
    """

    def __init__(self, holds: Callable[[Path], bool], lets_go: int | None = None) -> None:
        self._holds, self._lets_go = holds, lets_go
        self.tries = 0

    def refuse(self, *paths: str | Path) -> None:
        if not any(self._holds(Path(path)) for path in paths if os.path.lexists(path)):
            return
        if self._lets_go is not None and self.tries >= self._lets_go:
            return
        self.tries += 1
        raise PermissionError(13, IN_USE, str(paths[0]))


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Holder]:
    """Starts a program that has files open; Windows then neither renames, replaces nor removes them."""

    def start(holds: Callable[[Path], bool], lets_go: int | None = None) -> Holder:
        holder = Holder(holds, lets_go)
        for name in ("replace", "rename"):
            real = getattr(os, name)
            monkeypatch.setattr(os, name, lambda a, b, real=real, **rest: (holder.refuse(a, b), real(a, b, **rest))[1])
        for name in ("unlink", "remove"):
            real = getattr(os, name)
            monkeypatch.setattr(os, name, lambda a, real=real, **rest: (holder.refuse(a), real(a, **rest))[1])
        monkeypatch.setattr(durable, "PATIENCE", 0.0 if lets_go is None else 60.0)
        monkeypatch.setattr(durable, "_PAUSE", 0.001)
        return holder

    return start


def named(*names: str) -> Callable[[Path], bool]:
    return lambda path: path.name in names


def inside(folder: Path) -> Collection[str]:
    return sorted(each.name for each in folder.iterdir())


# Some program lets go in a moment


@pytest.mark.parametrize("make", MAKERS)
def test_a_scanner_that_reads_the_new_file_is_waited_for(
    tmp_path: Path, hold: Callable[..., Holder], make: Callable[[Path], None]
) -> None:
    holder = hold(lambda path: path.name.startswith(".karta"), lets_go=5)
    make(tmp_path / "karta.gpkg")
    assert holder.tries == 5
    assert inside(tmp_path) == ["karta.gpkg"]


def test_so_is_one_that_reads_the_report_that_is_replaced(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    report(tmp_path / "karta.gpkg")
    holder = hold(named("karta.gpkg"), lets_go=5)
    report(tmp_path / "karta.gpkg")
    assert holder.tries == 5


def test_so_is_one_that_reads_the_edits(desk: Desk, hold: Callable[..., Holder]) -> None:
    holder = hold(lambda path: path.name.endswith(".json.part"), lets_go=5)
    assert save_edits_file(desk.copy).exists()
    assert holder.tries == 5


def test_so_is_one_that_reads_the_old_copy_at_a_changeover(
    desk: Desk, tmp_path: Path, hold: Callable[..., Holder]
) -> None:
    fetch(tmp_path / "ny.gpkg")
    desk.copy.close()
    holder = hold(named(desk.path.name), lets_go=5)
    old = put_in_place(desk.path, tmp_path / "ny.gpkg")
    assert holder.tries == 5
    assert inside(desk.path.parent) == sorted([desk.path.name, old.name])


# Some program does not


def refusal(act: Callable[[], object]) -> HsoError:
    with pytest.raises(HsoError) as caught:
        act()
    return caught.value


def is_open(error: HsoError, name: str) -> bool:
    said = "öppen i ett annat program" in error.text.sv and "open in another program" in error.text.en
    return said and error.code == "HSO-UPPTAGEN" and error.try_again and name in error.text.sv


@pytest.mark.parametrize("make", MAKERS)
def test_a_new_file_that_stays_open_is_not_called_a_full_disk(
    tmp_path: Path, hold: Callable[..., Holder], make: Callable[[Path], None]
) -> None:
    hold(lambda path: path.name == ".karta.ny.gpkg" and path.stat().st_size > 0)
    error = refusal(lambda: make(tmp_path / "karta.gpkg"))
    assert is_open(error, "karta.gpkg")
    assert not (tmp_path / "karta.gpkg").exists()


def test_a_changeover_with_the_old_copy_open_says_so_and_leaves_no_file(
    desk: Desk, tmp_path: Path, hold: Callable[..., Holder]
) -> None:
    fetch(tmp_path / "ny.gpkg")
    desk.copy.close()
    before = inside(tmp_path)
    old = desk.path.stat().st_ino  # the file, under whichever name
    hold(lambda path: path.stat().st_ino == old)
    assert is_open(refusal(lambda: put_in_place(desk.path, tmp_path / "ny.gpkg")), desk.path.name)
    assert inside(tmp_path) == before
    with WorkingCopyFile.open(desk.path) as copy:
        assert len(copy.objects()) == len(desk.versions)


def test_edits_that_cannot_be_kept_say_so_and_leave_no_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, hold: Callable[..., Holder]
) -> None:
    desk.rename(desk.versions[0], "Min")
    before = inside(desk.path.parent)
    holder = hold(lambda path: path.name.endswith(".json.part"), lets_go=1)
    monkeypatch.setattr(durable, "PATIENCE", -1.0)  # it lets go too late for the name, and in time for the removal
    assert is_open(refusal(lambda: undo_kept(desk.copy, [desk.versions[0].object.identity])), ".json")
    assert holder.tries == 1
    assert inside(desk.path.parent) == before
    assert desk.name_of(desk.versions[0]) == "Min"


def test_what_else_went_wrong_is_said_though_the_file_of_edits_cannot_be_removed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, hold: Callable[..., Holder]
) -> None:
    desk.rename(desk.versions[0], "Min")
    hold(lambda path: path.suffix == ".json")
    wrong = HsoError("HSO-PROV", disk_faults.full("").text)
    monkeypatch.setattr("hso_plugin.workcopy.copy.undo.undo", lambda *_: (_ for _ in ()).throw(wrong))
    assert refusal(lambda: undo_kept(desk.copy, [desk.versions[0].object.identity])) is wrong


def test_a_report_that_is_open_in_another_program_says_so(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    path = tmp_path / "rapport.gpkg"
    report(path)
    before = path.read_bytes()
    run = CheckRun([], {}, CATALOGUE, Stage.SUBMISSION, "2281", "2026-02-02T00:00:00+00:00", {}, AREAS)
    hold(named("rapport.gpkg"))
    error = refusal(lambda: write_findings(path, run, "sv"))
    assert is_open(error, "rapport.gpkg") and "Excel" in error.text.sv
    assert path.read_bytes() == before
    assert inside(tmp_path) == ["rapport.gpkg"]


def test_a_log_stays_with_the_file_that_is_in_use(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    path, part = tmp_path / "karta.gpkg", tmp_path / "ny.gpkg"
    for each in (path, part, tmp_path / "karta.gpkg-wal"):
        each.write_text("innehåll", "utf-8")
    hold(named("karta.gpkg"))
    with pytest.raises(durable.HeldOpenError):
        durable.move_gpkg(part, path, {})
    assert inside(tmp_path) == ["karta.gpkg", "karta.gpkg-wal", "ny.gpkg"]


def test_a_refusal_that_is_none_of_an_open_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    error = PermissionError(13, "Permission denied", str(tmp_path / "mapp"))
    tries = []

    def refuse() -> None:
        tries.append(1)
        raise error

    with pytest.raises(PermissionError) as caught:
        durable._patiently(refuse, tmp_path / "mapp")
    assert caught.value is error and len(tries) == 1


# What the system says, in plain words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "för lång"),
        (PermissionError(13, "Permission denied"), "får inte skriva"),
        (FileNotFoundError(2, "No such file or directory"), "mapp som finns"),
        (NotADirectoryError(20, "Not a directory"), "mapp som finns"),
        (durable.HeldOpenError(13, IN_USE), "öppen i ett annat program"),
    ],
)
def test_each_fault_is_called_what_it_is(tmp_path: Path, error: OSError, words: str) -> None:
    for said in (disk_faults.plain(error, tmp_path / "k.csv"), disk_faults.export_fault(error, tmp_path / "k.csv")):
        assert words in said.text.sv
        assert ("full" in said.text.sv) is (words == "full")
        assert said.try_again
