"""The history window over a real working copy without a platform, and what it says of a whole past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
import shapely
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapLayerActionContext
from qgis.PyQt.QtWidgets import QLabel

from hso_plugin.core.ledger.object_history import Hold, ObjectHistory, still_deleted
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.gui.history import model as history_model
from hso_plugin.gui.history import words as say
from hso_plugin.gui.history.action import HistoryAction
from hso_plugin.gui.main import Gui
from hso_plugin.gui.widgets import questions
from hso_plugin.gui.widgets.grouped_model import ITEM_ROLE
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import read_edits
from tests.qgis.gui.conftest import CATALOGUE, Ground, later
from tests.support.conflicts import comes_in, save_here

POINT = GeometryKind.POINT
pytestmark = pytest.mark.usefixtures("swedish")


def versions(*contents: dict | None, municipality: str = "2281") -> tuple[ObjectVersion, ...]:
    """An object's versions: attributes and `east` of each; None deletes it."""
    identity, kept, found = str(uuid4()), {}, []
    for number, content in enumerate(contents, 1):
        kept = kept if content is None else content
        values = {"klass": "A3", **{name: value for name, value in kept.items() if name != "east"}}
        place = shapely.Point(kept.get("east", 600_000), 6_930_000)
        thing = MapObject(POINT, identity, municipality, values, place)
        when = f"2026-0{number}-01T10:00:00Z"
        found.append(ObjectVersion(thing, number, str(uuid4()), content is None, f"anna-{number}", number, when))
    return tuple(found)


def past(*contents: dict | None, mine: dict | None = None, **more) -> ObjectHistory:
    """A whole past; `mine`: attributes changed here since the last version."""
    found = versions(*contents)
    base = found[-1]
    now = None if base.deleted else base.object
    if mine is not None:
        now = replace(base.object, attributes={**base.object.attributes, **mine})
    return ObjectHistory(POINT, base.object.identity, "2281", found, base, now, **more)


LIFE = ({"namn": "Ett"}, {"namn": "Två", "east": 600_340}, None, {"namn": "Två", "prioritet": "1", "east": 600_340})


def test_every_step_says_what_it_was_and_what_it_changed():
    whole = past(*LIFE, mine={"namn": "Tre"})
    found = history_model.entries(whole)
    assert [say.entry_title(entry) for entry in found] == [
        "Inte skickad än · ändrad",
        "Version 4 · återställd",
        "Version 3 · borttagen",
        "Version 2 · ändrad",
        "Version 1 · ny",
    ]
    told = [[(each.left, each.right) for each in history_model.changes(entry, CATALOGUE)] for entry in found]
    assert told[0] == [("Två", "Tre")]
    assert len(told[1]) == 1 and told[1][0][0] == "–", "what was deleted came back with a priority"
    assert told[3] == [("Ett", "Två"), ("en punkt på kartan", "flyttad 340 m")]
    assert [right for _, right in told[4]][-2:] == ["Ett", "en punkt på kartan"]
    assert [right for _, right in told[2]][-2:] == ["Två", "en punkt på kartan"]
    assert [entry.user for entry in found] == ["", "anna-4", "anna-3", "anna-2", "anna-1"]


def test_a_step_whose_predecessor_is_not_known_says_so():
    whole = past(*LIFE[:2])
    known = replace(whole, versions=whole.versions[1:])
    (entry,) = history_model.entries(known)
    assert entry.unknown and "inte känd" in say.summary_text(entry, 2)
    assert [each.left for each in history_model.changes(entry, CATALOGUE)] == ["–"] * 3


@pytest.mark.parametrize(
    ("whole", "row", "possible", "word"),
    [
        (past(*LIFE[:2]), 0, False, "Så här är objektet nu"),
        (past(*LIFE[:2]), 1, True, "blir i kartan som det var"),
        (past(*LIFE[:3]), 0, False, "En borttagning återställs inte"),
        (past(*LIFE[:3]), 1, True, "kommer tillbaka"),
        (past(*LIFE[:2], mine={"namn": "Mitt"}), 0, False, "inte skickat"),
        (past(*LIFE[:2], mine={"namn": "Mitt"}), 1, True, "ersätts"),
        (past(*LIFE[:2], hold=Hold.CONFLICT), 1, False, "konflikt"),
        (past(*LIFE[:2], hold=Hold.OUTGOING), 1, False, "på väg"),
        (replace(past(*LIFE[:2]), municipality="2280"), 1, False, "annan kommun"),
    ],
)
def test_what_restoring_will_do_is_said_before(whole: ObjectHistory, row: int, possible: bool, word: str):
    entry = history_model.entries(whole)[row]
    assert say.can_restore(entry, whole) is possible
    assert word in say.restore_text(entry, whole)


