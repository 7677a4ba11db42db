"""Runs inside QGIS: has its own plugin manager install or remove the plugin, and writes what came of it.

Environment: HSO_STORIES, this folder; HSO_STORY_RESULT, the file to write; HSO_STORY_DO, `install` or `remove`.
"""

import importlib
import os
import sys

import pyplugin_installer
from pyplugin_installer.installer_data import repositories
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface

sys.path.append(os.environ["HSO_STORIES"])
manager = importlib.import_module("plugin_manager")


def state() -> dict[str, object]:
    """What QGIS knows of the plugin now, and the docks of its window."""
    docks = iface.mainWindow().findChildren(QDockWidget)
    return {**manager.state(), "docks": sorted(dock.objectName() for dock in docks)}


def install() -> None:
    """What a person does in the plugin manager: reload the repositories, choose the plugin, press Install."""
    offered = manager.offered()
    manager.result["repositories"] = {
        name: {"url": each["url"], "state": each["state"], "error": each["error"]}
        for name, each in repositories.all().items()
        if each["enabled"]
    }
    manager.result["offered"] = {key: offered[key] for key in ("version_available", "zip_repository", "changelog")}
    manager.press_install()


def go() -> None:
    """Do what was asked, and look a moment later: what is deleted goes when control is back with the event loop."""
    try:
        manager.result["before"] = state()
        if os.environ["HSO_STORY_DO"] == "install":
            install()
        else:
            pyplugin_installer.instance().uninstallPlugin(manager.PLUGIN, quiet=True)
    except Exception:  # noqa: BLE001 - the test shows it
        manager.broke()
    QTimer.singleShot(500, lambda: manager.finish(state()))


manager.begin(go)
