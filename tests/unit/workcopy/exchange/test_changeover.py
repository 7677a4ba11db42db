"""A new working copy in the place of an old one: a whole one is there at every moment, and the old one is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.exchange.changeover import put_in_place, remove_second_names
from hso_plugin.workcopy.storage import durable
from tests.unit.workcopy.conftest import Desk
from tests.unit.workcopy.storage.test_durable import fetch


def names(path: Path) -> list[str | None]:
    with WorkingCopyFile.open(path) as copy:
        return [thing.name for thing in copy.objects()]


@pytest.fixture
def new(desk: Desk, tmp_path: Path) -> Path:
    """A new copy beside that of the desk, which has been closed."""
    desk.copy.close()
    fetch(tmp_path / "ny.gpkg")
    return tmp_path / "ny.gpkg"


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, fault: OSError) -> None:
    def refused(*_: object) -> None:
        raise fault

    monkeypatch.setattr(os, call, refused)


@pytest.mark.parametrize("linked", [True, False])
def test_the_old_one_keeps_its_content_under_another_name(
    desk: Desk, new: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    if not linked:
        refuse(monkeypatch, "link", OSError(95, "Operation not supported"))
    before = names(desk.path)
    old = put_in_place(desk.path, new)
    assert names(desk.path) == ["Ny"] and names(old) == before
    assert sorted(desk.path.parent.iterdir()) == sorted([desk.path, old])


@pytest.mark.parametrize(
    ("call", "fault", "code"),
    [
        ("replace", OSError(28, "No space left on device"), "HSO-DISK"),
        ("replace", PermissionError(13, "used by another process"), "HSO-UPPTAGEN"),
        ("fsync", OSError(5, "Input/output error"), "HSO-DISK"),
    ],
)
@pytest.mark.parametrize("linked", [True, False])
def test_what_fails_leaves_the_old_one_alone(
    desk: Desk, new: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: OSError, code: str, linked: bool
) -> None:
    before = names(desk.path)
    with monkeypatch.context() as patch:
        if not linked:
            refuse(patch, "link", OSError(95, "Operation not supported"))
        refuse(patch, call, fault)
        patch.setattr(durable, "PATIENCE", 0)
        with pytest.raises(HsoError) as caught:
            put_in_place(desk.path, new)
    assert caught.value.code == code
    assert names(desk.path) == before and names(new) == ["Ny"]
    assert sorted(desk.path.parent.iterdir()) == sorted([desk.path, new])


def test_only_second_names_of_the_very_file_are_taken_away(desk: Desk, new: Path) -> None:
    old = put_in_place(desk.path, new)
    second = desk.path.with_name(f"{desk.path.stem}-gammal-20260101T000000Z.gpkg")
    os.link(desk.path, second)
    remove_second_names(desk.path)
    assert sorted(desk.path.parent.iterdir()) == sorted([desk.path, old])
