"""A layer was exported over its own table: what was edited then is found, and the person is told once."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from hso_plugin.gui.workspace.snapshot import CopyState
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.storage.connection import connect


@pytest.fixture
def warnings(gui, monkeypatch) -> list[str]:
    said: list[str] = []
    bar = gui.messages._bar
    monkeypatch.setattr(bar, "pushMessage", lambda *words: said.append(words[1]))
    return said


def test_it_is_told_once_and_what_was_edited_waits(gui, ground, qtbot, warnings):
    with closing(connect(ground.path)) as connection:
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER hso_strukturbild_punkt_{event}")
        connection.execute("UPDATE strukturbild_punkt SET namn = 'Omdöpt' WHERE fid = 1")
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    qtbot.waitUntil(lambda: len(warnings) == 1, timeout=10_000)
    assert "inte som den ska" in warnings[0] or "not as it should be" in warnings[0]
    assert gui.workspace.state is CopyState.TO_SEND
    assert [change.object.name for change in gui.workspace.snapshot.pending] == ["Omdöpt"]

    def noted() -> bool:
        with WorkingCopyFile.open(ground.path) as copy:
            return copy.mended is None

    qtbot.waitUntil(noted, timeout=10_000)
    gui.workspace.refresh()
    qtbot.waitUntil(lambda: gui.workspace.idle, timeout=10_000)
    assert len(warnings) == 1


def test_a_column_that_came_back_is_in_the_layer(gui, ground, qtbot, warnings):
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None and gui.workspace.idle, timeout=10_000)
    with closing(sqlite3.connect(ground.path, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE strukturbild_yta DROP COLUMN kalla_plan")
    gui.workspace.refresh()
    qtbot.waitUntil(lambda: len(warnings) == 1 and gui.workspace.idle, timeout=10_000)
    assert "kalla_plan" in warnings[0]
    fields = {layer.fields().indexOf("kalla_plan") for layer in project.layers() if "yta" in layer.source()}
    assert -1 not in fields and fields
