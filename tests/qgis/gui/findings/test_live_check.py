"""The findings follow what is drawn: after every edit the same as a check of what the map shows."""

from __future__ import annotations

import pytest
import shapely
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsSettings, QgsVectorLayerUtils

from hso_plugin.core.model import Finding, GeometryKind, Stage
from hso_plugin.core.rules import check
from hso_plugin.gui.findings import live_check
from hso_plugin.qgis_bridge.editing import live_rules
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.conftest import AREAS, CATALOGUE, later


@pytest.fixture(autouse=True)
def switched_on():
    """As when QGIS is new."""
    QgsSettings().remove("hso/live_check")
    yield
    QgsSettings().remove("hso/live_check")


def quiet(gui, qtbot) -> None:
    """Wait until nothing runs and nothing is about to."""
    workspace = gui.workspace
    qtbot.waitUntil(lambda: workspace.idle and not gui.live.busy, timeout=20_000)


def checked(gui, qtbot) -> None:
    gui.workspace.check()
    quiet(gui, qtbot)


def as_a_whole_check(gui) -> list[Finding]:
    """What a check from the beginning finds in what the map shows."""
    shown = gui.live.shown()
    both = {**shown.saved, **shown.edits.objects(shown.saved)}
    own = [thing for thing in both.values() if thing is not None]
    return check(own, [], AREAS, CATALOGUE, gui.workspace.stage, "2281")


def texts(findings) -> set[tuple[str, str | None, str]]:
    return {(f.id, f.object, f.message.sv) for f in findings}


def set_value(gui, identity: str, name: str, value) -> None:
    layer = project.layer(GeometryKind.POINT)
    layer.isEditable() or layer.startEditing()
    feature = next(f for f in layer.getFeatures() if f["objektidentitet"] == identity)
    assert layer.changeAttributeValue(feature.id(), layer.fields().lookupField(name), value)


def draw(east: float, name: str = "Ny ort", klass: str = "A3"):
    layer = project.layer(GeometryKind.POINT)
    layer.isEditable() or layer.startEditing()
    new = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt(f"Point ({east} 6930000)"))
    new["klass"], new["namn"] = klass, name
    assert layer.addFeature(new)
    return new


def test_the_first_edit_starts_it_and_the_next_ones_follow(opened, ground, qtbot):
    workspace, town = opened.workspace, ground.towns[0].object.identity
    assert workspace.findings is None and not opened.live.following
    set_value(opened, town, "namn", "")
    quiet(opened, qtbot)
    assert opened.live.following and not workspace.findings_stale and workspace.checked is not None
    missing = {f.id for f in workspace.findings}
    set_value(opened, town, "namn", "Matfors")
    quiet(opened, qtbot)
    assert {f.id for f in workspace.findings} < missing
    assert texts(workspace.findings) == texts(as_a_whole_check(opened))
    assert project.layer(GeometryKind.POINT).isModified(), "nothing is saved by it"


def test_new_moved_removed_and_undone_objects_are_followed_until_they_are_saved(opened, ground, qtbot):
    workspace, layer = opened.workspace, project.layer(GeometryKind.POINT)
    checked(opened, qtbot)
    new = draw(600_500)  # 500 m from Matfors: too near
    quiet(opened, qtbot)
    near = [f for f in workspace.findings if f.other and {f.object, f.other} & {new["objektidentitet"]}]
    assert near and workspace.edited[new["objektidentitet"]].name == "Ny ort"
    layer.changeGeometry(new.id(), QgsGeometry.fromWkt("Point (605000 6930000)"))
    quiet(opened, qtbot)
    assert not [f for f in workspace.findings if f.other and new["objektidentitet"] in (f.object, f.other)]
    layer.undoStack().undo()
    quiet(opened, qtbot)
    assert texts(workspace.findings) == texts(as_a_whole_check(opened))
    before = {f.id for f in workspace.findings}
    workspace.save_edits()
    quiet(opened, qtbot)
    assert workspace.edited == {} and {f.id for f in workspace.findings} == before
    assert new["objektidentitet"] in workspace.snapshot.by_identity
    layer.deleteFeature(max(f.id() for f in layer.getFeatures()))
    quiet(opened, qtbot)
    assert not [f for f in workspace.findings if f.object == new["objektidentitet"]]


def test_a_pasted_copy_gets_its_real_identity_when_it_is_saved(opened, ground, qtbot):
    checked(opened, qtbot)
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    first = next(layer.getFeatures())
    original = first["objektidentitet"]
    copy = QgsFeature(layer.fields())
    copy.setGeometry(first.geometry())
    copy.setAttributes([None, *first.attributes()[1:]])
    assert layer.addFeature(copy)
    quiet(opened, qtbot)
    temporary = {f.object for f in opened.workspace.findings if f.object and ":" in f.object}
    assert len(temporary) == 1
    opened.workspace.save_edits()
    quiet(opened, qtbot)
    named = {f.object for f in opened.workspace.findings}
    assert not any(identity and ":" in identity for identity in named)
    assert original in named and len(opened.workspace.snapshot.by_identity) == len(ground.towns) + 1
    assert texts(opened.workspace.findings) == texts(as_a_whole_check(opened))