def test_a_deletion_that_was_undone_is_no_deletion():
    gone, back = versions(*LIFE[:3]), versions(*LIFE)
    here = {back[-1].object.identity: back[-1], gone[-1].object.identity: gone[-1]}
    assert still_deleted([back[2], gone[2]], here) == [gone[2]]
    again = replace(gone[2], version=5, position=50)
    assert still_deleted([gone[2], again], {}) == [again], "of an object that was deleted twice the last one counts"


class Scene:
    """The window over a working copy whose platform cannot be reached."""

    def __init__(self, ground: Ground, gui: Gui, qtbot) -> None:
        self.ground, self.gui, self.qtbot = ground, gui, qtbot
        self.window, self.workspace = gui.history_dock, gui.workspace
        self.ui = self.window.content

    def settled(self) -> None:
        def still() -> bool:
            return self.workspace.idle and self.window.feed.idle

        self.qtbot.waitUntil(still, timeout=10_000)

    def refresh(self) -> None:
        self.workspace.refresh()
        self.settled()

    def open(self, version: ObjectVersion) -> None:
        self.window.open_history(version.object.kind, version.object.identity)
        self.qtbot.waitUntil(lambda: self.window.isVisible() and not self.workspace.jobs.busy, timeout=10_000)

    def lines(self) -> list[str]:
        return [self.ui.versionList.item(row).text().partition("\n")[0] for row in range(self.ui.versionList.count())]

    def choose(self, row: int) -> None:
        self.ui.versionList.setCurrentRow(row)

    def shown(self) -> str:
        return " | ".join(label.text() for label in self.window.details.findChildren(QLabel))

    def saved(self, identity: str) -> MapObject | None:
        with WorkingCopyFile.open(self.ground.path) as copy:
            return next((item for item in copy.objects() if item.identity == identity), None)


@pytest.fixture
def scene(ground, opened, qtbot) -> Iterator[Scene]:
    window = opened.history_dock.window()
    window.show()
    yield Scene(ground, opened, qtbot)
    window.hide()


@pytest.fixture
def known(ground) -> tuple[ObjectVersion, ObjectVersion]:
    """The second and third version of the first town, which came in by fetching."""
    second = later(ground.towns[0], namn="Matfors centrum")
    third = later(second, namn="Matfors tätort", prioritet="1")
    comes_in(ground.path, second)
    comes_in(ground.path, third)
    return second, third


def test_without_the_platform_the_known_versions_are_shown_and_one_sentence_says_why(scene, known):
    scene.open(known[1])
    assert scene.lines() == ["Version 3 · ändrad", "Version 2 · ändrad"]
    assert scene.ui.noticeFrame.isVisible()
    assert scene.ui.noticeLabel.text().endswith("Här visas bara det som finns i arbetskopian.")
    assert "Matfors centrum" in scene.shown() and "Matfors tätort" in scene.shown()
    scene.choose(1)
    assert "inte känd" in scene.ui.summaryLabel.text()


def test_the_place_of_the_chosen_version_is_on_the_map_while_the_window_is_seen(scene, known, ground):
    moved = replace(known[1].object, geometry=shapely.Point(604_000, 6_930_000))
    fourth = replace(later(known[1]), object=moved)
    comes_in(ground.path, fourth)
    scene.open(fourth)
    assert len(scene.window._places._bands) == 2, "where it is and where it was"
    scene.choose(1)
    assert not scene.window._places._bands and scene.window._marker._band is not None
    scene.window.hide()
    assert scene.window._marker._band is None


def test_a_version_is_restored_and_the_window_follows(scene, known):
    second, _ = known
    scene.refresh()
    scene.open(second)
    scene.choose(1)
    assert scene.ui.restoreButton.isEnabled()
    scene.ui.restoreButton.click()
    scene.settled()
    assert scene.saved(second.object.identity).name == "Matfors centrum"
    assert scene.workspace.waiting == 1
    scene.qtbot.waitUntil(lambda: scene.lines()[0] == "Inte skickad än · ändrad", timeout=5000)
    assert scene.window.entry.key == "2", "what was chosen stays chosen"
    assert not scene.ui.restoreButton.isEnabled() and "Så här är objektet nu" in scene.ui.restoreLabel.text()


