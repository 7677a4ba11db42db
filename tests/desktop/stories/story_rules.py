"""A planner checks the map in the real QGIS window: findings in list and map, mended, motivated, drawn on, exported."""

import json
import os
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction, QDialogButtonBox, QFileDialog
from qgis.utils import iface, plugins

from hso_plugin.core.model import GeometryKind, Severity
from hso_plugin.gui.drawing.objects_model import Choice
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.editing import edited_rows
from hso_plugin.qgis_bridge.layers import project
from scripts.demo.driver import StoryError
from tests.desktop.stories.openings import open_copy
from tests.desktop.stories.story_workspace import ok_button

REASON = "Ytorna prövas tillsammans i samrådet under våren."


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace, page = gui.panel, gui.workspace, gui.panel.check_page
    details = page.panel.details
    facts = {}

    def idle():
        parts = (gui.live, gui.findings_layer, gui.mending)
        return workspace.idle and not any(part.busy for part in parts) and not gui.feed.busy

    def of(rule):
        return [f for f in workspace.findings or () if f.rule == rule]

    def on_map():
        layers = QgsProject.instance().mapLayers().values()
        return sum(each.featureCount() for each in layers if each.customProperty("hso/role") == "fynd")

    yield from open_copy(driver, idle)

    # Kontrollera: the findings in the list and, each at its exact place, on the map.
    driver.click(panel.steps.buttons[Step.CHECK])
    yield driver.pause(0.3)
    driver.click(panel.primaryButton)
    yield driver.until(lambda: workspace.findings is not None and idle(), "the check")
    yield driver.map_drawn()
    yield driver.pause(0.5)
    driver.picture("1-checked")
    placed = sum(f.geometry is not None for f in workspace.findings)
    driver.confirm("Check", f"{len(workspace.findings)} findings, {on_map()} on the map", ok=on_map() == placed > 0)

    # From finding to mended: choose it, Åtgärda, Gör så.
    for name, rule in (("2-overlap", "yta-overlapp"), ("3-line", "linje-los-ande")):
        [finding] = of(rule)
        before = driver.clicks
        page.model.folded.clear()
        driver.click_item(page.findingsView, page.model.find(finding))
        yield driver.until(lambda wanted=finding: details.finding is wanted, "the finding to be explained")
        yield driver.pause(1.2)
        driver.click(details.mendButton)
        yield driver.until(lambda: details.applyButton.isVisible(), "the mend to be shown")
        yield driver.map_drawn()
        driver.picture(f"{name}-preview")
        driver.click(details.applyButton)
        yield driver.until(lambda rule=rule: not of(rule) and idle(), "the finding to go", 15)
        yield driver.map_drawn()
        facts[f"clicks_{rule}"] = driver.clicks - before
        driver.picture(f"{name}-mended")
        driver.confirm(f"Mend {rule}", f"{driver.clicks - before} clicks", ok=driver.clicks - before <= 3)

    # Ctrl+Z takes the latest mend back, and its finding comes back by itself.
    undo = driver.window.findChild(QAction, "mActionUndo")
    undo.trigger()
    yield driver.until(lambda: bool(of("linje-los-ande")) and idle(), "the undone finding to come back", 15)
    driver.window.findChild(QAction, "mActionRedo").trigger()
    yield driver.until(lambda: not of("linje-los-ande") and idle(), "the finding to go again", 15)
    driver.confirm("Undo", "one step back and forth")

    # Drawing: what is drawn is judged while it is drawn, with nobody pressing anything.
    choice = Choice(workspace.snapshot.catalogue.classes["A3"], GeometryKind.POINT)
    driver.click(panel.steps.buttons[Step.EDIT])
    yield driver.pause(0.3)
    driver.click_item(panel.edit_page.paletteView, panel.edit_page.palette_model.find(choice))
    layer = project.layer(GeometryKind.POINT)
    yield driver.until(lambda: iface.activeLayer() == layer and layer.isEditable(), "the layer to be ready to draw in")
    known = {f.id for f in workspace.findings}
    centre = iface.mapCanvas().center()
    driver.draw([(centre.x() + 60, centre.y() + 40)], right_click=False)
    yield driver.until(lambda: driver.form() is not None, "the form to open")
    driver.form().changeAttribute("namn", "Nyorten")
    yield driver.pause(0.3)
    driver.click(ok_button(driver))
    yield driver.until(lambda: driver.form() is None and workspace.unsaved > 0, "the object to be drawn")
    yield driver.until(
        lambda: {f.id for f in workspace.findings} != known and idle(), "the drawn object's findings", 15
    )
    new = next(f.object for f in workspace.findings if f.id not in known)
    found = edited_rows.find(new, GeometryKind.POINT)
    driver.click(panel.steps.buttons[Step.CHECK])
    yield driver.pause(0.5)
    driver.picture("4-drawn")
    driver.confirm("Draw", f"{found[1]['namn']} is judged unsaved", ok=found[1]["namn"] == "Nyorten")

    # Saved, the findings stay what they are.
    driver.click(panel.primaryButton)
    yield driver.until(lambda: not workspace.unsaved and idle(), "the edits to be saved and checked")
    yield driver.until(lambda: not workspace.findings_stale and idle(), "the findings to be of what is saved")
    driver.confirm("Save", "the object keeps its identity", ok=any(f.object == new for f in workspace.findings))

    # Motivera: in place; it stays when everything is checked again.
    warning = next(f for f in workspace.findings if f.severity is Severity.WARNING)
    driver.click_item(page.findingsView, page.model.find(warning))
    yield driver.until(lambda: details.motivateButton.isVisible(), "the warning to be explained")
    driver.click(details.motivateButton)
    yield driver.until(lambda: details.motivationEdit.isVisible(), "the box to write in")
    driver.keys(details.motivationEdit, REASON)
    yield driver.pause(0.3)
    driver.picture("5-motivating")
    driver.click(details.saveButton)
    yield driver.until(lambda: warning.id in workspace.motivations and idle(), "the motivation to be kept")
    workspace.check()  # there is no fault left, so the big button goes on to sending
    yield driver.until(lambda: idle() and warning.id in workspace.motivations, "the check")
    yield driver.pause(0.5)
    driver.picture("6-motivated")
    driver.confirm("Motivate", workspace.motivations[warning.id].text, ok=details.motivationFrame.isVisible())

    # The same findings as a table, and as a report.
    driver.click(page.tableButton)
    yield driver.until(gui.findings_dock.isVisible, "the table")
    yield driver.pause(0.8)
    driver.picture("7-table")
    shown = gui.findings_dock.panel.model.shown
    driver.confirm("Table", f"{shown} findings", ok=shown == len(workspace.findings))
    report = Path(os.environ["HSO_REPORT"])
    html = next(action for action in page.export.menu.actions() if "HTML" in action.text())
    QTimer.singleShot(0, html.trigger)  # later: the dialogue must not hold the story
    yield driver.until(lambda: isinstance(driver.dialog(), QFileDialog), "the file dialogue")
    driver.dialog().selectFile(str(report))
    driver.click(driver.dialog().findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save))
    yield driver.until(lambda: report.exists() and idle(), "the report")
    driver.confirm("Report", f"{report.stat().st_size} bytes", ok=REASON in report.read_text("utf-8"))

    # The layers of the findings are turned off and on by one button.
    number = on_map()
    driver.click(page.layerButton)
    yield driver.until(lambda: on_map() == 0, "the findings to go from the map")
    driver.click(page.layerButton)
    yield driver.until(lambda: on_map() == number, "the findings to come back")
    driver.confirm("Layer", f"{number} off and on", ok=number > 0)
    if workspace.trouble is not None:
        raise StoryError(str(workspace.trouble))
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
