"""What waits to be sent: boxes, what is changed in each, taking back, and that a long list holds nobody up."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely
from qgis.PyQt.QtCore import QAbstractItemModel, Qt, QTimer
from qgis.PyQt.QtTest import QAbstractItemModelTester
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from hso_plugin.core.ledger.ports import ChangeType, Pending, Refusal
from hso_plugin.core.ledger.push import next_version
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.text import Text
from hso_plugin.gui.changes.differences import pending_text
from hso_plugin.gui.changes.model import pending_groups
from hso_plugin.gui.changes.pending_model import PendingModel
from hso_plugin.gui.changes.row_heights import RowHeights
from hso_plugin.gui.changes.view import ChangesView
from hso_plugin.gui.map.marker import MapMarker
from hso_plugin.gui.planner.send_page import SendPage
from hso_plugin.gui.widgets.page import span_headings
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.gui.workspace.object_listing import listed
from hso_plugin.gui.workspace.snapshot import CopyState, Snapshot
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.workcopy import WorkingCopyFile
from tests.qgis.gui.conftest import CATALOGUE

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
BOX = Qt.ItemDataRole.CheckStateRole
SQUARE = shapely.MultiPolygon([shapely.box(600_000, 6_930_000, 600_300, 6_930_140)])


def thing(identity: str, geometry=SQUARE, kind=GeometryKind.AREA, **values) -> MapObject:
    return MapObject(kind, identity, "2281", {"klass": "D1", "namn": identity, **values}, geometry)


def based(item: MapObject) -> ObjectVersion:
    return ObjectVersion(item, 1, "x", False, "kollega", 1, "2026-01-01T00:00:00Z")


def changed(identity: str) -> Pending:
    return Pending(ChangeType.CHANGED, thing(identity, skede="utredning"), based(thing(identity)))


def snapshot(**parts) -> Snapshot:
    return Snapshot("x.gpkg", "2281", CATALOGUE, listed([], CATALOGUE), **parts)


def model_of(state: Snapshot) -> PendingModel:
    model = PendingModel()
    model.catalogue = CATALOGUE
    model.show(pending_groups(state))
    return model


def item(model: QAbstractItemModel, row: int, group: int = 0):
    return model.index(row, 0, model.index(group, 0))


def settled(gui, qtbot) -> None:
    qtbot.waitUntil(lambda: gui.workspace.idle, timeout=10_000)


class Counted(PendingModel):
    """Counts how often a view asks Python for the shape of the tree."""

    asked = 0


def counting(name: str):
    """The method of that name, counted."""

    def method(self, *arguments):
        Counted.asked += 1
        return getattr(super(Counted, self), name)(*arguments)

    return method


for each in ("index", "parent", "rowCount", "hasChildren", "columnCount", "flags"):
    setattr(Counted, each, counting(each))


def test_a_view_of_a_long_list_asks_few_questions_for_each_row(qgis_app):
    """Each takes microseconds, and a list of 2 000 would hold the event loop."""
    model = Counted()
    model.catalogue = CATALOGUE
    model.show(pending_groups(snapshot(pending=tuple(changed(str(number)) for number in range(1000)))))
    view = ChangesView()
    view.setSelectionMode(ChangesView.SelectionMode.ExtendedSelection)
    view.setModel(model)
    view.setItemDelegate(RowHeights(view))
    Counted.asked = 0
    span_headings(view)
    assert Counted.asked < 6 * 1000
    Counted.asked = 0
    view.selectAll()
    assert [len(part.indexes()) for part in view.selectionModel().selection()] == [1000]
    assert Counted.asked < 5 * 1000


# ----- boxes


def test_boxes_choose_and_headings_are_for_all_under_them(qgis_app):
    model = model_of(snapshot(pending=tuple(changed(name) for name in "abc")))
    tester = QAbstractItemModelTester(model, STRICT)
    heading = model.index(0, 0)
    assert model.chosen == {"a", "b", "c"} and not model.left_out
    assert model.setData(item(model, 1), Qt.CheckState.Unchecked, BOX)
    assert model.chosen == {"a", "c"}
    assert Qt.CheckState(heading.data(BOX)) == Qt.CheckState.PartiallyChecked
    assert model.setData(heading, Qt.CheckState.Unchecked, BOX)
    assert not model.chosen and Qt.CheckState(heading.data(BOX)) == Qt.CheckState.Unchecked
    assert model.setData(heading, Qt.CheckState.Checked, BOX)
    assert model.chosen == {"a", "b", "c"}
    del tester


def test_what_was_left_out_stays_so_while_it_waits(qgis_app):
    model = model_of(snapshot(pending=(changed("a"), changed("b"))))
    model.setData(item(model, 0), Qt.CheckState.Unchecked, BOX)
    model.show(pending_groups(snapshot(pending=(changed("a"), changed("c")))))
    assert model.chosen == {"c"} and model.left_out
    model.show(pending_groups(snapshot(pending=(changed("c"),))))
    model.show(pending_groups(snapshot(pending=(changed("a"), changed("c")))))
    assert model.chosen == {"a", "c"}, "sent or undone meanwhile: then it is another change"


def test_what_is_on_its_way_has_no_box_and_a_refusal_has(qgis_app):
    pending = changed("a")
    state = snapshot(
        pending=(pending,),
        refusals=(Refusal(pending.object, Text("nej", "no")),),
        outgoing=(next_version(changed("b"), "jag"),),
    )
    model = model_of(state)
    assert [group.key for group in model.groups] == ["refused", "outgoing"]
    assert item(model, 0).data(BOX) is not None and item(model, 0, 1).data(BOX) is None
    assert not model.setData(item(model, 0, 1), Qt.CheckState.Unchecked, BOX)
    assert not item(model, 0, 1).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert model.chosen == {"a"}


# ----- in words


def test_what_is_changed_is_told_as_people_read_it(qgis_app):
    smaller = shapely.MultiPolygon([shapely.box(600_000, 6_930_000, 600_300, 6_930_130)])
    pending = Pending(ChangeType.CHANGED, thing("a", smaller, namn="Birsta"), based(thing("a")))
    name, place = pending_text(pending, CATALOGUE).splitlines()
    assert name.endswith("a → Birsta")
    assert "4,2 ha → 3,9 ha" in place or "4.2 ha → 3.9 ha" in place


def test_a_moved_point_is_told_with_the_distance(qgis_app):
    here, there = shapely.Point(600_340, 6_930_000), shapely.Point(600_000, 6_930_000)
    base = thing("a", there, GeometryKind.POINT)
    text = pending_text(Pending(ChangeType.CHANGED, replace(base, geometry=here), based(base)), CATALOGUE)
    assert "340 m" in text and "→" not in text


# ----- the page over a real working copy


@pytest.fixture
def edited(opened, ground, qtbot):
    """Both towns are renamed and saved, and the page is shown."""
    for town, name in zip(ground.towns, ("Matfors centrum", "Njurunda kyrkby"), strict=True):
        ground.rename(town, name)
    opened.workspace.save_edits(stop=True)
    qtbot.waitUntil(lambda: opened.workspace.waiting == 2, timeout=5000)
    settled(opened, qtbot)
    opened.panel.go_to(Step.SEND)
    return opened


def choose(page: SendPage, row: int, *more: int) -> None:
    page.changesView.setCurrentIndex(item(page.model, row))
    selection = page.changesView.selectionModel()
    for each in more:
        selection.select(item(page.model, each), selection.SelectionFlag.Select)


def answer(role: QMessageBox.ButtonRole, seen: list[str]) -> None:
    """Press a button of the question that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        seen.append(box.text())
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()

    QTimer.singleShot(20, press)


