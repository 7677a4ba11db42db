"""The platform was restored from a backup: a planner reads why nothing goes on, and fetches anew at one press."""

import json
import os
import time
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QMessageBox
from qgis.utils import iface, plugins

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.widgets.open_forms import close_forms
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.layers.layer_release import detached
from hso_plugin.qgis_bridge.layers.sources import source_of
from tests.desktop.stories.openings import open_copy


def looks():
    """The working copy's layers; those of the findings come and go by themselves."""
    found = QgsProject.instance().layerTreeRoot().findLayers()
    nodes = [node for node in found if (source := source_of(node.layer())) is not None and source.role]
    return [(n.layerId(), n.name(), n.parent().name(), n.isVisible(), n.layer().opacity()) for n in nodes]


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace, strip = gui.panel, gui.workspace, gui.panel.problem_strip
    facts = {}

    def idle():
        return workspace.idle and not panel.renewal.busy

    yield from open_copy(driver, idle, os.environ["HSO_URL"])
    layer = project.layer(GeometryKind.POINT)
    layer.setOpacity(0.7)
    layer.setName("Mina orter")
    iface.showAttributeTable(layer)
    iface.openFeatureForm(layer, next(layer.getFeatures()))
    yield driver.pause(1)
    yield driver.map_drawn()
    before = looks()

    driver.click(panel.steps.buttons[Step.FETCH])
    yield driver.pause(0.5)
    driver.click(panel.primaryButton)
    yield driver.until(lambda: strip.isVisible() and idle(), "the reason to be told")
    yield driver.pause(0.5)
    driver.picture("1-offered")
    label = strip.againButton.text().replace("&", "")
    driver.confirm("Offered", label, ok=workspace.waiting == 0 and strip.againButton.isVisible())

    layer.startEditing()
    feature = next(layer.getFeatures())
    facts["identity"] = feature["objektidentitet"]
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("namn"), "Inte sparad än")
    told = []
    panel.renewal.told.connect(lambda *texts: told.extend(texts))
    driver.click(strip.againButton)
    yield driver.until(lambda: isinstance(driver.dialog(), QMessageBox), "the question")
    driver.picture("2-question")
    driver.confirm("Asked", driver.dialog().text())
    driver.probe.start()
    driver.click(driver.dialog().defaultButton())
    yield driver.until(lambda: len(detached()) == len(before), "the layers to let go")
    facts["loop_letting_go_ms"] = driver.probe.stop()
    iface.showAttributeTable(layer)  # somebody looks at the empty layer
    yield driver.pause(0.1)
    driver.picture("3-under-way")
    driver.probe.start()
    yield driver.until(lambda: bool(told) and idle(), "the map to be fetched anew", 120)
    yield driver.map_drawn()
    facts["loop_ms"] = driver.probe.stop()
    yield driver.pause(1)
    driver.picture("4-fetched-anew")
    facts["told"] = told
    tables = [w for w in QApplication.topLevelWidgets() if w.objectName().startswith("QgsAttributeTableDialog")]
    facts["tables"] = len(tables)
    started = time.perf_counter()
    close_forms(["none"])
    facts["walk_ms"] = (time.perf_counter() - started) * 1000
    same = looks() == before and not detached() and not tables
    driver.confirm(
        "Fetched anew", told[0], ok=same and workspace.waiting > 0 and len(workspace.snapshot.conflicts) == 1
    )

    driver.click(next(b for b in iface.messageBar().findChildren(QAbstractButton) if b.isVisible() and b.text()))
    yield driver.until(lambda: driver.dialog() is not None, "the rest of the message")
    yield driver.pause(0.3)
    driver.picture("5-more")
    driver.dialog().close()
    yield driver.pause(0.3)

    driver.click(panel.primaryButton)
    yield driver.until(lambda: idle() and workspace.waiting == 0, "what was lost to be sent")
    yield driver.pause(0.5)
    driver.picture("6-sent")
    driver.confirm("Sent", panel.stateLabel.text(), ok=workspace.waiting == 0)
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