@pytest.mark.parametrize("answer", [True, False])
def test_an_unsent_change_is_asked_about_and_kept(scene, known, ground, monkeypatch, answer: bool):
    asked = []
    monkeypatch.setattr(questions, "_ask", lambda *said: asked.append(said) or answer)
    identity = known[1].object.identity
    mine = replace(known[1].object, attributes={**known[1].object.attributes, "namn": "Oskickat"})
    save_here(ground.path, known[1].object, mine)
    scene.refresh()
    scene.open(known[1])
    assert scene.lines()[0] == "Inte skickad än · ändrad"
    scene.choose(2)
    scene.ui.restoreButton.click()
    scene.settled()
    assert len(asked) == 1
    files = list(ground.path.parent.glob("*-andringar-*.json"))
    if answer:
        assert scene.saved(identity).name == "Matfors centrum"
        assert [edit.mine.name for edit in read_edits(files[0]).edits] == ["Oskickat"]
    else:
        assert scene.saved(identity).name == "Oskickat" and not files


def test_a_deleted_object_is_found_and_comes_back(scene, known, ground):
    gone = replace(later(known[1]), deleted=True, object=known[1].object)
    comes_in(ground.path, gone)
    scene.refresh()
    scene.gui.panel.edit_page.deletedButton.click()
    scene.qtbot.waitUntil(lambda: scene.ui.deletedList.isVisible() and not scene.workspace.jobs.busy, timeout=10_000)
    assert scene.ui.deletedList.count() == 1 and "Matfors tätort" in scene.ui.deletedList.item(0).text()
    scene.ui.historyButton.click()
    scene.qtbot.waitUntil(lambda: scene.ui.versionList.isVisible() and not scene.workspace.jobs.busy, timeout=10_000)
    assert scene.lines()[0] == "Version 4 · borttagen" and not scene.ui.restoreButton.isEnabled()
    scene.choose(1)
    scene.ui.restoreButton.click()
    scene.settled()
    assert scene.saved(gone.object.identity).name == "Matfors tätort"
    with WorkingCopyFile.open(ground.path) as copy:
        (change,) = copy.pending()
    assert change.base.deleted, "it is sent as the version after the deletion, not as a new object"
    scene.ui.backButton.click()
    scene.qtbot.waitUntil(lambda: scene.ui.emptyLabel.isVisible() and not scene.workspace.jobs.busy, timeout=10_000)
    assert "känner inte till några borttagna" in scene.ui.emptyLabel.text()


def test_the_object_list_leads_to_the_history(scene, known):
    page = scene.gui.panel.edit_page
    scene.refresh()
    scene.workspace.go_to(Step.EDIT)
    assert not page.historyButton.isEnabled()
    page.objectsView.setCurrentIndex(page.objects_model.index(0, 0))
    page.historyButton.click()
    scene.qtbot.waitUntil(scene.window.isVisible, timeout=10_000)
    assert scene.window.past.identity == page.objectsView.currentIndex().data(ITEM_ROLE).identity


def test_qgis_offers_the_history_on_the_map_layers_alone(scene, known):
    registry = QgsGui.mapLayerActionRegistry()
    other = QgsVectorLayer("Point?crs=EPSG:3006", "annat", "memory")
    QgsProject.instance().addMapLayer(other)
    layer = project.layer(POINT)

    def offered(on):
        found = registry.mapLayerActions(on, HistoryAction.Target.AllActions, QgsMapLayerActionContext())
        return [action for action in found if isinstance(action, HistoryAction)]

    assert len(offered(layer)) == 1 and not offered(other)
    feature = next(f for f in layer.getFeatures() if f["objektidentitet"] == known[0].object.identity)
    offered(layer)[0].triggerForFeature(layer, feature, QgsMapLayerActionContext())
    scene.qtbot.waitUntil(scene.window.isVisible, timeout=10_000)
    assert scene.window.past.identity == known[0].object.identity


def test_types_of_change_have_words():
    assert {say.what_text(entry) for entry in history_model.entries(past(*LIFE))} == {
        "ny", "ändrad", "borttagen", "återställd",
    }  # fmt: skip
    assert past(*LIFE[:3]).unsent is None and past(*LIFE[:2], mine={"namn": "x"}).unsent is ChangeType.CHANGED
