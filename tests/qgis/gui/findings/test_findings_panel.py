"""The list of findings in both docks: choosing, filtering, the table and exporting, by mouse and by key."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from qgis.core import QgsPointXY, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QLabel

from hso_plugin.core.model import Severity
from hso_plugin.core.reports import formats
from hso_plugin.core.text import Text
from hso_plugin.gui.findings.listing import Column
from hso_plugin.gui.findings.model import Heading
from hso_plugin.gui.findings.titles import object_key
from hso_plugin.gui.widgets.grouped_model import ITEM_ROLE
from hso_plugin.gui.widgets.steps import Step
from tests.qgis.gui.findings.listed_findings import REASON, choose, motivated, shown, some
from tests.qgis.gui.waiting import settled


def test_before_a_check_the_list_says_why_it_is_empty(opened):
    opened.panel.go_to(Step.CHECK)
    panel = opened.panel.check_page.panel
    assert not panel.emptyLabel.isHidden() and panel.emptyLabel.text()
    assert panel.findingsView.isHidden() and panel.details.isHidden() and panel.checkedRow.isHidden()


def test_a_chosen_finding_is_explained_and_its_place_is_shown(checked):
    panel = checked.panel.check_page.panel
    finding = some(checked, rule="attribut-saknas")
    choose(panel, finding)
    details = panel.details
    assert not details.isHidden()
    assert details.messageLabel.text() == panel.model.listing.messages[panel.model.listing.rows[finding.id]]
    assert details.mendLabel.text() and details.whyLabel.text() and finding.rule in details.sourceLabel.text()
    assert checked._marker._band is not None and checked._marker._band.size() > 0
    checked.panel.go_to(Step.SEND)
    assert checked._marker._band is None


def test_the_counts_are_toggles_and_one_button_clears_every_filter(checked):
    panel = checked.panel.check_page.panel
    everything = shown(panel)
    number = panel.model.listing.counts
    assert [str(number[s]) in panel.filters.buttons[s].text() for s in Severity] == [True] * 3
    assert panel.shownRow.isHidden()
    panel.errorButton.click()
    assert all(f.severity is not Severity.ERROR for f in checked.workspace.findings if f.id in shown(panel))
    assert not panel.shownRow.isHidden() and str(len(everything)) in panel.shownLabel.text()
    panel.filterEdit.setText("finns inte")
    panel.ruleBox.setCurrentIndex(1)
    panel._arrange()
    assert shown(panel) == [] and not panel.emptyLabel.isHidden()
    panel.clearButton.click()
    assert shown(panel) == everything and panel.shownRow.isHidden()


def test_a_rule_and_a_class_can_be_chosen_and_stay_chosen_after_the_next_check(checked, qtbot):
    panel = checked.panel.check_page.panel
    finding = some(checked, rule="attribut-saknas")
    panel.ruleBox.setCurrentIndex(panel.ruleBox.findData(finding.rule))
    panel.klassBox.setCurrentIndex(panel.klassBox.findData(finding.klass))
    expected = [f.id for f in checked.workspace.findings if (f.rule, f.klass) == (finding.rule, finding.klass)]
    assert sorted(shown(panel)) == sorted(expected)
    checked.workspace.check()
    settled(checked, qtbot)
    assert panel.ruleBox.currentData() == finding.rule and sorted(shown(panel)) == sorted(expected)


def test_only_what_the_map_shows_and_the_list_follows_the_map(checked, ground, qtbot, qgis_canvas):
    panel = checked.panel.check_page.panel
    matfors, njurunda = (town.object for town in ground.towns)
    qgis_canvas.setExtent(QgsRectangle(599_000, 6_929_000, 601_000, 6_931_000))
    panel.extentBox.click()

    def about() -> set[str]:
        return {f.object for f in checked.workspace.findings if f.object and f.id in shown(panel)}

    assert about() == {matfors.identity}
    before = qgis_canvas.extent()
    choose(panel, some(checked, object=matfors.identity))
    assert qgis_canvas.extent() == before, "the map stays where the list follows it"
    qgis_canvas.setExtent(QgsRectangle(609_000, 6_929_000, 611_000, 6_931_000))
    qtbot.waitUntil(lambda: about() == {njurunda.identity}, timeout=2000)
    qgis_canvas.setExtent(QgsRectangle(500_000, 6_929_000, 501_000, 6_931_000))
    qtbot.waitUntil(lambda: not panel.emptyLabel.isHidden(), timeout=2000)
    panel.filters.clear()
    choose(panel, some(checked, object=matfors.identity, rule="attribut-saknas"))
    assert qgis_canvas.extent().contains(QgsPointXY(600_000, 6_930_000))


def test_it_is_all_done_by_keyboard(checked, qtbot, monkeypatch):
    panel, opened_forms = checked.panel.check_page.panel, []
    monkeypatch.setattr(checked.actions, "open_form", opened_forms.append)
    view = panel.findingsView
    view.setFocus()
    view.setCurrentIndex(panel.model.index(0, Column.WHAT))
    assert isinstance(view.currentIndex().data(ITEM_ROLE), Heading) and panel.details.isHidden()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    finding = view.currentIndex().data(ITEM_ROLE)
    assert panel.details.finding is finding and checked._marker._band is not None
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened_forms == [finding]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    heading = view.currentIndex().data(ITEM_ROLE)
    assert heading.key == object_key(finding)
    everything = panel.model.rowCount()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert panel.model.rowCount() == everything - heading.number
    assert view.currentIndex().data(ITEM_ROLE).folded
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert panel.model.rowCount() == everything


def test_the_panels_keys_are_its_own_while_it_has_the_focus(checked, qtbot, qgis_iface):
    panel = checked.panel.check_page.panel
    window = qgis_iface.mainWindow()
    qgis_filter = QAction("Filter", window)
    qgis_filter.setShortcut("Ctrl+F")
    window.addAction(qgis_filter)
    taken = []
    qgis_filter.triggered.connect(lambda: taken.append(1))
    choose(panel, some(checked, severity=Severity.WARNING))
    panel.findingsView.setFocus()
    qtbot.keyClick(panel.findingsView, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.window().focusWidget() is panel.filterEdit and not taken
    qtbot.keyClick(panel.findingsView, Qt.Key.Key_F4)
    assert not panel.details.writeFrame.isHidden()
    checked.actions.clear()
    qtbot.keyClick(panel.findingsView, Qt.Key.Key_F8)
    assert checked._marker._band is not None
    window.removeAction(qgis_filter)


def test_the_table_shows_the_same_and_follows_when_it_is_seen(checked, qtbot):
    page, dock = checked.panel.check_page, checked.findings_dock
    assert dock.isHidden()
    page.tableButton.click()
    assert not dock.isHidden() and dock.objectName() == "hsoFindingsDock"
    assert sorted(shown(dock.panel)) == sorted(shown(page.panel))
    finding = some(checked, severity=Severity.WARNING)
    motivated(checked, qtbot, dock.panel, finding)
    assert dock.panel.model.find(finding).siblingAtColumn(Column.MOTIVATED).data() == REASON
    checked.workspace.show_findings(checked.workspace.findings[:2])
    assert len(shown(dock.panel)) == 2
    dock.hide()
    checked.workspace.show_findings(checked.workspace.findings[:1])
    assert len(shown(dock.panel)) == 2, "nothing is drawn that nobody sees"
    dock.show()
    assert len(shown(dock.panel)) == 1


def test_headings_in_the_table_go_on_over_the_columns_beside(checked):
    checked.panel.check_page.tableButton.click()
    view = checked.findings_dock.panel.findingsView
    rows = view.findings.heading_rows
    assert rows and all(view.columnSpan(row, Column.WHAT) == len(Column) - Column.WHAT for row in rows)
    finding = view.findings.find(some(checked, rule="attribut-saknas"))
    assert view.columnSpan(finding.row(), Column.WHAT) == 1
    narrow = checked.panel.check_page.findingsView
    assert narrow.columnSpan(narrow.findings.heading_rows[0], Column.WHAT) == 1


def test_the_tab_key_goes_through_the_dock_as_it_is_read(checked):
    from hso_plugin.gui.widgets.tab_order import stops

    panel, page, content = checked.panel.check_page.panel, checked.panel.check_page, checked.panel
    choose(panel, some(checked, severity=Severity.WARNING))
    wanted = [
        content.timesButton,
        *checked.panel.steps.buttons.values(),
        page.stageBox,
        page.liveBox,
        *panel.filters.buttons.values(),
        panel.filterEdit,
        panel.groupBox,
        panel.filterButton,
        panel.findingsView,
        panel.details.scrollArea,
        panel.details.motivateButton,
        panel.details.showButton,
        panel.details.openButton,
        content.primaryButton,
    ]
    passed = [widget for widget in stops(content) if widget.isVisible()]
    assert [widget for widget in passed if widget in wanted] == wanted


def test_findings_that_no_longer_hold_say_so(checked):
    panel = checked.panel.check_page.panel
    assert panel.checkedIcon.isHidden() and checked.workspace.snapshot.catalogue.name in panel.checkedLabel.text()
    checked.workspace.findings_stale = True
    checked.workspace.changed.emit()
    assert not panel.checkedIcon.isHidden() and panel.model.stale


def test_the_chosen_finding_stays_chosen_and_one_that_is_gone_is_let_go(checked, qgis_canvas):
    panel = checked.panel.check_page.panel
    finding, *_ = (f for f in checked.workspace.findings if f.rule == "attribut-saknas")
    choose(panel, finding)
    qgis_canvas.setExtent(QgsRectangle(500_000, 6_900_000, 700_000, 7_000_000))
    before = qgis_canvas.extent()
    same = replace(finding, message=Text("Ny text", "New text"))
    checked.workspace.show_findings([same, *(f for f in checked.workspace.findings if f.id != finding.id)])
    assert panel.details.messageLabel.text() in ("Ny text", "New text")
    assert qgis_canvas.extent() == before, "the person did not choose anew"
    moved = replace(same, geometry=shapely.box(601_000, 6_931_000, 602_000, 6_932_000))
    checked.workspace.show_findings([moved, *(f for f in checked.workspace.findings if f.id != finding.id)])
    assert checked._marker._band.asGeometry().boundingBox() == QgsRectangle(601_000, 6_931_000, 602_000, 6_932_000)
    assert qgis_canvas.extent() == before
    other = next(o for o in checked.workspace.snapshot.objects if o.identity != finding.object)
    checked.actions.show_other(replace(moved, other=other.identity))
    seen = checked._marker._band.asGeometry().boundingBox()
    checked.workspace.show_findings([same, *(f for f in checked.workspace.findings if f.id != finding.id)])
    assert checked._marker._band.asGeometry().boundingBox() == seen, "the person looks at the other object now"
    checked.workspace.show_findings([f for f in checked.workspace.findings if f.id != finding.id])
    assert panel.details.isHidden() and checked._marker._band is None


def test_the_arrow_keys_go_on_from_a_finding_that_is_gone(checked, qtbot):
    panel = checked.panel.check_page.panel
    view, rows = panel.findingsView, shown(panel)
    gone, following = rows[4:6]
    for key, wanted in ((Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, -1)):
        findings = checked.workspace.findings
        choose(panel, some(checked, id=gone))
        place = view.currentIndex().row()
        checked.workspace.show_findings([f for f in findings if f.id != gone])
        assert panel.details.isHidden() and not view.currentIndex().isValid()
        qtbot.keyClick(view, key)
        assert view.currentIndex().row() == place + wanted
        if wanted == 0 and not isinstance(view.currentIndex().data(ITEM_ROLE), Heading):
            assert panel.details.finding.id == following
        checked.workspace.show_findings(findings)


def test_a_finding_on_the_municipality_has_no_form_and_shows_the_whole_of_it(checked, qgis_canvas):
    panel = checked.panel.check_page.panel
    finding = some(checked, object=None)
    choose(panel, finding)
    assert panel.details.openButton.isHidden()
    if finding.geometry is not None:
        west, south, east, north = shapely.bounds(finding.geometry)
        assert qgis_canvas.extent().contains(QgsRectangle(west, south, east, north))


def test_words_of_others_take_no_html(checked):
    labels = [label for label in checked.panel.check_page.panel.findChildren(QLabel) if label.objectName()]
    ours = [label for label in labels if label.objectName().endswith(("Label", "Title"))]
    assert len(ours) > 12
    for label in ours:
        assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()


@pytest.mark.parametrize("form", formats.CHECK, ids=lambda form: form.name)
def test_the_findings_are_exported_in_every_form_and_can_be_opened_from_the_message(
    checked, qtbot, tmp_path, monkeypatch, form
):
    wanted = tmp_path / "fynd"  # the ending is put on where the person leaves it out
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    export = checked.panel.check_page.export
    with qtbot.waitSignal(checked.workspace.exported, timeout=10_000) as told:
        export.ask(form)
    written = tmp_path / f"fynd{form.ending}"
    assert told.args == [str(written)] and written.stat().st_size > 200
    finding = some(checked, rule="attribut-saknas")
    assert (
        form is formats.GEOPACKAGE
        or finding.rule in written.read_text("utf-8")
        or finding.id in written.read_text("utf-8")
    )


def test_an_export_that_is_cancelled_writes_nothing(checked, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    checked.panel.check_page.export.ask(formats.JSON)
    assert not checked.workspace.jobs.busy
