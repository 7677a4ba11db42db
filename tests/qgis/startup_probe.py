"""Loads the plugin as QGIS does when it starts, in a process of its own, and says what it imported and left."""

from __future__ import annotations

import json
import os
import sys
from tempfile import TemporaryDirectory

from pytest_qgis.qgis_interface import QgisInterface
from qgis.core import QgsApplication, QgsProject, QgsVectorFileWriter, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapCanvas, QgsMapLayerActionContext, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget


class Interface(QgisInterface):
    """pytest-qgis's, with the signal by which QGIS says that it has started."""

    initializationCompleted = pyqtSignal()  # noqa: N815


def main() -> None:
    """Load and unload the plugin twice, the second time with its windows made; write what was seen as JSON."""
    application = QgsApplication([], True)
    application.initQgis()
    window = QMainWindow()
    iface = Interface(QgsMapCanvas(window), QgsMessageBar(window), window)
    before = set(sys.modules)
    import hso_plugin

    plugin = hso_plugin.classFactory(iface)
    plugin.initGui()
    seen = {
        "imported": sorted(set(sys.modules) - before),
        "widgets": len(plugin._launcher.dock.findChildren(QWidget)),
        "algorithms": [each.id() for each in QgsApplication.processingRegistry().providerById("hso").algorithms()],
        "actions": _actions(),
    }
    plugin.unload()
    _let_go()
    seen["left"] = _left(window)
    plugin = hso_plugin.classFactory(iface)
    plugin.initGui()
    seen["filled"] = len(plugin.gui.panel.findChildren(QWidget))
    seen["parts"] = _parts(plugin.gui)
    plugin.unload()
    _let_go()
    seen["left_of_windows"] = _left(window)
    print(json.dumps(seen))
    sys.stdout.flush()
    os._exit(0)  # QGIS is not taken down in order here


def _parts(gui: QObject) -> dict[str, object]:
    """What the parts that follow an open working copy import when they are made, and the largest of their turns."""
    from hso_plugin.gui.main import import_parts

    before = {name for name in sys.modules if name.startswith("hso_plugin.gui")}
    import_parts()
    known, widgets, turns = set(sys.modules), len(QApplication.allWidgets()), []
    for _ in gui._parts():
        turns.append(len(QApplication.allWidgets()) - widgets)
        widgets += turns[-1]
    return {
        "imported": sorted(name for name in set(sys.modules) - known if name.startswith("hso_plugin")),
        "in_the_task": sorted(name for name in known - before if name.startswith("hso_plugin.gui")),
        "turns": turns,
    }


def _actions() -> list[str]:
    """What QGIS offers to do with an object of a working copy's layer."""
    with TemporaryDirectory() as folder:
        file, options = f"{folder}/karta.gpkg", QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = "strukturbild_punkt"
        empty, project = QgsVectorLayer("Point", "", "memory"), QgsProject.instance()
        QgsVectorFileWriter.writeAsVectorFormatV3(empty, file, project.transformContext(), options)
        layer = QgsVectorLayer(f"{file}|layername={options.layerName}", "", "ogr")
    layer.setCustomProperty("hso/role", "egna")
    project.addMapLayer(layer)
    registry, context = QgsGui.mapLayerActionRegistry(), QgsMapLayerActionContext()
    return [each.objectName() or each.text() for each in registry.mapLayerActions(layer, context=context)]


def _let_go() -> None:
    """Delete what is to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _left(window: QMainWindow) -> list[str]:
    docks = [each.objectName() for each in window.findChildren(QDockWidget) if each.objectName().startswith("hso")]
    provider = QgsApplication.processingRegistry().providerById("hso")
    return docks + ([] if provider is None else ["provider"])


if __name__ == "__main__":
    main()
