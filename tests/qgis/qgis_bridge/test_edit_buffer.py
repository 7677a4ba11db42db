"""Objects as the editable layers show them: the same as the file gives once the edits are saved."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayerUtils

from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.qgis_bridge.editing import edited_rows
from hso_plugin.qgis_bridge.editing.edit_buffer import EditBuffer
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.workcopy import WorkingCopyFile
from tests.support.working_copies import CATALOGUE, OWN, make, one_of_each

SEVERAL = '{"1.1","2.4"}'
VALUES = {
    "namn": ["", None, "  Nytt namn ", "Två\nrader", "emoji 🙂"],
    "klass": ["A3", "B1", "C1", None, "ZZ"],
    "prioritet": [1, None, 3],
    "rus_prioritet": [SEVERAL, "{}", None, '{"3.1"}'],
    "stallningstagande": ["Kommunen vill.", "", None],
}
SHAPES = {
    GeometryKind.POINT: ["Point (600100.12345 6930000)", "PointZ (600100 6930000 5)", ""],
    GeometryKind.LINE: ["LineString (600000 6930000, 600500.0004 6930100)", "LineStringZ (1 2 3, 4 5 6)",
                        "CompoundCurve (CircularString (0 0, 5 5, 10 0), (10 0, 20 0))", ""],
    GeometryKind.AREA: ["Polygon ((0 0, 10 0, 10 10, 0 0))", "MultiPolygon (((0 0, 10 0, 10 10, 0 0)))",
                        "Polygon ((0 0, 10 10, 10 0, 0 10, 0 0))",
                        "CurvePolygon (CircularString (0 0, 4 0, 4 4, 0 4, 0 0))", ""],
}  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[EditBuffer]:
    """The layers of a working copy in the project, and what follows them."""
    for _ in project.steps(str(path), CATALOGUE, OWN):
        pass
    made = EditBuffer()
    made.watch(CATALOGUE, OWN)
    try:
        yield made
    finally:
        made.unwatch()
        for layer in project.layers():
            if layer.isEditable():
                layer.rollBack()
        project.let_go()
        QgsProject.instance().clear()


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    """A working copy that nobody opens."""
    return make(tmp_path_factory.mktemp("pristine") / "prov.gpkg")


@pytest.fixture
def copy_path(tmp_path, pristine, qgis_new_project) -> Path:
    return shutil.copy(pristine, tmp_path / "prov.gpkg")


@pytest.fixture
def buffer(copy_path):
    with opened(copy_path) as made:
        yield made


def saved(path) -> dict[str, MapObject]:
    with WorkingCopyFile.open(path) as copy:
        return {thing.identity: thing for thing in copy.objects()}


def shown(buffer: EditBuffer, before: dict[str, MapObject]) -> dict[str, MapObject]:
    """Everything the layers show, by identity."""
    for _ in buffer.read():
        pass
    both = {**before, **buffer.edits().objects(before)}
    return {identity: thing for identity, thing in both.items() if thing is not None}


def content(thing: MapObject) -> tuple:
    return (
        thing.kind,
        thing.municipality,
        sorted(thing.attributes.items()),
        None if thing.geometry is None else shapely.to_wkt(thing.geometry, rounding_precision=3),
    )


def shape(chance: random.Random, kind: GeometryKind) -> QgsGeometry:
    return QgsGeometry.fromWkt(chance.choice(SHAPES[kind]))


def add(chance: random.Random, layer, kind) -> None:
    new = QgsVectorLayerUtils.createFeature(layer, shape(chance, kind))
    for name, values in VALUES.items():
        if chance.random() < 0.5:
            new[name] = chance.choice(values)
    if chance.random() < 0.4:  # as when an object is pasted, or split by a tool that copies all
        taken = [f["objektidentitet"] for f in layer.getFeatures()]
        new["objektidentitet"] = chance.choice([*taken, None, "inget uuid", ""])
    [new] = QgsVectorLayerUtils.makeFeatureCompatible(new, layer)
    assert layer.addFeature(new)


def change(chance: random.Random, layer, kind) -> None:
    fids = [f.id() for f in layer.getFeatures()]
    if not fids:
        return
    fid = chance.choice(fids)
    what = chance.choice(["attribute", "place", "delete", "identity"])
    if what == "attribute":
        name = chance.choice(list(VALUES))
        layer.changeAttributeValue(fid, layer.fields().lookupField(name), chance.choice(VALUES[name]))
    elif what == "place":
        place = shape(chance, kind)
        if fid < 0 and not place.isNull():  # QGIS refuses to save a new object with heights or curves
            place = place.coerceToType(layer.wkbType())[0]
        layer.changeGeometry(fid, place)
    elif what == "identity" and fid >= 0:
        layer.changeAttributeValue(fid, layer.fields().lookupField("objektidentitet"), "hittepå")
    else:
        layer.deleteFeature(fid)


def edit(chance: random.Random) -> None:
    """A few edits such as people make, with undo and redo among them."""
    for _ in range(chance.randint(1, 8)):
        kind = chance.choice(list(GeometryKind))
        layer = project.layer(kind)
        layer.isEditable() or layer.startEditing()
        act = chance.choice([add, change, change, "undo", "redo"])
        if act == "undo":
            layer.undoStack().undo()
        elif act == "redo":
            layer.undoStack().redo()
        else:
            act(chance, layer, kind)


@contextmanager
def fresh(pristine: Path) -> Iterator[tuple[Path, EditBuffer]]:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(pristine, folder))
        with opened(path) as made:
            yield path, made


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), reads=st.lists(st.booleans(), min_size=3, max_size=3))
def test_what_the_layers_show_is_what_the_file_holds_after_saving(pristine, seed, reads):
    with fresh(pristine) as (path, buffer):
        see_edits_saved(path, buffer, random.Random(seed), reads)


def see_edits_saved(copy_path: Path, buffer: EditBuffer, chance: random.Random, reads: list[bool]) -> None:
    before = saved(copy_path)
    for read_between in reads:
        edit(chance)
        if read_between:
            shown(buffer, before)
    seen = shown(buffer, before)
    for layer in project.layers():
        assert not layer.isEditable() or layer.commitChanges(chance.random() < 0.5), layer.commitErrors()
    after = saved(copy_path)
    assert sorted(map(repr, map(content, seen.values()))) == sorted(map(repr, map(content, after.values())))
    lasting = {i: thing for i, thing in seen.items() if ":" not in i}
    assert {i: content(t) for i, t in lasting.items()} == {i: content(after[i]) for i in lasting}

    # Until the file has been read anew, what was read before and what is touched still make the same map …
    assert {i: content(t) for i, t in shown(buffer, before).items()} == {i: content(t) for i, t in after.items()}
    # … and then nothing is kept.
    buffer.settle(buffer.mark())
    assert not buffer.edits().rows and not buffer.unread


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), read=st.booleans())
def test_edits_that_are_rolled_back_leave_what_the_file_holds(pristine, seed, read):
    with fresh(pristine) as (path, buffer):
        before = saved(path)
        edit(random.Random(seed))
        if read:
            shown(buffer, before)
        for layer in project.layers():
            assert not layer.isEditable() or layer.rollBack()
        assert {i: content(t) for i, t in shown(buffer, before).items()} == {i: content(t) for i, t in before.items()}
        buffer.settle(buffer.mark())
        assert not buffer.edits().rows


def test_a_copy_has_a_temporary_identity_and_can_be_found_by_it(copy_path, buffer):
    layer = project.layer(GeometryKind.AREA)
    original = next(layer.getFeatures())
    layer.startEditing()
    copy = QgsFeature(layer.fields())
    copy.setGeometry(original.geometry())
    copy["objektidentitet"], copy["namn"] = original["objektidentitet"], "Kopian"
    assert layer.addFeature(copy)
    before = saved(copy_path)
    [new] = set(shown(buffer, before)) - set(before)
    assert new == edited_rows.temporary(GeometryKind.AREA, copy.id())
    assert edited_rows.find(new, GeometryKind.AREA)[1]["namn"] == "Kopian"
    assert edited_rows.find(original["objektidentitet"], GeometryKind.AREA)[1].id() == original.id()
    assert edited_rows.find("strukturbild_yta:-99", GeometryKind.AREA) is None
    layer.commitChanges()
    assert not any(":" in identity for identity in saved(copy_path))


def test_a_new_object_keeps_the_identity_that_the_form_gave_it(copy_path, buffer):
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    new = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("Point (600500 6930000)"), {3: "A3"})
    assert layer.addFeature(new)
    before = saved(copy_path)
    [identity] = set(shown(buffer, before)) - set(before)
    layer.commitChanges()
    assert identity in saved(copy_path)


def test_saved_after_somebody_began_to_read_is_kept_until_the_next_reading(copy_path, buffer):
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("namn"), "Sparat sent")
    old = saved(copy_path)
    mark = buffer.mark()
    layer.commitChanges()
    buffer.settle(mark)
    assert shown(buffer, old)[feature["objektidentitet"]].name == "Sparat sent"
    buffer.settle(buffer.mark())
    assert not buffer.edits().rows


def test_an_edit_of_what_was_just_saved_outlives_the_reading_of_that(copy_path, buffer):
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    feature = next(layer.getFeatures())
    column = layer.fields().lookupField("namn")
    layer.changeAttributeValue(feature.id(), column, "Sparat")
    layer.commitChanges(False)
    mark = buffer.mark()
    layer.changeAttributeValue(feature.id(), column, "Inte sparat")
    now = saved(copy_path)
    buffer.settle(mark)
    assert shown(buffer, now)[feature["objektidentitet"]].name == "Inte sparat"


def test_what_was_edited_before_it_followed_is_read_too(copy_path, buffer):
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    gone, renamed, moved, *_ = layer.getFeatures()
    layer.deleteFeature(gone.id())
    layer.changeAttributeValue(renamed.id(), layer.fields().lookupField("namn"), "Annat")
    layer.changeGeometry(moved.id(), QgsGeometry.fromWkt("Point (1 2)"))
    layer.addFeature(QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("Point (3 4)")))
    late = EditBuffer()
    late.watch(CATALOGUE, OWN)
    before = saved(copy_path)
    seen = shown(late, before)
    late.unwatch()
    assert gone["objektidentitet"] not in seen and len(seen) == len(before)
    assert seen[renamed["objektidentitet"]].name == "Annat"
    assert seen[moved["objektidentitet"]].geometry.equals(shapely.Point(1, 2))


def test_a_removed_layer_is_let_go_of(copy_path, buffer):
    touched = []
    buffer.touched.connect(lambda: touched.append(1))
    QgsProject.instance().removeMapLayers([layer.id() for layer in project.layers()])
    assert not buffer.unread and not touched


def test_objects_are_made_once_of_rows_that_stay_the_same(copy_path, buffer):
    layer = project.layer(GeometryKind.POINT)
    layer.startEditing()
    first, second, *_ = layer.getFeatures()
    before, known = saved(copy_path), {}
    column = layer.fields().lookupField("namn")
    layer.changeAttributeValue(first.id(), column, "Ett")
    shown(buffer, before)
    once = buffer.edits().objects(before, known)
    layer.changeAttributeValue(second.id(), column, "Två")
    shown(buffer, before)
    twice = buffer.edits().objects(before, known)
    assert twice[first["objektidentitet"]] is once[first["objektidentitet"]]
    assert twice[second["objektidentitet"]].name == "Två"
    assert len(one_of_each()) > 2
