"""Runs inside QGIS: has its own plugin manager install or remove the plugin, and writes what came of it.

Environment: HSO_STORY_RESULT, the file to write; HSO_STORY_DO, `install` or `remove`.
"""

import json
import os
import traceback
from pathlib import Path

import pyplugin_installer
import qgis.utils
from pyplugin_installer.installer_data import plugins, repositories
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QLabel, QTextEdit
from qgis.utils import iface

PLUGIN = "hso_plugin"
#: The plugin manager's own windows while it works; they close by themselves.
EXPECTED = {"QgsPluginInstallerFetchingDialog", "QgsPluginInstallerInstallingDialog"}
result: dict[str, object] = {"messages": []}


def dismiss() -> None:
    """Note and close whatever asks or complains: nobody is there to read it, and it would hold everything up."""
    dialog = QApplication.activeModalWidget()
    if dialog is None or type(dialog).__name__ in EXPECTED:
        return
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    texts += [each.toPlainText() for each in dialog.findChildren(QTextEdit)]
    result["messages"].append(f"{type(dialog).__name__} {dialog.windowTitle()}: {' '.join(texts)}")
    dialog.close()


def state() -> dict[str, object]:
    """What QGIS knows of the plugin now, and the docks of its window."""
    return {
        "loaded": PLUGIN in qgis.utils.plugins,
        "active": PLUGIN in qgis.utils.active_plugins,
        "version": qgis.utils.pluginMetadata(PLUGIN, "version"),
        "provider": QgsApplication.processingRegistry().providerById("hso") is not None,
        "docks": sorted(dock.objectName() for dock in iface.mainWindow().findChildren(QDockWidget)),
    }


def install() -> None:
    """What a person does in the plugin manager: reload the repositories, choose the plugin, press Install."""
    installer = pyplugin_installer.instance()
    installer.fetchAvailablePlugins(reloadMode=True)
    result["repositories"] = {
        name: {"url": each["url"], "state": each["state"], "error": each["error"]}
        for name, each in repositories.all().items()
        if each["enabled"]
    }
    result["offered"] = {
        key: plugins.all()[PLUGIN][key] for key in ("version_available", "zip_repository", "changelog")
    }
    installer.installPlugin(PLUGIN)
    result["error"] = plugins.all()[PLUGIN]["error"]


def go() -> None:
    """Do what was asked, and look a moment later: what is deleted goes when control is back with the event loop."""
    try:
        result["before"] = state()
        if os.environ["HSO_STORY_DO"] == "install":
            install()
        else:
            pyplugin_installer.instance().uninstallPlugin(PLUGIN, quiet=True)
    except Exception:  # noqa: BLE001 - the test shows it
        result["trace"] = traceback.format_exc()
    QTimer.singleShot(500, finish)


def finish() -> None:
    """Write the result and end QGIS."""
    result["after"] = state()
    Path(os.environ["HSO_STORY_RESULT"]).write_text(json.dumps(result), encoding="utf-8")
    QgsProject.instance().clear()
    iface.actionExit().trigger()


watch = QTimer()
watch.timeout.connect(dismiss)
watch.start(200)
QTimer.singleShot(500, go)
