"""What a start of QGIS pays for the plugin, loaded in a process of its own, where nothing else imports anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
#: All that may be imported of the plugin before somebody opens a window or runs an algorithm.
ALLOWED = {
    "hso_plugin", "hso_plugin.plugin", "hso_plugin.requirements",
    "hso_plugin.core", "hso_plugin.core.errors", "hso_plugin.core.model", "hso_plugin.core.plugin_version",
    "hso_plugin.core.platform.server", "hso_plugin.core.text",
    "hso_plugin.core.bug_report", "hso_plugin.core.bug_report.log_file", "hso_plugin.core.local_time",
    "hso_plugin.core.reports", "hso_plugin.core.reports.formats", "hso_plugin.core.reports.words",
    "hso_plugin.core.review", "hso_plugin.core.review.records.model",
    "hso_plugin.core.ledger", "hso_plugin.core.ledger.ports", "hso_plugin.core.progress",
    "hso_plugin.qgis_bridge", "hso_plugin.qgis_bridge.tasks.event_log", "hso_plugin.qgis_bridge.profile.language",
    "hso_plugin.qgis_bridge.layers.names", "hso_plugin.qgis_bridge.layers.project_layers",
    "hso_plugin.qgis_bridge.layers.sources", "hso_plugin.qgis_bridge.layers.values",
    "hso_plugin.workcopy", "hso_plugin.workcopy.storage", "hso_plugin.workcopy.storage.table_names",
    "hso_plugin.gui", "hso_plugin.gui.widgets.bug_report_action", "hso_plugin.gui.start_fault",
    "hso_plugin.gui.history.action", "hso_plugin.gui.widgets.icons", "hso_plugin.gui.launcher",
}  # fmt: skip
#: What is heavy, wherever it comes from.
HEAVY = ("shapely", "lxml", "requests", "numpy", "osgeo", "sqlite3")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `startup_probe` wrote."""
    profile = tmp_path_factory.mktemp("profile")
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
    }
    probe = Path(__file__).with_name("startup_probe.py")
    command = [sys.executable, str(probe)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip(), done.stderr
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def test_a_start_imports_nothing_but_what_it_shows(seen):
    ours = {name for name in seen["imported"] if name.split(".")[0] == "hso_plugin"}
    rooms = {name.rpartition(".")[0] for name in ALLOWED}
    assert {name for name in ours if not name.startswith("hso_plugin.processing")} <= ALLOWED | rooms
    assert [name for name in seen["imported"] if name.split(".")[0] in HEAVY] == []


def test_a_start_makes_no_window_but_offers_all_algorithms_and_the_history(seen):
    assert len(seen["algorithms"]) == 11
    assert len(seen["actions"]) == 1
    assert seen["widgets"] < 10, "the dock is empty: QGIS's own title bar of it"
    assert seen["filled"] > 100


def test_what_follows_an_open_map_is_imported_by_a_task_and_made_in_small_turns(seen):
    """Else the event loop is held while a map is opened, by the imports most."""
    parts = seen["parts"]
    assert parts["imported"] == []
    assert len(parts["in_the_task"]) > 20
    # The findings with what is told of one of them are 97 with all that Qt makes for them, and two turns.
    assert sum(parts["turns"]) > 300 and max(parts["turns"]) < 75, parts["turns"]


def test_unloading_leaves_nothing_whether_windows_were_made_or_not(seen):
    assert seen["left"] == [] and seen["left_of_windows"] == []
