"""A planner looks at what waits in the real QGIS window, offline: chooses what to send, and takes changes back."""

import json
import os
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox
from qgis.utils import iface, plugins

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.gui.workspace.snapshot import CopyState
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.layers.layer_groups import own_group
from tests.desktop.stories.openings import open_copy

PLACE = Path(os.environ["HSO_FACTS"]).with_name("karta.qgz")


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace = gui.panel, gui.workspace
    page, content = panel.send_page, panel
    facts = {}

    def idle():
        return workspace.idle

    def index(name):
        model = page.model
        return next(
            model.index(row, 0, model.index(number, 0))
            for number, group in enumerate(model.groups)
            for row, item in enumerate(group.items)
            if item.object.name == name
        )

    def choose(name):
        driver.click_item(page.changesView, index(name))
        yield driver.pause(0.4)
        yield driver.map_drawn()

    def tick():
        """The space bar ticks the box of the chosen row."""
        QTest.keyClick(page.changesView, Qt.Key.Key_Space)

    def marked():
        group = own_group()
        view = iface.layerTreeView()
        return group is not None and gui.group_mark.indicator in view.indicators(group)

    yield from open_copy(driver, idle)
    waiting = workspace.waiting
    said = content.stateLabel.text()
    driver.confirm(
        "State", f"{said}; {content.timesButton.text()}", ok=workspace.state is CopyState.REFUSED and marked()
    )
    driver.probe.start()
    driver.click(content.timesButton)
    yield driver.pause(1)
    facts["loop_ms"] = driver.probe.stop()
    driver.confirm("Open", f"loop held {facts['loop_ms']} ms", ok=panel.step is Step.SEND)

    # What is changed in each, in words and on the map.
    for number, name in enumerate(("Birsta", "Matfors centrum", "Ny skola", "Njurunda", "Indal"), 1):
        yield from choose(name)
        driver.picture(f"{number}-{name.split()[0].lower()}")
        driver.confirm(name, page.detailLabel.text(), ok=bool(page._picture._bands) and page.undoButton.isVisible())
    facts["offline"] = workspace.state is CopyState.OFFLINE

    # Send some of it.
    yield from choose("Matfors centrum")
    tick()
    yield driver.pause(0.3)
    driver.picture("6-some")
    driver.confirm("Some", content.primaryButton.text(), ok=str(waiting - 1) in content.primaryButton.text())
    tick()

    # Take one back: the question names it.
    yield from choose("Birsta")
    asked = []

    def answer():
        box = QgsApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            driver.picture("7-question")
            box.defaultButton().click()
        else:
            QTimer.singleShot(100, answer)

    QTimer.singleShot(300, answer)
    driver.click(page.undoButton)
    yield driver.until(lambda: idle() and workspace.waiting == waiting - 1, "the change to be undone")
    yield driver.pause(0.5)
    driver.picture("8-undone")
    bar = iface.messageBar().currentItem()
    driver.confirm("Undo", asked[0] + " / " + (bar.text() if bar else ""), ok="Birsta" in asked[0] and bar is not None)

    # A fetch that reaches nobody: the state says so, and since when.
    driver.click(panel.steps.buttons[Step.FETCH])
    yield driver.pause(0.3)
    driver.click(content.primaryButton)
    yield driver.until(lambda: idle() and workspace.contact.offline, "the fetch to fail")
    yield driver.until(panel.problem_strip.isVisible, "the problem to be told")
    yield driver.pause(0.5)
    driver.picture("9-offline")
    driver.confirm("Offline", content.stateLabel.text(), ok=workspace.state in (CopyState.OFFLINE, CopyState.REFUSED))

    # The project is saved and opened again: the layers are others, and everything goes on.
    QgsProject.instance().write(str(PLACE))
    QgsProject.instance().read(str(PLACE))
    yield driver.until(lambda: idle() and workspace.snapshot is not None and marked(), "the map to open again")
    layer = project.layer(GeometryKind.AREA)
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("namn"), "Efter")
    yield driver.pause(0.5)
    noticed = workspace.unsaved == 1 and workspace.state is CopyState.UNSAVED
    driver.picture("10-again")
    layer.rollBack()
    driver.confirm("Again", content.stateLabel.text(), ok=noticed)
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