def test_some_are_sent(edited, ground, qtbot, monkeypatch):
    sent = []
    monkeypatch.setattr(jobs, "push_job", lambda _profile, _progress, only=None: sent.append(only) or 1 / 0)
    page, button = edited.panel.send_page, edited.panel.primaryButton
    page.model.setData(item(page.model, 0), Qt.CheckState.Unchecked, BOX)
    assert "1" in button.text() and "2" in button.text()
    button.click()
    settled(edited, qtbot)
    assert sent == [page.model.chosen] and len(page.model.chosen) == 1
    page.model.setData(item(page.model, 1), Qt.CheckState.Unchecked, BOX)
    assert not button.isEnabled()


def test_with_some_left_out_unsaved_edits_are_saved_first_and_not_sent(edited, ground, monkeypatch):
    monkeypatch.setattr(jobs, "push_job", lambda *_args: pytest.fail("nobody has seen what was saved just now"))
    page = edited.panel.send_page
    page.model.setData(item(page.model, 0), Qt.CheckState.Unchecked, BOX)
    ground.rename(ground.towns[0], "Igen")
    edited.panel.primaryButton.click()
    assert not edited.workspace.unsaved


def test_undoing_asks_keeps_a_file_and_shows_the_map_as_the_platform_has_it(edited, ground, qtbot):
    page, seen, told = edited.panel.send_page, [], []
    edited.workspace.succeeded.connect(told.append)
    choose(page, 0)
    chosen = page.model.item(item(page.model, 0)).object
    answer(QMessageBox.ButtonRole.RejectRole, seen)
    page.undoButton.click()
    assert edited.workspace.waiting == 2 and chosen.name in seen[0]
    answer(QMessageBox.ButtonRole.AcceptRole, seen)
    page.undoButton.click()
    qtbot.waitUntil(lambda: edited.workspace.waiting == 1, timeout=10_000)
    settled(edited, qtbot)
    before = next(town.object.name for town in ground.towns if town.object.identity == chosen.identity)
    names = {f["objektidentitet"]: f["namn"] for f in project.layer(GeometryKind.POINT).getFeatures()}
    assert names[chosen.identity] == before
    [file] = ground.path.parent.glob("*andringar*.json")
    assert chosen.name in file.read_text("utf-8") and file.name in told[0]
    assert len(json.loads(file.read_text("utf-8"))["andringar"]) == 1