def test_a_roll_back_takes_the_findings_back(opened, ground, qtbot):
    checked(opened, qtbot)
    before = texts(opened.workspace.findings)
    draw(600_500)
    set_value(opened, ground.towns[1].object.identity, "namn", "")
    quiet(opened, qtbot)
    assert texts(opened.workspace.findings) != before
    project.layer(GeometryKind.POINT).rollBack()
    quiet(opened, qtbot)
    assert texts(opened.workspace.findings) == before


def test_what_comes_in_is_followed(opened, ground, qtbot):
    checked(opened, qtbot)
    ground.arrives(later(ground.towns[0], namn="Ma"))
    opened.workspace.refresh()
    quiet(opened, qtbot)
    assert any("Ma" in f.message.sv for f in opened.workspace.findings)
    assert texts(opened.workspace.findings) == texts(as_a_whole_check(opened))


def test_a_neighbours_object_that_comes_in_is_known_to_the_next_edit(opened, ground, qtbot):
    from dataclasses import replace

    checked(opened, qtbot)
    theirs = later(ground.towns[0])
    theirs = replace(
        theirs,
        object=replace(
            theirs.object,
            identity="11111111-1111-4111-8111-111111111111",
            municipality="2262",
            geometry=shapely.Point(610_500, 6_930_000),
        ),
        version=1,
    )
    ground.arrives(theirs)
    opened.workspace.refresh()
    quiet(opened, qtbot)
    assert any(f.other == theirs.object.identity for f in opened.workspace.findings)


def test_another_stage_is_followed(opened, ground, qtbot):
    checked(opened, qtbot)
    opened.workspace.stage = Stage.SUBMISSION
    opened.workspace.changed.emit()
    quiet(opened, qtbot)
    assert texts(opened.workspace.findings) == texts(as_a_whole_check(opened))
    assert {f.severity for f in opened.workspace.findings}


def test_after_saving_nobody_needs_to_check_again(opened, ground, qtbot):
    checked(opened, qtbot)
    titles = []
    opened.workspace.jobs.started.connect(titles.append)
    ground.rename(ground.towns[0], "Ma")
    opened.workspace.save_edits()
    quiet(opened, qtbot)
    assert len(titles) == 1, "the file is read anew, and nothing else"
    assert not opened.workspace.findings_stale
    assert any("Ma" in f.message.sv for f in opened.workspace.findings)


def test_turned_off_it_keeps_still_and_turned_on_it_catches_up(opened, ground, qtbot):
    opened.live.set_enabled(False)
    draw(600_500)
    qtbot.wait(2 * live_check.WAIT_MS)
    assert opened.workspace.findings is None and not opened.live.busy
    opened.live.set_enabled(True)
    quiet(opened, qtbot)
    assert texts(opened.workspace.findings) == texts(as_a_whole_check(opened))


def test_a_fault_in_it_is_told_once_and_the_drawing_goes_on(opened, ground, qtbot, monkeypatch):
    checked(opened, qtbot)
    problems = []
    opened.workspace.failed.connect(problems.append)

    def faulty(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(live_rules.LiveRules, "follow", faulty)
    for number in range(3):
        set_value(opened, ground.towns[0].object.identity, "namn", f"Ort {number}")
        quiet(opened, qtbot)
    assert [p.error.code for p in problems] == ["HSO-INTERNT"]
    assert not opened.live.following and opened.workspace.findings_stale
    monkeypatch.undo()
    checked(opened, qtbot)
    assert not opened.workspace.findings_stale


def test_it_waits_for_the_persons_own_job(opened, ground, qtbot):
    import threading

    go_on = threading.Event()
    assert opened.workspace.jobs.run("Prov", lambda _progress: go_on.wait(10), lambda _r: None, lambda: None)
    draw(600_500)
    qtbot.wait(3 * live_check.WAIT_MS)
    assert opened.workspace.findings is None
    go_on.set()
    quiet(opened, qtbot)
    assert opened.workspace.findings is not None


def test_closing_the_map_or_unloading_lets_go_of_everything(opened, ground, qtbot):
    checked(opened, qtbot)
    draw(600_500)
    opened.workspace.begin_new()
    assert not opened.live.busy and opened.live.shown() is None
    draw(601_500)
    qtbot.wait(2 * live_check.WAIT_MS)
    assert opened.workspace.findings is None
    project.layer(GeometryKind.POINT).rollBack()


def test_layers_that_are_taken_out_of_the_project_do_no_harm(opened, ground, qtbot):
    checked(opened, qtbot)
    draw(600_500)
    QgsProject.instance().removeMapLayers([layer.id() for layer in project.layers()])
    quiet(opened, qtbot)
    assert opened.workspace.findings is not None
