"""Fetched anew in the windows: from the sentence that says why, over the button, to the same layers over a new file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt import sip

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.launcher import Launcher
from hso_plugin.gui.main import Gui
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.layers.layer_release import detached
from hso_plugin.qgis_bridge.layers.sources import source_of
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.workcopy import WorkingCopyFile
from tests.support.catalogue_in_force import in_force, put_back, put_in_force
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.restorable_platform import backup, own, planner

__all__ = ["own", "planner"]
BUTTON = "Hämta om med mina ändringar"


@pytest.fixture
def opened(gui: Gui, own: TestPlatform, qtbot, monkeypatch) -> Callable[[Planner], Gui]:
    """The window with a person's working copy open in it, signed in as that person."""

    def show(person: Planner) -> Gui:
        user, password = own.user(person.login)
        monkeypatch.setenv("HSO_USER", user)
        monkeypatch.setenv("HSO_PASSWORD", password)
        gui.workspace.use(Profile("prov", "Provplattformen", own.url, "", "2281", str(person.path)))
        gui.dock.show()
        settled(gui, qtbot)
        assert gui.workspace.snapshot is not None, gui.workspace.trouble
        return gui

    return show


def settled(gui: Gui, qtbot) -> None:
    """Wait until nothing runs, nothing is about to, and the layers are back."""
    qtbot.waitUntil(lambda: gui.workspace.idle and not gui.panel.renewal.busy, timeout=30_000)


def offered(gui: Gui, qtbot) -> str:
    """Code of the error that the strip tells, with the button that fetches anew."""
    qtbot.waitUntil(lambda: not gui.panel.problem_strip.isHidden(), timeout=30_000)
    settled(gui, qtbot)
    strip = gui.panel.problem_strip
    assert strip.againButton.text().replace("&", "") == BUTTON and not strip.againButton.isHidden()
    return strip.detailsEdit.toPlainText().splitlines()[0]


def looks() -> list[tuple[str, str, str, bool, float]]:
    """The working copy's layers from top to bottom: id, name, group, whether they are switched on, opacity."""
    found = QgsProject.instance().layerTreeRoot().findLayers()
    nodes = [node for node in found if (source := source_of(node.layer())) is not None and source.role]
    return [(n.layerId(), n.name(), n.parent().name(), n.isVisible(), n.layer().opacity()) for n in nodes]


def rename_in_map(identity: str, name: str) -> None:
    layer = project.layer(GeometryKind.POINT)
    assert layer.startEditing()
    feature = next(f for f in layer.getFeatures() if f["objektidentitet"] == identity)
    assert layer.changeAttributeValue(feature.id(), layer.fields().lookupField("namn"), name)


def test_after_a_restored_platform_one_press_brings_everything_back(
    own: TestPlatform, planner: Callable[..., Planner], opened: Callable[[Planner], Gui], tmp_path: Path, qtbot
) -> None:
    person = planner()
    edited, both = person.draw("A"), person.draw("B")
    person.send()
    restore = backup(own, tmp_path)
    for identity in (edited, both):
        person.rename(identity, "Förlorad")
    assert person.send().landed == 2
    restore()
    colleague = planner("kollega", "stod")
    colleague.rename(both, "Kollegans")
    colleague.send()

    gui = opened(person)
    project.layer(GeometryKind.POINT).setOpacity(0.5)
    project.layer(GeometryKind.AREA).setName("Mina ytor")
    before = looks()
    gui.workspace.fetch()
    assert offered(gui, qtbot) == "HSO-ATERSTALLD"

    rename_in_map(edited, "Inte sparad än")
    asked, told = [], []
    gui.workspace.unsaved_question = lambda number: asked.append(number) or len(asked) > 1
    gui.panel.renewal.told.connect(lambda *texts: told.append(texts))
    gui.panel.renewal.run()
    settled(gui, qtbot)
    assert asked == [1] and told == [] and project.layer(GeometryKind.POINT).isModified(), "no: nothing happens"
    gui.panel.renewal.run()
    assert gui.workspace.jobs.busy
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    settled(gui, qtbot)

    text, more = told[0]
    assert text == "Kartan är hämtad på nytt. 1 ändring följde med. 1 konflikt väntar på dig."
    old, file = (next(tmp_path.glob(f"arbetskopia-{word}-*")).name for word in ("gammal", "andringar"))
    assert old in more and file in more and str(tmp_path) in more
    assert looks() == before and detached() == []
    assert all(layer.isValid() for layer in QgsProject.instance().mapLayers().values())
    assert "Inte sparad än" in {f["namn"] for f in project.layer(GeometryKind.POINT).getFeatures()}
    assert gui.panel.step is Step.SEND and len(gui.workspace.snapshot.conflicts) == 1
    assert gui.panel.problem_strip.isHidden()
    gui.workspace.send()
    settled(gui, qtbot)
    assert gui.workspace.waiting == 0
    with WorkingCopyFile.open(person.path) as copy:
        assert (len(copy.pending()), len(copy.conflicts())) == (0, 1)