def test_several_are_undone_at_once(edited, qtbot):
    page, seen = edited.panel.send_page, []
    choose(page, 0, 1)
    assert "2" in page.undoButton.text() and not page.solveButton.isVisible()
    answer(QMessageBox.ButtonRole.AcceptRole, seen)
    page.undoButton.click()
    qtbot.waitUntil(lambda: edited.workspace.waiting == 0, timeout=10_000)
    assert "Matfors centrum" in seen[0] and "Njurunda kyrkby" in seen[0]


def test_what_is_on_its_way_cannot_be_undone_and_says_why(edited, ground, qtbot):
    page, problems = edited.panel.send_page, []
    edited.workspace.failed.connect(problems.append)
    changes = edited.workspace.snapshot.pending
    with WorkingCopyFile.open(ground.path) as copy:
        copy.write_outbox([next_version(changes[0], "jag")])
    edited.workspace.undo(changes)
    qtbot.waitUntil(lambda: bool(problems), timeout=10_000)
    assert problems[0].error.code == "HSO-UNDER-VAG"
    settled(edited, qtbot)
    assert [group.key for group in page.model.groups] == [ChangeType.CHANGED, "outgoing"]
    assert edited.workspace.waiting == 2


def test_what_is_drawn_on_the_map_goes_with_the_page(edited, ground, qtbot):
    page = edited.panel.send_page
    edited.dock.window().show()
    qtbot.waitUntil(page.isVisible)
    choose(page, 0)
    assert page._picture._bands
    edited.panel.go_to(Step.EDIT)
    assert not page._picture._bands


def test_the_chosen_row_stays_chosen_when_something_else_is_saved(edited, ground, qtbot):
    page = edited.panel.send_page
    choose(page, 1)
    chosen = page.model.item(item(page.model, 1)).object.identity
    other = next(town for town in ground.towns if town.object.identity != chosen)
    ground.rename(other, "Något annat")
    edited.workspace.save_edits(stop=True)
    settled(edited, qtbot)
    qtbot.waitUntil(lambda: "Något annat" in {p.object.name for p in edited.workspace.snapshot.pending}, timeout=5000)
    assert [row.object.identity for row in page._rows()] == [chosen]


def test_a_refusal_outweighs_what_waits(opened):
    pending = changed("a")
    state = snapshot(pending=(pending,), refusals=(Refusal(pending.object, Text("nej", "no")),), waiting=1)
    assert state.state is CopyState.REFUSED


def test_nothing_is_drawn_for_a_change_without_a_place(edited, qgis_canvas):
    page = SendPage(edited.workspace, MapMarker(qgis_canvas), edited.panel.send_page._picture)
    page._picture.show_all(None, None)
    assert not page._picture._bands
