"""What the stories of QGIS's plugin manager share; they import it from this folder alone.

The checkout is not on their path: the plugin must be the one that the plugin manager installs.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyplugin_installer
import qgis.utils
from pyplugin_installer.installer_data import plugins
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QLabel, QTextEdit
from qgis.utils import iface

PLUGIN = "hso_plugin"
#: The plugin manager's own windows while it works; they close by themselves.
EXPECTED = {"QgsPluginInstallerFetchingDialog", "QgsPluginInstallerInstallingDialog"}
result: dict[str, Any] = {"messages": []}
_watch = QTimer()


def begin(go: Callable[[], None]) -> None:
    """Call `go` when QGIS has started, and from then on close whatever asks or complains."""
    _watch.timeout.connect(_dismiss)
    _watch.start(200)
    QTimer.singleShot(500, go)


def _dismiss() -> None:
    """Note and close a window that waits: nobody is there to read it, and it would hold everything up."""
    dialog = QApplication.activeModalWidget()
    if dialog is None or type(dialog).__name__ in EXPECTED:
        return
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    texts += [each.toPlainText() for each in dialog.findChildren(QTextEdit)]
    result["messages"].append(f"{type(dialog).__name__} {dialog.windowTitle()}: {' '.join(texts)}")
    dialog.close()


def state() -> dict[str, object]:
    """What QGIS knows of the plugin now."""
    return {
        "loaded": PLUGIN in qgis.utils.plugins,
        "active": PLUGIN in qgis.utils.active_plugins,
        "version": qgis.utils.pluginMetadata(PLUGIN, "version"),
        "provider": QgsApplication.processingRegistry().providerById("hso") is not None,
    }


def offered() -> dict[str, object]:
    """What a person sees in the plugin manager, the repositories reloaded: all it knows of the plugin."""
    pyplugin_installer.instance().fetchAvailablePlugins(reloadMode=True)
    return plugins.all()[PLUGIN]


def press_install() -> None:
    """What the buttons Install and Update do."""
    pyplugin_installer.instance().installPlugin(PLUGIN)
    result["error"] = plugins.all()[PLUGIN]["error"]


def broke() -> None:
    """Keep the exception that is being handled: the test shows it."""
    result["trace"] = traceback.format_exc()


def finish(after: dict[str, object]) -> None:
    """Write the result, with how things are `after`, and end QGIS."""
    result["after"] = after
    Path(os.environ["HSO_STORY_RESULT"]).write_text(json.dumps(result, default=str), encoding="utf-8")
    QgsProject.instance().clear()
    iface.actionExit().trigger()
