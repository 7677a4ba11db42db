"""Runs inside QGIS (`--code`): notes what its own profile says of the start, shows the panel and times that."""

import json
import os
import time
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QWidget
from qgis.utils import iface, plugins

#: Seconds that QGIS gets to itself after its start.
REST_S = 1.5
PLUGIN = "hso_plugin"


def loads() -> dict[str, float]:
    """Seconds that each plugin took, by QGIS's profile. What the group of them is called depends on the language."""
    profiler = QgsApplication.profiler()
    for group in profiler.childGroups("", "startup"):
        names = profiler.childGroups(group, "startup")
        if PLUGIN in names:
            return {name: profiler.profileTime(f"{group}/{name}", "startup") for name in names}
    raise RuntimeError("QGIS's profile of the start does not know the plugin")


def shown() -> bool:
    """True when the panel is there with its button, ready to be used."""
    window = iface.mainWindow()
    button = window.findChild(QWidget, "primaryButton")
    return button is not None and button.isVisible() and bool(button.text())


def measure() -> None:
    """Write the figures and close QGIS."""
    figures: dict[str, object] = {"loads": loads()}
    plugin = plugins[PLUGIN]
    opener = getattr(plugin, "_launcher", None) or plugin._gui
    if not opener.dock.isHidden():
        raise RuntimeError("the panel was left open")
    start, computing = time.perf_counter(), time.process_time()
    opener.show()
    while not shown() and time.perf_counter() < start + 30:
        QApplication.processEvents()
    iface.mainWindow().repaint()
    QApplication.processEvents()
    figures |= {"panel": time.perf_counter() - start, "panel_computing": time.process_time() - computing}
    figures["shown"] = shown()
    Path(os.environ["HSO_STARTUP"]).write_text(json.dumps(figures))
    if os.environ.get("HSO_STARTUP_PICTURE"):
        iface.mainWindow().grab().save(os.environ["HSO_STARTUP_PICTURE"])
    opener.dock.hide()  # the next start is to find it closed
    QgsProject.instance().clear()
    iface.actionExit().trigger()


def begin() -> None:
    """When QGIS is done starting and has come to rest."""
    iface.mainWindow().showNormal()
    iface.mainWindow().setGeometry(0, 0, 1366, 768)
    QTimer.singleShot(int(REST_S * 1000), measure)


QTimer.singleShot(0, begin)
