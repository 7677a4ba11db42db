"""A planner settles four conflicts in the real QGIS window, offline: fields, a place, and two deletions."""

import json
import os
from pathlib import Path

from qgis.utils import iface, plugins

from hso_plugin.core.ledger.merge import Side
from hso_plugin.gui.widgets.steps import Step
from tests.desktop.stories.openings import open_copy


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace, window = gui.panel, gui.workspace, gui.conflict_dock
    content = window.content
    facts = {"hidden": []}

    def idle():
        return workspace.idle

    def reachable(name):
        """Every button of the window must be seen whole, on this screen."""
        screen = driver.window.rect()
        for button in (content.saveButton, content.mineButton, content.theirsButton, content.bothButton):
            place = button.mapTo(driver.window, button.rect().bottomRight())
            if button.isVisible() and not screen.contains(place):
                facts["hidden"].append(f"{name}: {button.objectName()}")

    def next_one():
        left = len(workspace.snapshot.conflicts)
        return driver.until(lambda: idle() and len(workspace.snapshot.conflicts) < left, "the conflict to end", 15)

    def show(name):
        """Click the conflict in the list, which is not there when it is the only one."""
        yield driver.pause(0.5)
        view = window.list
        if view.isVisible():
            row = next(n for n in range(view.count()) if name in view.item(n).text())
            driver.click_item(view, view.model().index(row, 0))
        yield driver.until(lambda: name in content.titleLabel.text(), f"{name} to be shown")
        yield driver.pause(0.5)
        yield driver.map_drawn()

    yield from open_copy(driver, idle)
    driver.click(panel.steps.buttons[Step.SEND])
    yield driver.pause(0.5)
    driver.picture("1-send")
    driver.probe.start()
    driver.click(panel.send_page.solveButton)
    yield driver.until(window.isVisible, "the conflicts to open")
    yield driver.map_drawn()
    yield driver.pause(1)
    facts["loop_ms"] = driver.probe.stop()
    titles = [window.list.item(n).text() for n in range(window.list.count())]
    driver.confirm("Open", f"{titles}, loop held {facts['loop_ms']} ms", ok=len(titles) == 4)

    # Fields: those that only one has changed are chosen already.
    yield from show("Matfors")
    driver.picture("2-fields")
    reachable("fields")
    blocked = not content.saveButton.isEnabled()
    for row in window.case.left:
        driver.click(window.fields.radios[row.name][Side.THEIRS if row.name == "namn" else Side.MINE])
        yield driver.pause(0.2)
    driver.click(window.fields.alike.button)
    yield driver.pause(0.4)
    driver.picture("3-chosen")
    driver.confirm("Choose", content.saveLabel.text(), ok=blocked and content.saveButton.isEnabled())
    waiting = next_one()
    driver.click(content.saveButton)
    yield waiting

    # A place: three outlines on the map.
    yield from show("Birsta")
    bands = [band for band in window._places.bands.values() if band.isVisible()]
    driver.picture("4-place")
    reachable("place")
    driver.confirm("Place", f"{len(bands)} outlines on the map", ok=len(bands) == 3)
    waiting = next_one()
    driver.click(content.bothButton)
    yield waiting

    # An edit against a deletion, and a deletion against an edit.
    for number, name in ((5, "Väg 562"), (6, "Njurunda")):
        yield from show(name)
        driver.picture(f"{number}-question")
        reachable("question")
        plain = not content.saveButton.isVisible() and not content.bothButton.isVisible()
        driver.confirm(name, content.questionLabel.text(), ok=plain and name in content.titleLabel.text())
        waiting = next_one()
        driver.click(content.mineButton)
        yield waiting

    yield driver.until(lambda: not window.isVisible(), "the window to close")
    yield driver.pause(0.5)
    driver.picture("7-done")
    said = iface.messageBar().currentItem()
    driver.confirm("Done", said.text() if said else "", ok=panel.step is Step.SEND and workspace.waiting == 4)
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
