"""What stands beside a chosen finding: motivating a warning and mending a fault, by mouse and by key."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsRectangle

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, Severity
from hso_plugin.core.text import Text
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.findings.listed_findings import REASON, choose, motivated, shown, some
from tests.qgis.gui.waiting import settled


def test_a_warning_is_motivated_in_place_and_taken_back(checked, qtbot):
    panel = checked.panel.check_page.panel
    details = panel.details
    choose(panel, some(checked, severity=Severity.ERROR))
    assert details.motivateButton.isHidden(), "an error cannot be motivated away"
    finding = some(checked, severity=Severity.WARNING)
    choose(panel, finding)
    details.motivateButton.click()
    details.motivationEdit.setPlainText("För kort   " + " " * 30)
    assert not details.saveButton.isEnabled() and "20" in details.lengthLabel.text()
    motivated(checked, qtbot, panel, finding)
    assert details.motivationLabel.text() == REASON and "planerare-2281" in details.motivatedLabel.text()
    assert details.writeFrame.isHidden() and details.motivateButton.isHidden()
    assert panel.window().focusWidget() is panel.findingsView, "Enter must not press the big button"
    assert not panel.motivatedBox.isHidden() and "1" in panel.checkedLabel.text()
    panel.motivatedBox.click()
    assert finding.id not in shown(panel)
    panel.motivatedBox.click()
    choose(panel, finding)
    details.changeButton.click()
    assert details.motivationEdit.toPlainText() == REASON
    details.cancelWriteButton.click()
    details.withdrawButton.click()
    settled(checked, qtbot)
    assert not checked.workspace.motivations and not details.motivateButton.isHidden()


def test_a_motivation_is_kept_in_the_file_and_edits_may_go_on(checked, ground, qtbot):
    panel = checked.panel.check_page.panel
    layer = project.layer(GeometryKind.POINT)
    assert layer.startEditing()
    finding = some(checked, severity=Severity.WARNING)
    motivated(checked, qtbot, panel, finding)
    assert layer.isEditable()
    layer.rollBack()
    checked.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: checked.workspace.snapshot is not None and not checked.workspace.jobs.busy, timeout=9000)
    checked.workspace.check()
    settled(checked, qtbot)
    assert checked.workspace.motivations[finding.id].text == REASON


def test_what_is_being_written_is_kept_while_one_looks_at_another_finding(checked):
    panel = checked.panel.check_page.panel
    warning, other = some(checked, severity=Severity.WARNING), some(checked, severity=Severity.ERROR)
    choose(panel, warning)
    panel.details.motivateButton.click()
    panel.details.motivationEdit.setPlainText("Påbörjat")
    choose(panel, other)
    assert panel.details.writeFrame.isHidden()
    choose(panel, warning)
    assert not panel.details.writeFrame.isHidden() and panel.details.motivationEdit.toPlainText() == "Påbörjat"


def test_a_mend_is_offered_only_where_there_can_be_one(checked):
    panel = checked.panel.check_page.panel
    choose(panel, some(checked, rule="attribut-saknas"))
    assert panel.details.mendButton.isHidden(), "nobody but the planner knows what is missing"


def test_a_mend_is_shown_first_and_done_with_three_clicks(checked, ground, qtbot):
    twin = next(f for f in project.layer(GeometryKind.POINT).getFeatures())
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    assert layer.changeAttributeValue(twin.id(), layer.fields().lookupField("skede"), "Befintlig")
    checked.workspace.check()
    settled(checked, qtbot)
    panel = checked.panel.check_page.panel
    finding = some(checked, rule="kod-okand")
    choose(panel, finding)
    assert not panel.details.mendButton.isHidden()
    panel.details.mendButton.click()
    qtbot.waitUntil(lambda: not panel.details.mendFrame.isHidden(), timeout=5000)
    assert "befintlig" in panel.details.previewLabel.text().lower() and panel.details.buttonsHolder.isHidden()
    panel.details.cancelMendButton.click()
    assert panel.details.mendFrame.isHidden() and not layer.isModified()
    panel.details.mendButton.click()
    qtbot.waitUntil(lambda: not panel.details.mendFrame.isHidden(), timeout=5000)
    panel.details.applyButton.click()
    assert layer.getFeature(twin.id())["skede"] == "befintlig" and layer.isModified()
    layer.rollBack()


def test_a_finding_without_a_safe_mend_says_what_to_do_instead(checked, qtbot, monkeypatch):
    panel = checked.panel.check_page.panel
    finding = some(checked, rule="attribut-saknas")
    monkeypatch.setattr(checked.actions, "can_mend", lambda _finding: True)
    choose(panel, finding)
    panel.details.preview()
    qtbot.waitUntil(lambda: not panel.details.mendFrame.isHidden(), timeout=5000)
    assert panel.details.applyButton.isHidden() and panel.details.previewLabel.text()
    panel.details.cancelMendButton.click()
    assert not panel.details.buttonsHolder.isHidden()


def test_a_mend_that_cannot_be_worked_out_leaves_the_buttons_as_they_were(checked, qtbot):
    panel = checked.panel.check_page.panel
    choose(panel, some(checked, rule="attribut-saknas"))
    panel.details._waiting = True
    problems = []
    checked.workspace.failed.connect(problems.append)
    checked.mending.failed.emit(HsoError("HSO-X", Text("Det gick inte.", "It failed.")))
    assert problems and not panel.details._waiting and not panel.details.buttonsHolder.isHidden()


def marked(gui) -> QgsRectangle | None:
    """Where the mark on the map is."""
    band = gui._marker._band
    return None if band is None else band.asGeometry().boundingBox()


def test_the_mark_follows_the_finding_only_while_nothing_else_is_marked(checked):
    checked.panel.check_page.tableButton.click()
    panel, page = checked.findings_dock.panel, checked.panel.edit_page
    finding = some(checked, rule="attribut-saknas")
    others = [f for f in checked.workspace.findings if f.id != finding.id]
    choose(panel, finding)
    checked.panel.go_to(Step.EDIT)
    checked.workspace.show_findings([replace(finding), *others])
    assert panel.details.finding.id == finding.id and marked(checked) is None, "the page was left"
    panel.details.look()
    assert marked(checked) is not None
    row = next(n for n, thing in enumerate(page.objects_model.shown) if thing.object.identity != finding.object)
    page.objectsView.clicked.emit(page.objects_model.index(row, 0))
    seen = marked(checked)
    checked.workspace.show_findings([replace(finding), *others])
    assert marked(checked) == seen, "the person looks at an object in the list now"
    checked.workspace.show_findings(others)
    assert panel.details.isHidden() and marked(checked) == seen


def test_a_finding_that_is_gone_from_one_list_leaves_the_mark_of_the_other(checked):
    checked.panel.check_page.tableButton.click()
    gone, kept = [f for f in checked.workspace.findings if f.rule == "attribut-saknas"][:2]
    choose(checked.findings_dock.panel, gone)
    choose(checked.panel.check_page.panel, kept)
    seen = marked(checked)
    checked.workspace.show_findings([f for f in checked.workspace.findings if f.id != gone.id])
    assert checked.findings_dock.panel.details.isHidden() and seen is not None and marked(checked) == seen


def test_an_object_that_a_filter_hides_is_said_to_be_hidden_and_shown(checked, monkeypatch):
    finding = some(checked, severity=Severity.WARNING)
    layer, actions, said, asked = project.layer(GeometryKind.POINT), checked.actions, [], []
    opened = []
    monkeypatch.setattr(
        actions._drawing._iface, "openFeatureForm", lambda *given: opened.append(given[1]) or True, False
    )
    checked.workspace.said.connect(said.append)
    assert layer.setSubsetString("\"klass\" = 'D1'")
    actions.unfilter_question = lambda name: asked.append(name) or False
    actions.open_form(finding)
    assert asked == [layer.name()] and not said and not opened and layer.subsetString()
    actions.unfilter_question = lambda _name: True
    actions.open_form(finding)
    assert not layer.subsetString() and [each["objektidentitet"] for each in opened] == [finding.object]
    layer.rollBack()
