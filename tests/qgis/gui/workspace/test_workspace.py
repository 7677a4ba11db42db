"""The workspace and its dock over a real working copy: what they show, ask, refuse and undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMessageBox, QToolButton

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.text import Text
from hso_plugin.gui.changes.model import ChangeRow
from hso_plugin.gui.drawing.objects_model import Choice
from hso_plugin.gui.launcher import Launcher
from hso_plugin.gui.map.marker import MapMarker
from hso_plugin.gui.widgets.grouped_model import ITEM_ROLE
from hso_plugin.gui.widgets.job_runner import Problem
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.gui.workspace.snapshot import CopyState
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.profile import copy_location
from hso_plugin.qgis_bridge.tasks import long_work
from tests.qgis.gui.conftest import CATALOGUE, later
from tests.qgis.gui.waiting import settled


def test_an_open_working_copy_is_shown_in_the_header_and_in_the_project(opened):
    panel = opened.panel
    assert panel.titleLabel.text() == "Sundsvall · Provplattformen"
    assert opened.workspace.state is CopyState.SYNCED
    assert panel.stateLabel.text() and not panel.stateIcon.pixmap().isNull()
    assert len(project.layers()) == 3
    assert all(button.isEnabled() for button in panel.steps.buttons.values())


def test_the_map_is_left_undrawn_while_layers_are_added_and_drawn_after(gui, ground, qtbot, qgis_canvas):
    frozen = []
    gui.workspace.showing.connect(lambda _held: frozen.append(qgis_canvas.isFrozen()))
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    assert frozen == [True, False]


def test_the_map_is_drawn_again_when_the_opening_is_broken_off(gui, ground, qtbot, qgis_canvas):
    frozen = []

    def note(held):
        frozen.append(qgis_canvas.isFrozen())
        if held:
            gui.workspace.begin_new()

    gui.workspace.showing.connect(note)
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: len(frozen) == 2, timeout=10_000)
    qtbot.wait(100)
    assert frozen == [True, False] and gui.workspace.snapshot is None


def test_without_a_working_copy_only_the_first_step_is_there(gui):
    gui.dock.show()
    assert [s for s, b in gui.panel.steps.buttons.items() if b.isEnabled()] == [Step.FETCH]
    assert not gui.panel.primaryButton.isEnabled()
    gui.panel.go_to(Step.SEND)
    assert gui.panel.step is Step.FETCH


def test_one_click_in_the_palette_and_the_next_thing_is_to_draw(opened):
    page = opened.panel.edit_page
    opened.panel.go_to(Step.EDIT)
    index = page.palette_model.find(Choice(CATALOGUE.classes["A3"], GeometryKind.POINT))
    page.paletteView.clicked.emit(index)
    layer = project.layer(GeometryKind.POINT)
    assert layer.isEditable()
    preset = layer.defaultValueDefinition(layer.fields().lookupField("klass"))
    assert preset.expression() == "'A3'" and not preset.applyOnUpdate()


def test_what_cannot_be_drawn_is_not_asked_for(opened):
    """A layer that cannot be edited: the person is told so, and what to do, not to click on the map."""
    said: list[str] = []
    opened.workspace.said.connect(said.append)
    page = opened.panel.edit_page
    opened.panel.go_to(Step.EDIT)
    index = page.palette_model.find(Choice(CATALOGUE.classes["A3"], GeometryKind.POINT))
    page.paletteView.clicked.emit(index)
    project.layer(GeometryKind.POINT).rollBack()
    project.layer(GeometryKind.POINT).setReadOnly(True)
    page.paletteView.clicked.emit(index)
    assert len(said) == 2 and said[0] != said[1]
    assert "A3" in said[1] and not project.layer(GeometryKind.POINT).isEditable()


def test_saved_edits_are_counted_and_can_be_sent(opened, ground, qtbot):
    ground.rename(ground.towns[0], "Matfors centrum")
    assert opened.workspace.state is CopyState.UNSAVED
    opened.workspace.save_edits()
    qtbot.waitUntil(lambda: opened.workspace.waiting == 1, timeout=5000)
    settled(opened, qtbot)
    assert opened.workspace.state is CopyState.TO_SEND
    opened.panel.go_to(Step.SEND)
    assert "1" in opened.panel.primaryButton.text() and opened.panel.primaryButton.isEnabled()
    [group] = opened.panel.send_page.model.groups
    assert [row.object.name for row in group.items] == ["Matfors centrum"]


@pytest.mark.parametrize("answer", [False, True])
def test_a_fetch_asks_before_it_goes_on_with_unsaved_edits(opened, ground, qtbot, answer):
    asked = []
    opened.workspace.unsaved_question = lambda number: asked.append(number) or answer
    ground.rename(ground.towns[0], "Annat")
    failures = []
    opened.workspace.failed.connect(failures.append)
    opened.workspace.fetch()
    settled(opened, qtbot)
    layer = project.layer(GeometryKind.POINT)
    assert asked == [1]
    if answer:
        qtbot.waitUntil(lambda: bool(failures), timeout=10_000)  # nobody listens at the address
        assert not layer.isEditable(), "the file must not be written under a layer in edit mode"
        assert opened.workspace.waiting == 1
    else:
        assert layer.isModified() and not failures
        layer.rollBack()


def test_the_question_says_save_or_cancel(gui, qtbot, qgis_app):
    from qgis.PyQt.QtCore import QTimer

    from hso_plugin.gui.widgets.questions import save_first

    seen = []

    def press(role):
        box = qgis_app.activeModalWidget()
        seen.append([b.text() for b in box.buttons()])
        next(b for b in box.buttons() if box.buttonRole(b) == role).click()

    for role, answer in ((QMessageBox.ButtonRole.AcceptRole, True), (QMessageBox.ButtonRole.RejectRole, False)):
        QTimer.singleShot(50, lambda role=role: press(role))
        assert save_first(gui.dock, 2) is answer
    assert len(seen) == 2 and len(seen[0]) == 2


def test_a_platform_that_cannot_be_reached_gives_one_sentence_and_a_way_to_try_again(opened, qtbot):
    opened.workspace.fetch()
    strip = opened.panel.problem_strip
    qtbot.waitUntil(lambda: not strip.isHidden(), timeout=15_000)
    assert strip.textLabel.textFormat() == Qt.TextFormat.PlainText
    assert strip.textLabel.text().endswith(".") and "Error" not in strip.textLabel.text()
    assert strip.detailsEdit.isHidden()
    strip.detailsButton.click()
    assert not strip.detailsEdit.isHidden() and strip.detailsEdit.toPlainText().startswith("HSO-")
    assert not strip.againButton.isHidden()
    strip.againButton.click()
    assert opened.workspace.jobs.busy
    settled(opened, qtbot)


def test_what_came_in_before_a_fetch_broke_off_is_shown_and_then_the_problem(opened, ground, qtbot, monkeypatch):
    def broken_pull(_profile, _progress):
        ground.arrives(later(ground.towns[0], namn="Deras"))
        raise HsoError("HSO-NAT", Text("Nätet försvann.", "The network went away."), try_again=True)

    monkeypatch.setattr("hso_plugin.qgis_bridge.jobs.pull_job", broken_pull)
    opened.workspace.fetch()
    qtbot.waitUntil(lambda: not opened.panel.problem_strip.isHidden(), timeout=10_000)
    settled(opened, qtbot)
    assert "Deras" in [item.name for item in opened.workspace.snapshot.objects]
    assert "Deras" in [feature["namn"] for feature in project.layer(GeometryKind.POINT).getFeatures()]
    assert not opened.panel.problem_strip.againButton.isHidden()


def test_an_error_that_will_not_pass_offers_no_second_try(opened):
    opened.workspace.failed.emit(Problem(HsoError("HSO-X", Text("<b>Nej.</b>", "<b>No.</b>")), None))
    strip = opened.panel.problem_strip
    assert strip.againButton.isHidden()
    assert strip.textLabel.text().startswith("<b>"), "a server's words are shown as they are, not as HTML"


def conflict(opened, ground, qtbot) -> None:
    ground.rename(ground.towns[0], "Min")
    opened.workspace.save_edits(stop=True)
    qtbot.waitUntil(lambda: opened.workspace.waiting == 1, timeout=5000)
    settled(opened, qtbot)
    ground.arrives(later(ground.towns[0], namn="Deras"))
    opened.workspace.refresh()
    settled(opened, qtbot)
    opened.panel.go_to(Step.SEND)


def test_a_conflict_stands_first_and_says_who_what_and_what_will_happen(opened, ground, qtbot):
    conflict(opened, ground, qtbot)
    page = opened.panel.send_page
    assert opened.workspace.state is CopyState.CONFLICT
    row = page.changesView.currentIndex().data(ITEM_ROLE)
    assert isinstance(row, ChangeRow)
    assert "kollega" in page.detailLabel.text() and "1 fält" in page.detailLabel.text()
    assert not page.solveButton.isHidden()


@pytest.mark.parametrize("way", ["button", "Enter"])
def test_a_conflict_is_opened_side_by_side_from_the_list(opened, ground, qtbot, way):
    conflict(opened, ground, qtbot)
    page = opened.panel.send_page
    assert opened.conflict_dock.isHidden()
    if way == "button":
        page.solveButton.click()
    else:
        qtbot.keyClick(page.changesView, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.conflict_dock.isHidden(), timeout=5000)
    assert opened.conflict_dock.case.conflict.identity == ground.towns[0].object.identity


def test_edits_after_a_check_are_checked_again_by_themselves(opened, ground, qtbot):
    opened.workspace.check()
    settled(opened, qtbot)
    before = opened.workspace.findings
    ground.rename(ground.towns[0], "X")
    opened.workspace.save_edits()
    assert opened.workspace.findings_stale
    qtbot.waitUntil(lambda: opened.workspace.findings is not before, timeout=10_000)
    assert not opened.workspace.findings_stale


def test_unload_leaves_qgis_as_it_was(qgis_iface, qgis_new_project, ground, qtbot):
    launcher = Launcher(qgis_iface)
    gui = launcher.gui
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    layer = project.layer(GeometryKind.POINT)
    changed = []
    gui.workspace.changed.connect(lambda: changed.append(1))
    gui.workspace.fetch()
    launcher.unload()
    project.let_go()
    changed.clear()
    qtbot.waitUntil(lambda: not long_work._running, timeout=10_000)
    layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("namn"), "efter")
    layer.commitChanges()
    qtbot.wait(400)
    assert changed == [], "nothing of the plugin may listen any more"
    QgsProject.instance().clear()


def test_labels_with_words_of_others_take_no_html(opened):
    dynamic = [label for label in opened.panel.findChildren(QLabel) if label.objectName().endswith("Label")]
    assert len(dynamic) > 10
    for label in dynamic:
        if label.buddy() is None and label.text() and label.parent().metaObject().className() != "QgsMessageBar":
            assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()


def test_every_control_can_be_named_aloud(opened):
    """Icon buttons and fields have an accessible name, a text or a label of their own."""
    for step in Step:
        opened.panel.go_to(step)
    buddies = {label.buddy() for label in opened.panel.findChildren(QLabel)}
    nameless = []
    for kind in (QAbstractButton, QLineEdit):
        for widget in opened.panel.findChildren(kind):
            own = widget.objectName() and not widget.objectName().startswith("qt_")
            outer = widget.parentWidget()
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            if own and not named and widget not in buddies and outer not in buddies:
                nameless.append(f"{outer.objectName()}/{widget.objectName()}")
    inside_qgis = {"copyEdit", "mFileWidget", "authSelect", "advancedBox", "QgsAuthConfigSelectBase", "frConfigMsg"}
    ours = [n for n in nameless if n.split("/")[0] not in inside_qgis]
    assert ours == []


def test_the_dock_fits_a_small_screen(opened, qgis_iface):
    qgis_iface.mainWindow().show()  # only what is seen is laid out anew for another font
    for button in opened.panel.steps.buttons.values():
        font = button.font()
        font.setPointSize(9)  # the desktop's; without a screen Qt has 12
        button.setFont(font)
    opened.dock.show()
    opened.dock.resize(320, 560)
    QApplication.processEvents()  # the new fonts reach the layouts by events
    opened.panel.layout().activate()
    needed = opened.panel.minimumSizeHint()
    qgis_iface.mainWindow().hide()
    assert needed.width() <= 320 and needed.height() <= 560


@pytest.mark.parametrize("following", list(Step))
def test_no_step_is_cut_off_when_it_is_the_bold_next_one(opened, following, qtbot):
    panel = opened.panel
    opened.dock.setFloating(True)
    opened.dock.resize(360, 600)
    for button in panel.steps.buttons.values():
        font = button.font()
        font.setPointSize(11)  # the desktop's is 9; this is as if the words were a fifth longer
        button.setFont(font)
    panel.steps.show_state(Step.FETCH, following, set(), set(Step))
    qtbot.wait(50)
    for step, button in panel.steps.buttons.items():
        assert button.font().bold() == (step is following)
        room = button.width() - button.fontMetrics().size(0, button.text()).width()
        assert room >= 4, f"{step.name} when {following.name} is next"


def test_the_marker_shows_the_exact_place_and_refuses_none(qgis_canvas):
    import shapely
    from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY

    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    marker = MapMarker(qgis_canvas)
    assert marker.show(shapely.Point(612_345.5, 6_923_456.25))
    extent = qgis_canvas.extent()
    assert extent.contains(QgsPointXY(612_345.5, 6_923_456.25))
    assert 500 < min(extent.width(), extent.height()) < 2000
    assert not marker.show(None)
    assert marker._band is None


def test_a_network_place_is_refused_before_anything_is_fetched(gui, qtbot):
    form = gui.panel.connect_form
    form.platformBox.setEditText("https://example.org/wfs")
    form.userEdit.setText("planerare-2281")
    form.municipalityBox.setCurrentIndex(form.municipalityBox.findData("2281"))
    assert form.primary().enabled
    assert "Strukturbild" in form.copyEdit.filePath() and "2281" in form.copyEdit.filePath()
    form.copyEdit.setFilePath("//server/delad/karta.gpkg")
    failures = []
    gui.workspace.failed.connect(failures.append)
    form.primary().action()
    assert [problem.error.code for problem in failures] == ["HSO-NATVERKSPLATS"]
    assert not gui.workspace.jobs.busy


def test_the_form_says_where_the_map_will_lie_and_warns_on_a_thin_client(gui, monkeypatch):
    form = gui.panel.connect_form
    form.municipalityBox.setCurrentIndex(form.municipalityBox.findData("2281"))
    said = form.placeLabel.text().replace("\u200b", "")
    assert str(Path(form.copyEdit.filePath()).parent) in said and not form.placeLabel.isHidden()
    assert "loggar ut" not in said
    # There is no such session on the system that the tests run on.
    monkeypatch.setattr(copy_location, "in_remote_session", lambda: True)
    form.copyEdit.setFilePath("/srv/kartor/karta.gpkg")
    said = form.placeLabel.text().replace("\u200b", "")
    assert "/srv/kartor." in said and "loggar ut" in said


def test_a_typed_password_ends_up_in_qgis_authentication_database_only(authentication):
    from qgis.core import QgsAuthMethodConfig

    from hso_plugin.gui.planner import sign_in

    first = sign_in.store("Prov", "planerare-2281", "hemligt-1", "https://example.org/wfs")  # pragma: allowlist secret
    again = sign_in.store("Prov", "planerare-2281", "hemligt-2", "https://example.org/wfs")  # pragma: allowlist secret
    assert first == again, "the same sign-in is replaced, not piled up"
    config = QgsAuthMethodConfig()
    assert authentication.loadAuthenticationConfig(first, config, True)[0]
    assert config.config("password") == "hemligt-2"  # pragma: allowlist secret
    settings = QgsSettings()
    assert not [key for key in settings.allKeys() if "hemligt" in str(settings.value(key))]
    authentication.removeAuthenticationConfig(first)


def test_a_running_job_is_not_joined_by_another(opened, qtbot):
    said = []
    opened.workspace.said.connect(said.append)
    opened.workspace.check()
    opened.workspace.check()
    assert len(said) == 1
    settled(opened, qtbot)


def test_a_job_cancelled_before_its_turn_ends_too(opened, qtbot):
    said = []
    opened.workspace.said.connect(said.append)
    opened.workspace.fetch()
    opened.workspace.jobs.cancel()
    settled(opened, qtbot)
    assert len(said) == 1
    assert opened.panel.job_strip.isHidden() and opened.panel.primaryButton.isEnabled()


def test_the_header_leads_to_what_waits(opened):
    opened.panel.timesButton.click()
    assert opened.panel.step is Step.SEND
    opened.panel.steps.findChildren(QToolButton)[Step.EDIT].click()
    assert opened.panel.step is Step.EDIT
