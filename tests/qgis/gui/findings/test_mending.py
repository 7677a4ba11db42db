"""Mending in the map: shown before, done in one step, taken back in one, and refused when the object is another."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from qgis.gui import QgsRubberBand

from hso_plugin.core.errors import HsoError
from hso_plugin.core.geometry import same
from hso_plugin.core.mend import Mend
from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.editing import edited_rows
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.workcopy import WorkingCopyFile
from tests.support.working_copies import AREAS, CATALOGUE, OWN, make, thing

URL = "http://127.0.0.1:1/wfs"
AREA = GeometryKind.AREA


def site(name: str, west: float, **attributes: object) -> MapObject:
    """An industrial site of 100 ha."""
    made = thing(AREA, "D1", OWN, namn=name, **attributes)
    shape = shapely.MultiPolygon([shapely.box(west, 6_930_000, west + 1000, 6_931_000)])
    return replace(made, geometry=shape)


@pytest.fixture
def sites() -> list[MapObject]:
    """The second lies 50 m over the first, and has a code that is written as its title."""
    return [site("Birsta", 600_000), site("Tunadal", 600_950, skede="Planerad")]


@pytest.fixture
def mended(gui, tmp_path, sites, qtbot):
    """The windows over a checked map with something to mend."""
    path = make(tmp_path / "prov.gpkg", sites)
    gui.workspace.use(Profile("test", "Prov", URL, "", OWN, str(path)))
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None and gui.workspace.idle, timeout=10_000)
    gui.workspace.check()
    quiet(gui, qtbot)
    return gui


def quiet(gui, qtbot) -> None:
    qtbot.waitUntil(lambda: gui.workspace.idle and not gui.live.busy and not gui.mending.busy, timeout=20_000)


def overlap(gui):
    return next(f for f in gui.workspace.findings if f.rule == "yta-overlapp")


def preview(gui, finding, qtbot) -> Mend | None:
    told = []
    gui.mending.previewed.connect(lambda about, mend: told.append((about, mend)))
    gui.mending.preview(finding)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    [(about, mend)] = told
    assert about is finding
    return mend


def bands(gui) -> list[QgsRubberBand]:
    items = gui._iface.mapCanvas().scene().items()
    return [item for item in items if isinstance(item, QgsRubberBand) and item.isVisible()]


def in_map(identity: str) -> MapObject:
    return edited_rows.object_of(*edited_rows.find(identity, AREA), CATALOGUE, OWN)


def content(item: MapObject) -> tuple:
    return dict(item.attributes), shapely.to_wkt(shapely.normalize(item.geometry))


def test_a_preview_is_drawn_and_changes_nothing(mended, sites, qtbot):
    mend = preview(mended, overlap(mended), qtbot)
    assert mend.after.geometry.area < mend.before.geometry.area
    assert len(bands(mended)) == 2 and not project.layer(AREA).isEditable()
    assert {content(in_map(s.identity))[1] for s in sites} == {content(s)[1] for s in sites}
    mended.mending.clear()
    assert bands(mended) == []


def test_a_mend_is_one_step_and_the_finding_is_gone(mended, sites, qtbot):
    mend = preview(mended, overlap(mended), qtbot)
    mended.mending.apply(mend)
    layer = project.layer(AREA)
    assert bands(mended) == [] and layer.undoStack().count() == 1
    assert mended._iface.activeLayer() == layer, "Ctrl+Z is for the active layer"
    assert same(in_map(mend.after.identity).geometry, mend.after.geometry)
    quiet(mended, qtbot)
    assert not [f for f in mended.workspace.findings if f.rule == "yta-overlapp"]
    layer.undoStack().undo()
    assert content(in_map(mend.before.identity)) == content(mend.before)
    quiet(mended, qtbot)
    assert overlap(mended)
    layer.undoStack().redo()
    assert mended.workspace.save_edits(stop=True)
    with WorkingCopyFile.open(mended.workspace.snapshot.path) as copy:
        saved = {item.identity: item for item in copy.objects()}
    assert content(saved[mend.after.identity]) == content(mend.after)


def test_a_value_is_mended_too(mended, sites, qtbot):
    finding = next(f for f in mended.workspace.findings if f.rule == "kod-okand")
    mend = preview(mended, finding, qtbot)
    assert bands(mended) == [], "the place stays the same"
    mended.mending.apply(mend)
    assert in_map(sites[1].identity).attributes["skede"] == "planerad"
    quiet(mended, qtbot)
    assert not [f for f in mended.workspace.findings if f.rule == "kod-okand"]


def test_attributes_and_place_together_are_one_step_too(mended, sites):
    before = in_map(sites[0].identity)
    values = {**before.attributes, "namn": "Birsta norra", "rus_prioritet": ("1.2", "3.1"), "prioritet": "2"}
    del values["klass"]
    after = replace(before, attributes=values, geometry=site("x", 605_000).geometry)
    mended.mending.apply(Mend("id", Text("Prov.", "Test."), before, after))
    assert content(in_map(before.identity)) == content(after)
    project.layer(AREA).undoStack().undo()
    assert content(in_map(before.identity)) == content(before)
    assert not project.layer(AREA).undoStack().canUndo()


def test_an_object_that_is_not_saved_is_mended_too(mended, sites, qtbot):
    layer = project.layer(AREA)
    layer.startEditing()
    original = edited_rows.find(sites[0].identity, AREA)[1]
    layer.changeAttributeValue(original.id(), layer.fields().lookupField("namn"), "Birsta hamn")
    finding = overlap(mended)
    mend = preview(mended, finding, qtbot)
    assert "Birsta hamn" in mend.text.sv or mend.before.name == "Birsta hamn", "it saw the edit that is not saved"
    mended.mending.apply(mend)
    quiet(mended, qtbot)
    assert not [f for f in mended.workspace.findings if f.rule == "yta-overlapp"]


def test_an_object_that_was_changed_meanwhile_is_left_alone(mended, sites, qtbot):
    mend = preview(mended, overlap(mended), qtbot)
    layer = project.layer(AREA)
    layer.startEditing()
    layer.changeAttributeValue(edited_rows.find(mend.before.identity, AREA)[1].id(), 4, "Annat namn")
    count = layer.undoStack().count()
    with pytest.raises(HsoError) as caught:
        mended.mending.apply(mend)
    assert caught.value.code == "HSO-ATGARD" and layer.undoStack().count() == count
    layer.deleteFeature(edited_rows.find(mend.before.identity, AREA)[1].id())
    with pytest.raises(HsoError, match="HSO-ATGARD"):
        mended.mending.apply(mend)


def test_what_qgis_refuses_is_undone_whole(mended, sites):
    before = in_map(sites[0].identity)
    values = {**before.attributes, "finns_inte": "x"}
    after = replace(before, attributes=values, geometry=site("x", 605_000).geometry)
    with pytest.raises(HsoError) as caught:
        mended.mending.apply(Mend("id", Text("Prov.", "Test."), before, after))
    assert caught.value.code == "HSO-ATGARD"
    assert content(in_map(before.identity)) == content(before)
    assert not project.layer(AREA).undoStack().canUndo() and not project.layer(AREA).isEditCommandActive()


def test_a_layer_that_cannot_be_edited_is_said_so(mended, sites, qtbot):
    mend = preview(mended, overlap(mended), qtbot)
    project.layer(AREA).setReadOnly(True)
    with pytest.raises(HsoError, match="HSO-ATGARD"):
        mended.mending.apply(mend)
    assert content(in_map(mend.before.identity)) == content(mend.before)


def test_where_nothing_is_safe_nothing_is_offered(mended, qtbot):
    finding = next(f for f in mended.workspace.findings if f.rule not in ("yta-overlapp", "kod-okand"))
    assert preview(mended, finding, qtbot) is None
    assert bands(mended) == [] and AREAS


def test_a_preview_of_a_map_that_is_closed_meanwhile_is_never_told(mended, qtbot):
    told = []
    mended.mending.previewed.connect(lambda *both: told.append(both))
    mended.mending.preview(overlap(mended))
    qtbot.waitUntil(lambda: mended.mending._task.busy, timeout=5000)
    mended.workspace.begin_new()
    qtbot.wait(300)
    assert told == [] and bands(mended) == [] and not mended.mending.busy


def test_a_preview_goes_from_the_map_when_it_is_closed(mended, qtbot):
    assert preview(mended, overlap(mended), qtbot) and bands(mended)
    mended.workspace.begin_new()
    assert bands(mended) == []
