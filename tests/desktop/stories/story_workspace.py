"""A planner's first half hour, told in the real QGIS window: connect, fetch, draw, fill in, check, mend, send."""

import json
import os
from pathlib import Path

from qgis.core import QgsProject
from qgis.gui import QgsEditorWidgetWrapper
from qgis.PyQt.QtWidgets import QDialogButtonBox, QToolBar
from qgis.utils import iface, plugins

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.drawing.objects_model import Choice
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from tests.desktop.stories.openings import show_dock

NAME = "Provorten"
STANCE = "Kommunen vill stärka orten med skola, vård och dagligvaror."


def ok_button(driver):
    return driver.form().window().findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def field_at_hand(driver):
    """Name of the field with the cursor in it, if the person can see it."""
    widget = driver.form().window().focusWidget()
    while widget is not None:
        wrapper = QgsEditorWidgetWrapper.fromWidget(widget)
        if wrapper is not None:
            return "" if widget.visibleRegion().isEmpty() else wrapper.field().name()
        widget = widget.parentWidget()
    return ""


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace, button = gui.panel, gui.workspace, plugins["hso_plugin"]._launcher.action
    facts = {}

    def idle():
        return not workspace.jobs.busy and not workspace._settle.isActive()

    # The dock shows itself the first time: no click is needed to find it.
    yield from show_dock(driver)
    buttons = [action for bar in driver.window.findChildren(QToolBar) for action in bar.actions() if action is button]
    driver.picture("1-start")
    driver.confirm("Start", f"dock visible, {len(buttons)} tool button", ok=len(buttons) == 1)

    form = panel.connect_form
    driver.type(form.platformBox, os.environ["HSO_URL"])
    driver.type(form.userEdit, os.environ["HSO_USER"])
    driver.type(form.passwordEdit, os.environ["HSO_PASSWORD"])
    driver.choose(form.municipalityBox, "Sundsvall")
    form.copyEdit.setFilePath(os.environ["HSO_WORKING_COPY"])
    driver.click(form.testButton)
    yield driver.until(lambda: idle() and form.lines.rowCount() > 0, "the self-test")
    driver.picture("2-self-test")
    tried = [line.ok for line in form.lines.lines]
    driver.confirm("Self-test", f"{tried.count(True)} of {len(tried)} lines say yes", ok=all(tried))

    driver.probe.start()
    driver.click(panel.primaryButton)
    yield driver.until(lambda: workspace.snapshot is not None and idle(), "the map to be fetched")
    yield driver.map_drawn()
    facts["loop_fetch_ms"] = driver.probe.stop()
    facts["objects"] = len(workspace.snapshot.objects)
    driver.picture("3-fetched")
    layers = len(QgsProject.instance().mapLayers())
    driver.confirm("Fetch", f"{facts['objects']} objects, {layers} layers", ok=facts["objects"] > 0 and layers >= 6)

    # Redigera: the nearest object shows the place, the palette gives the tool.
    page = panel.edit_page
    driver.click_item(page.objectsView, page.objects_model.index(0, 0))
    yield driver.pause(1.5)
    choice = Choice(workspace.snapshot.catalogue.classes["A3"], GeometryKind.POINT)
    driver.click_item(page.paletteView, page.palette_model.find(choice))
    layer = project.layer(GeometryKind.POINT)
    yield driver.until(lambda: iface.activeLayer() == layer and layer.isEditable(), "the layer to be ready to draw in")
    driver.picture("4-ready-to-draw")
    centre = iface.mapCanvas().center()
    driver.draw([(centre.x() + 80, centre.y() + 60)], right_click=False)
    yield driver.until(lambda: driver.form() is not None, "the form to open")
    yield driver.pause(0.5)
    attributes = driver.form()
    facts["class_in_form"] = attributes.feature()["klass"]
    attributes.changeAttribute("namn", NAME)
    yield driver.pause(0.3)
    driver.picture("5-form")
    driver.click(ok_button(driver))
    yield driver.until(lambda: driver.form() is None and workspace.unsaved == 1, "the object to be drawn")
    driver.confirm("Draw", f"class {facts['class_in_form']} preset in the form", ok=facts["class_in_form"] == "A3")

    driver.click(panel.primaryButton)  # «Spara ändringarna i kartan»
    yield driver.until(lambda: not workspace.unsaved and idle() and workspace.waiting == 1, "the edits to be saved")
    driver.click(panel.primaryButton)  # «Nästa: Kontrollera …»
    yield driver.until(lambda: workspace.findings is not None and idle(), "the check")
    yield driver.pause(0.3)
    driver.picture("6-findings")
    mine = next(o for o in workspace.snapshot.objects if o.name == NAME)
    about = [f for f in workspace.findings if f.object == mine.identity]
    driver.confirm("Check", f"{len(about)} findings on the new object", ok=bool(about))

    # From finding to mended: select, open the form, save.
    before = driver.clicks
    check = panel.check_page
    driver.click_item(check.findingsView, check.model.find(about[0]), double=True)
    yield driver.until(lambda: driver.form() is not None, "the form of the object")
    yield driver.pause(0.3)
    facts["field_at_hand"] = field_at_hand(driver)
    driver.confirm("Form", f"open at {facts['field_at_hand']}", ok=facts["field_at_hand"] == about[0].part)
    driver.form().changeAttribute("stallningstagande", STANCE)
    yield driver.pause(0.3)
    driver.picture("7-mending")
    driver.click(ok_button(driver))
    yield driver.until(lambda: driver.form() is None and workspace.unsaved == 1, "the form to close")
    facts["clicks_to_mend"] = driver.clicks - before
    driver.confirm("Mend", f"{facts['clicks_to_mend']} clicks")

    # Hämta asks first when there are unsaved edits; Skicka says that it saves.
    driver.click(panel.steps.buttons[Step.FETCH])
    yield driver.pause(0.3)
    driver.click(panel.primaryButton)
    yield driver.until(lambda: driver.dialog() is not None, "the question about unsaved edits")
    driver.picture("8-save-first")
    driver.dialog().reject()
    yield driver.until(lambda: driver.dialog() is None, "the question to close")
    driver.confirm("Ask", f"{workspace.unsaved} layer still unsaved", ok=workspace.unsaved == 1 and idle())
    driver.click(panel.steps.buttons[Step.SEND])
    yield driver.pause(0.3)
    driver.picture("8-before-sending")
    driver.click(panel.primaryButton)
    yield driver.until(lambda: not workspace.unsaved and idle() and workspace.waiting == 0, "the change to be sent")
    yield driver.pause(0.5)
    driver.picture("9-sent")
    driver.confirm("Send", f"{workspace.waiting} left to send", ok=not workspace.snapshot.conflicts)

    facts["identity"], facts["clicks"] = mine.identity, driver.clicks
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
