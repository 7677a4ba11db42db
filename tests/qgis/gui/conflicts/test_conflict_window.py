"""The conflict window over a real working copy: what it shows, what may be chosen, and what becomes of the object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel

from hso_plugin.core.ledger.merge import GEOMETRY, Side
from hso_plugin.core.model import GeometryKind, ObjectVersion
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.conflicts.conflict_scene import AREA, CLASSES, PLACES, POINT, Scene
from tests.qgis.gui.conftest import later
from tests.support import conflicts
from tests.support.conflicts import Change
from tests.support.working_copies import thing

pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def scene(ground, opened, qtbot) -> Iterator[Scene]:
    window = opened.conflict_dock.window()
    window.show()
    yield Scene(ground, opened, qtbot)
    window.hide()


@pytest.fixture
def clash(ground) -> Callable[..., ObjectVersion]:
    """Makes a conflict; `base` are attributes of what both started from."""

    def make(kind: GeometryKind = POINT, mine: Change = None, theirs: Change = None, **base) -> ObjectVersion:
        item = replace(thing(kind, CLASSES[kind], **base), geometry=PLACES[kind][0])
        return conflicts.clash(ground.path, item, mine, theirs)

    return make


def test_merged_fields_are_chosen_and_open_ones_are_not(scene, clash):
    known = clash(
        mine={"namn": "Min", "skede": "planerad", "niva": "lokal"},
        theirs={"namn": "Deras", "prioritet": "2", "niva": "lokal"},
    )
    scene.show()
    assert scene.fields() == {"namn": Side.OPEN, "skede": Side.MINE, "prioritet": Side.THEIRS}
    radios = scene.window.fields.radios
    assert not any(radio.isChecked() for radio in radios["namn"].values())
    assert radios["skede"][Side.MINE].isChecked() and radios["prioritet"][Side.THEIRS].isChecked()
    assert not scene.window.content.saveButton.isEnabled()
    assert "Namn" in scene.window.content.saveLabel.text()
    scene.choose("namn", Side.THEIRS)
    scene.press("saveButton")
    found = scene.object(known.object.identity)
    wanted = {"klass": "A3", "namn": "Deras", "skede": "planerad", "prioritet": "2", "niva": "lokal"}
    assert dict(found.attributes) == wanted
    assert scene.pending() == {known.object.identity: "andrad"} and scene.conflicts() == 0
    assert scene.window.isHidden() and scene.gui.panel.step is Step.SEND


def test_a_field_that_merged_by_itself_can_be_overruled(scene, clash):
    known = clash(mine={"namn": "Min", "skede": "planerad"}, theirs={"namn": "Deras", "prioritet": "2"})
    scene.show()
    scene.choose("namn", Side.THEIRS)
    scene.choose("skede", Side.THEIRS)
    assert "Inget behöver skickas" in scene.window.content.saveLabel.text()
    scene.choose("skede", Side.MINE)
    scene.choose("prioritet", Side.MINE)
    scene.press("saveButton")
    assert dict(scene.object(known.object.identity).attributes) == {
        "klass": "A3",
        "namn": "Deras",
        "skede": "planerad",
    }


def test_what_is_chosen_as_the_servers_needs_not_be_sent(scene, clash):
    clash(mine={"namn": "Min"}, theirs={"namn": "Deras"})
    scene.show()
    scene.choose("namn", Side.THEIRS)
    scene.press("saveButton")
    assert scene.pending() == {} and scene.conflicts() == 0


@pytest.mark.parametrize(("button", "name", "waiting"), [("mineButton", "Min", 1), ("theirsButton", "Deras", 0)])
def test_all_of_one_side(scene, clash, button, name, waiting):
    known = clash(mine={"namn": "Min", "skede": "planerad"}, theirs={"namn": "Deras", "prioritet": "2"})
    scene.show()
    assert "Prioritet" in scene.window.content.mineLabel.text(), "what it takes from the colleague is said before"
    assert "Skede" in scene.window.content.theirsLabel.text()
    scene.press(button)
    found = scene.object(known.object.identity)
    assert found.name == name and ("prioritet" in found.attributes) is (name == "Deras")
    assert len(scene.pending()) == waiting and scene.conflicts() == 0


def test_both_as_two_objects(scene, clash):
    known = clash(mine={"namn": "Min"}, theirs={"namn": "Deras"})
    scene.show()
    scene.press("bothButton")
    [(new, kind)] = scene.pending().items()
    assert new != known.object.identity and kind == "ny"
    assert (scene.object(new).name, scene.object(known.object.identity).name) == ("Min", "Deras")


@pytest.mark.parametrize("kind", list(GeometryKind))
@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
def test_a_place_is_chosen_like_a_field_and_all_three_are_on_the_map(scene, clash, kind, side):
    _base, mine, theirs = PLACES[kind]
    known = clash(kind, mine={"geometry": mine}, theirs={"geometry": theirs})
    scene.show()
    assert scene.fields() == {GEOMETRY: Side.OPEN}
    bands = scene.window._places.bands
    assert set(bands) == {Side.BASE, Side.MINE, Side.THEIRS}
    assert len({band.strokeColor().name() for band in bands.values()}) == 3
    if kind is POINT:
        assert scene.window.case.rows[0].mine == "flyttad 340 m"
    scene.choose(GEOMETRY, side)
    scene.press("saveButton")
    found = scene.object(known.object.identity)
    assert found.geometry.equals(mine if side is Side.MINE else theirs)
    assert len(scene.pending()) == (1 if side is Side.MINE else 0)
    assert not scene.window._places.bands, "nothing stays on the map"


@pytest.mark.parametrize(("button", "there", "waiting"), [("mineButton", True, 1), ("theirsButton", False, 0)])
def test_an_edit_against_a_deletion_is_a_plain_question(scene, clash, button, there, waiting):
    known = clash(mine={"namn": "Min"}, theirs=None, namn="Före")
    scene.show()
    content = scene.window.content
    assert "borttagen" in content.questionLabel.text()
    assert content.saveButton.isHidden() and content.bothButton.isHidden()
    assert not scene.window.fields.radios, "there is nothing to choose field by field"
    assert [(row.base, row.mine) for row in scene.window.case.rows] == [("Före", "Min")]
    scene.press(button)
    assert (scene.object(known.object.identity) is not None) is there
    assert len(scene.pending()) == waiting and scene.conflicts() == 0


@pytest.mark.parametrize(("button", "there", "waiting"), [("mineButton", False, 1), ("theirsButton", True, 0)])
def test_a_deletion_against_an_edit_is_a_plain_question(scene, clash, button, there, waiting):
    known = clash(mine=None, theirs={"namn": "Deras"}, namn="Före")
    scene.show()
    assert "Du har tagit bort" in scene.window.content.questionLabel.text()
    assert [(row.base, row.theirs) for row in scene.window.case.rows] == [("Före", "Deras")]
    scene.press(button)
    found = scene.object(known.object.identity)
    assert (found is not None) is there and (found is None or found.name == "Deras")
    assert len(scene.pending()) == waiting and scene.conflicts() == 0


def test_new_fields_and_several_codes_are_shown_as_people_read_them(scene, clash):
    known = clash(
        mine={"agenda2030": ("11", "9"), "invanare": 4200, "kalla_plan": None},
        theirs={"agenda2030": ("8",), "invanare": 4300, "kalla_plan": "ÖP 2040"},
        kalla_plan="ÖP 2030",
    )
    scene.show()
    rows = {row.name: row for row in scene.window.case.rows}
    assert rows["agenda2030"].base == "–" and rows["agenda2030"].mine.count("• ") == 2
    assert "\n" not in rows["agenda2030"].theirs and rows["agenda2030"].theirs != "8"
    assert rows["kalla_plan"].mine == "–" and list(rows)[:1] == ["agenda2030"], "in the form's order"
    for name in rows:
        scene.choose(name, Side.MINE)
    scene.press("saveButton")
    found = scene.object(known.object.identity)
    assert found.attributes["agenda2030"] == ("11", "9") and found.attributes["invanare"] == 4200
    assert "kalla_plan" not in found.attributes, "to take a value away is a choice too"


def test_the_rest_is_folded_and_counted(scene, clash):
    clash(mine={"namn": "Min"}, theirs={"namn": "Deras"}, skede="planerad", niva="lokal")
    scene.show()
    fields = scene.window.fields
    assert fields.alike.button.text() == "Visa 4 som är lika"  # klass, skede, nivå, platsen
    assert fields.alike.values is None
    fields.alike.button.click()
    texts = [label.text() for label in fields.alike.values.findChildren(QLabel)]
    assert "Skede" in texts and fields.alike.values.isVisible()
    fields.alike.button.click()
    assert fields.alike.values.isHidden()


def test_the_class_brings_its_own_fields_and_strays_are_named(scene, clash):
    clash(AREA, mine={"klass": "D2", "namn": "Min"}, theirs={"namn": "Deras", "elbehov_mw": 45.5})
    scene.show()
    assert scene.fields()["klass"] is Side.OPEN, "the other side wrote what only the old class understands"
    scene.choose("klass", Side.MINE)
    scene.choose("namn", Side.MINE)
    assert "Elbehov" in scene.window.content.saveLabel.text()
    scene.choose("klass", Side.THEIRS)
    assert "Elbehov" not in scene.window.content.saveLabel.text()


def test_several_conflicts_are_settled_one_after_the_other(scene, clash):
    known = [clash(mine={"namn": f"Min {n}"}, theirs={"namn": f"Deras {n}"}) for n in range(3)]
    said = []
    scene.workspace.said.connect(said.append)
    scene.show(known[1].object.identity)
    view = scene.window.list
    assert view.count() == 3 and view.isVisible()
    assert scene.window.case.conflict.identity == known[1].object.identity
    for left in (2, 1, 0):
        scene.choose("namn", Side.MINE)
        scene.press("saveButton")
        assert scene.conflicts() == left
        assert scene.window.isHidden() is (left == 0)
    assert len(scene.pending()) == 3 and "Skicka" in said[-1] and "3" in said[-1]


def test_the_page_for_sending_leads_to_the_conflicts_when_nothing_else_waits(scene, clash):
    known = [clash(mine={"namn": f"Min {n}"}, theirs={"namn": f"Deras {n}"}) for n in range(2)]
    scene.workspace.refresh()
    scene.settled()
    scene.gui.panel.go_to(Step.SEND)
    page, button = scene.gui.panel.send_page, scene.gui.panel.primaryButton
    assert (page.introLabel.text(), button.text()) == ("2 konflikter väntar på dig", "Lös 2 konflikter")
    button.click()
    scene.qtbot.waitUntil(scene.window.isVisible, timeout=5000)
    assert scene.window.case.conflict.identity in {version.object.identity for version in known}
    scene.choose("namn", Side.MINE)
    scene.press("saveButton")
    assert page.introLabel.text().endswith("1 konflikt väntar på dig · det övriga kan skickas")
    assert button.text() == "Skicka 1 ändring" and button.isEnabled()


def test_choices_wait_while_another_conflict_is_looked_at(scene, clash):
    for n in range(2):
        clash(mine={"namn": f"Min {n}", "skede": "planerad"}, theirs={"namn": f"Deras {n}", "skede": "utredning"})
    scene.show()
    scene.choose("namn", Side.THEIRS)
    view = scene.window.list
    view.setCurrentRow(1)
    assert scene.fields()["namn"] is Side.OPEN
    view.setCurrentRow(0)
    assert scene.fields() == {"namn": Side.THEIRS, "skede": Side.OPEN}
    assert scene.window.fields.radios["namn"][Side.THEIRS].isChecked()


def test_a_newer_version_is_shown_anew_with_what_still_holds_chosen(scene, clash):
    known = clash(mine={"namn": "Min", "skede": "planerad"}, theirs={"namn": "Deras", "skede": "utredning"})
    scene.show()
    scene.choose("namn", Side.MINE)
    scene.choose("skede", Side.MINE)
    newest = replace(later(known, namn="Nyast"), user="granne")
    scene.arrives(newest)
    scene.workspace.refresh()
    scene.settled()
    assert scene.fields() == {"namn": Side.OPEN, "skede": Side.MINE}
    assert not scene.window.content.noticeFrame.isHidden()
    assert "granne" in scene.window.content.whoLabel.text()
    assert not scene.window.content.saveButton.isEnabled()


def test_a_conflict_that_changed_unseen_is_not_overwritten(scene, clash):
    known = clash(mine={"namn": "Min"}, theirs={"namn": "Deras"})
    scene.show()
    scene.choose("namn", Side.MINE)
    scene.arrives(later(known, namn="Nyast"))  # another window fetched it: this one does not know
    scene.press("saveButton")
    assert scene.conflicts() == 1 and not scene.window.isHidden()
    assert not scene.window.content.noticeFrame.isHidden() and scene.window.content.noticeLabel.text().endswith(".")
    assert scene.fields() == {"namn": Side.OPEN} and scene.window.case.rows[0].theirs == "Nyast"
    scene.choose("namn", Side.MINE)
    scene.press("saveButton")
    assert scene.object(known.object.identity).name == "Min" and scene.conflicts() == 0


def test_conflicts_are_there_after_a_restart(scene, clash, ground):
    clash(mine={"namn": "Min"}, theirs={"namn": "Deras"})
    scene.workspace.use(ground.profile)
    scene.qtbot.waitUntil(lambda: scene.workspace.snapshot is not None and scene.workspace.idle, timeout=10_000)
    scene.gui.panel.go_to(Step.SEND)
    page = scene.gui.panel.send_page
    assert not page.solveButton.isHidden()
    page.solveButton.click()
    scene.qtbot.waitUntil(scene.window.isVisible, timeout=5000)
    scene.choose("namn", Side.MINE)
    scene.press("saveButton")
    assert scene.conflicts() == 0


@pytest.mark.parametrize("answer", [False, True])
def test_unsaved_edits_are_asked_about(scene, clash, ground, answer):
    clash(mine={"namn": "Min"}, theirs={"namn": "Deras"})
    scene.show()
    scene.choose("namn", Side.MINE)
    asked = []
    scene.workspace.unsaved_question = lambda number: asked.append(number) or answer
    ground.rename(ground.towns[0], "Annat")
    scene.window.content.saveButton.click()
    scene.settled()
    assert asked == [1]
    assert scene.conflicts() == (0 if answer else 1)
    assert project.layer(POINT).isModified() is not answer
    project.layer(POINT).rollBack()


def test_all_of_it_by_keyboard(scene, clash):
    known = clash(mine={"namn": "Min", "skede": "planerad"}, theirs={"namn": "Deras", "skede": "utredning"})
    scene.show()
    window = scene.window
    window.window().activateWindow()
    # The first that is to be chosen has the focus.
    scene.qtbot.waitUntil(lambda: QApplication.focusWidget() is window.fields.radios["namn"][Side.MINE], timeout=3000)
    radios = window.fields.radios
    QTest.keyClick(radios["namn"][Side.MINE], Qt.Key.Key_Space)
    QTest.keyClick(radios["namn"][Side.MINE], Qt.Key.Key_Right)
    assert window.case.side("namn") is Side.THEIRS
    QTest.keyClick(radios["namn"][Side.THEIRS], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in radios["skede"].values()
    QTest.keyClick(radios["skede"][Side.MINE], Qt.Key.Key_Space)
    window.save()  # Ctrl+Enter
    scene.settled()
    assert dict(scene.object(known.object.identity).attributes) == {
        "klass": "A3",
        "namn": "Deras",
        "skede": "planerad",
    }


def test_everything_has_a_name_and_no_html(scene, clash):
    clash(mine={"namn": "<b>Min</b>"}, theirs={"namn": "Deras"})
    scene.show()
    for button in scene.window.content.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text() or not button.isVisible(), button.objectName()
    labels = [label for label in scene.window.content.findChildren(QLabel) if label.text()]
    assert any("<b>Min</b>" in label.text() for label in labels)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