def test_a_new_classification_comes_with_its_forms_and_what_was_changed(
    own: TestPlatform, planner: Callable[..., Planner], opened: Callable[[Planner], Gui], qtbot
) -> None:
    person = planner()
    identity = person.draw("A")
    person.send()
    person.rename(identity, "Väntar")
    was = in_force(own)
    document = json.loads(catalogues.default().document)
    document["version"] = "9.0"
    next(c for c in document["classes"] if c["code"] == "A3")["title"].update(sv="Nytt namn", en="Nytt namn")
    put_in_force(own, json.dumps(document, ensure_ascii=False))
    try:
        gui = opened(person)
        project.layer(GeometryKind.POINT).setOpacity(0.5)
        before = looks()
        gui.workspace.send()
        assert offered(gui, qtbot) == "HSO-KATALOG"
        told = []
        gui.panel.renewal.told.connect(lambda *texts: told.append(texts))
        gui.panel.problem_strip.againButton.click()
        qtbot.waitUntil(lambda: bool(told), timeout=30_000)
        settled(gui, qtbot)
        assert looks() == before and "1 ändring följde med" in told[0][0]
        labels = [c.label() for c in project.layer(GeometryKind.POINT).renderer().categories()]
        assert "A3 Nytt namn" in labels
        assert gui.workspace.snapshot.catalogue.version == "9.0" and gui.workspace.waiting == 1
        gui.workspace.send()
        settled(gui, qtbot)
        assert gui.workspace.waiting == 0
    finally:
        put_back(own, was)


@pytest.mark.parametrize("moment", ["cancelled", "unloaded", "refused"])
def test_broken_off_the_layers_are_back_over_the_old_file(
    own: TestPlatform,
    planner: Callable[..., Planner],
    opened: Callable[[Planner], Gui],
    launcher: Launcher,
    qtbot,
    monkeypatch,
    moment: str,
) -> None:
    person = planner()
    person.draw("Kvar")
    gui = opened(person)
    before = looks()
    if moment == "refused":
        monkeypatch.setenv("HSO_PASSWORD", "fel")
    gui.panel.renewal.run()
    if moment == "cancelled":
        qtbot.waitUntil(lambda: len(detached()) > 2, timeout=10_000)
        gui.workspace.jobs.cancel()
    elif moment == "unloaded":
        qtbot.waitUntil(lambda: len(detached()) > 2, timeout=10_000)
        launcher.unload()
        assert not detached(), "nobody is left to do it later"
        qtbot.waitUntil(lambda: bool(sip.isdeleted(gui)), timeout=10_000)
    else:
        qtbot.waitUntil(lambda: not gui.panel.problem_strip.isHidden(), timeout=30_000)
        assert gui.panel.problem_strip.againButton.text().replace("&", "") != BUTTON
    qtbot.waitUntil(lambda: not detached(), timeout=30_000)
    if moment != "unloaded":
        settled(gui, qtbot)
    assert looks() == before
    assert "Kvar" in {f["namn"] for f in project.layer(GeometryKind.POINT).getFeatures()}
    assert project.layer(GeometryKind.POINT).startEditing()
    project.layer(GeometryKind.POINT).rollBack()
    with person.copy() as copy:
        assert [change.object.name for change in copy.pending()] == ["Kvar"]
