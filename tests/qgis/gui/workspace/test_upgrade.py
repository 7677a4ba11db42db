"""A working copy of the version before is opened: it is brought up to date, and the person is told where it is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from hso_plugin.core.plugin_version import PLUGIN_VERSION
from hso_plugin.gui.workspace.outcome_words import upgraded_text


@pytest.fixture
def told(gui):
    """The backups that the person is told of."""
    backups = []
    gui.workspace.upgraded.connect(backups.append)
    return backups


def test_it_is_told_once_and_the_map_is_there(gui, ground, told, qtbot):
    with closing(sqlite3.connect(ground.path, isolation_level=None)) as connection:  # as version 0.1.0 left it
        connection.execute("DROP TABLE hso_format")
        connection.execute("UPDATE hso_state SET value = '5' WHERE key = 'format'")
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    backup = ground.path.with_name(f"{ground.path.stem}-fore-{PLUGIN_VERSION}.gpkg")
    assert backup.exists()
    assert len(gui.workspace.snapshot.objects) == len(ground.towns)
    gui.workspace.refresh()
    qtbot.waitUntil(lambda: not gui.workspace.jobs.busy, timeout=10_000)
    assert told == [str(backup)]
    assert backup.name in upgraded_text(told[0])[1] and str(backup.parent) in upgraded_text(told[0])[1]


def test_nothing_is_told_of_a_file_that_is_up_to_date(gui, ground, told, qtbot):
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    assert told == []
