"""A planner looks at an object's past in the real QGIS window, restores a version and brings a deleted object back."""

import json
import os
from pathlib import Path

from qgis.utils import plugins

from hso_plugin.gui.widgets.steps import Step
from tests.desktop.stories.openings import open_copy


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace, window = gui.panel, gui.workspace, gui.history_dock
    content, page = window.content, gui.panel.edit_page

    def settled():
        return workspace.idle and window.feed.idle

    def lines():
        return [content.versionList.item(row).text().replace("\n", " / ") for row in range(content.versionList.count())]

    def choose(row):
        driver.click_item(content.versionList, content.versionList.model().index(row, 0))

    yield from open_copy(driver, lambda: workspace.idle, os.environ["HSO_URL"])
    driver.click(panel.steps.buttons[Step.EDIT])
    yield driver.pause(0.5)
    model = page.objects_model
    row = next(n for n, line in enumerate(model.shown) if line.object.identity == os.environ["HSO_CHANGED"])
    driver.click_item(page.objectsView, model.index(row, 0))
    yield driver.until(page.historyButton.isEnabled, "the object to be chosen")
    driver.probe.start()
    driver.click(page.historyButton)
    yield driver.until(lambda: window.isVisible() and settled(), "the history to open")
    yield driver.map_drawn()
    yield driver.pause(1)
    held = driver.probe.stop()
    driver.picture("1-history")
    driver.confirm("Open", f"{lines()}, loop held {held} ms", ok=len(lines()) == 3)
    driver.click(window.details.alike.button)
    yield driver.pause(0.5)
    choose(1)
    yield driver.pause(0.5)
    yield driver.map_drawn()
    driver.picture("2-moved")
    bands = len(window._places._bands)
    driver.confirm("Version 2", f"{content.summaryLabel.text()} {bands} outlines", ok=bands == 2)
    choose(2)
    yield driver.pause(0.5)
    driver.picture("3-first")
    driver.click(content.restoreButton)
    yield driver.until(lambda: settled() and len(lines()) == 4, "the version to be restored")
    yield driver.map_drawn()
    yield driver.pause(0.5)
    driver.picture("4-restored")
    driver.confirm("Restored", f"{lines()[0]}: {content.restoreLabel.text()}", ok=workspace.waiting == 1)

    # A restored version, not sent, gives way to another one after a question.
    choose(2)
    yield driver.pause(0.3)
    driver.click(content.restoreButton)
    yield driver.until(lambda: driver.dialog() is not None, "the question")
    yield driver.pause(0.3)
    driver.picture("5-question")
    driver.click(driver.dialog().defaultButton())
    yield driver.until(
        lambda: settled() and "Matfors centrum" in content.titleLabel.text(), "the other version to be restored"
    )
    driver.confirm("Replaced", lines()[0], ok=workspace.waiting == 1)

    driver.click(page.deletedButton)
    yield driver.until(lambda: content.deletedList.isVisible() and settled(), "the deleted objects")
    yield driver.pause(0.8)
    yield driver.map_drawn()
    driver.picture("6-deleted")
    first = content.deletedList.item(0).text()
    driver.confirm("Deleted", first, ok="Njurunda" in first)
    driver.click(content.historyButton)
    yield driver.until(lambda: content.versionList.isVisible() and settled(), "its history")
    yield driver.pause(0.5)
    driver.picture("7-its-history")
    choose(1)
    yield driver.pause(0.3)
    driver.click(content.restoreButton)
    yield driver.until(lambda: settled() and workspace.waiting == 2, "the object to come back")
    yield driver.pause(0.5)
    yield driver.map_drawn()
    driver.picture("8-back")
    workspace.send()
    yield driver.until(lambda: settled() and workspace.waiting == 0, "both to be sent")
    yield driver.pause(0.5)
    driver.picture("9-sent")
    driver.confirm("Sent", str(lines()), ok="3" in lines()[0] and len(lines()) == 3)
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps({"loop_ms": held, "lines": lines()}), "utf-8")
