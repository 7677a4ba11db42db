"""Whose a layer is, is told by its source: QGIS copies, keeps and wipes the marks on layers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsMapLayer, QgsMapLayerStyle, QgsProject, QgsVectorLayer

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.qgis_bridge.editing import edited_rows
from hso_plugin.qgis_bridge.editing.edit_buffer import EditBuffer
from hso_plugin.qgis_bridge.layers import neighbours, project
from tests.support.working_copies import CATALOGUE, OWN, make

AREA, POINT = GeometryKind.AREA, GeometryKind.POINT
SQUARE = "MultiPolygon (((600000 6930000, 600100 6930000, 600100 6930100, 600000 6930000)))"


def show(path: str) -> None:
    for _ in project.steps(path, CATALOGUE, OWN):
        pass


def add(layer: QgsMapLayer) -> QgsVectorLayer:
    return QgsProject.instance().addMapLayer(layer)  # type: ignore[return-value]


def from_browser(path: str, table: str) -> QgsVectorLayer:
    return add(QgsVectorLayer(f"{path}|layername={table}", f"prov — {table}", "ogr"))


def sketch() -> QgsVectorLayer:
    """A layer of the person's own, with one polygon."""
    layer = add(QgsVectorLayer("MultiPolygon?crs=EPSG:3006&field=klass:string", "Min skiss", "memory"))
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(SQUARE))
    assert layer.dataProvider().addFeature(feature)
    return layer


def paste_style(source: QgsVectorLayer, target: QgsVectorLayer) -> None:
    """As QGIS's «Paste style»: all of it, the layer's own properties too."""
    style = QgsMapLayerStyle()
    style.readFromLayer(source)
    style.writeToLayer(target)


def rename_first(layer: QgsVectorLayer, name: str = "Nytt") -> int:
    assert layer.startEditing()
    fid = next(layer.getFeatures()).id()
    assert layer.changeAttributeValue(fid, layer.fields().lookupField("namn"), name)
    return fid


def roll_back() -> None:
    for layer in QgsProject.instance().mapLayers().values():
        if layer.isEditable():
            layer.rollBack()


@pytest.fixture(autouse=True)
def _nothing_in_edit_mode():
    yield
    roll_back()


def test_a_table_from_the_browser_is_one_of_the_layers(path):
    added = from_browser(path, "strukturbild_punkt")
    assert added in project.layers(POINT)
    assert project.layer(POINT) is not added
    rename_first(added)
    assert project.unsaved_edits(path) == [added.name()]
    other = str(make(Path(path).with_name("annan.gpkg")))
    with pytest.raises(HsoError) as error:
        show(other)
    assert error.value.code == "HSO-OSPARAT"


def test_a_filter_a_relative_way_and_a_copy_make_it_no_other_layer(path):
    filtered = from_browser(path, "strukturbild_yta|subset=\"klass\" = 'D1'")
    odd = from_browser(str(Path(path).parent / "x" / ".." / Path(path).name), "strukturbild_yta")
    twin = add(project.layer(AREA).clone())
    assert {each.id() for each in (filtered, odd, twin)} < {each.id() for each in project.layers(AREA)}
    assert all(project.kind_of(each) is AREA for each in (filtered, odd, twin))
    assert project.layer(AREA) not in (filtered, odd, twin)


def test_a_copy_of_the_file_is_another_file(path):
    copied = from_browser(shutil.copy(path, Path(path).with_name("kopia.gpkg")), "strukturbild_yta")
    paste_style(project.layer(AREA), copied)
    assert copied not in project.layers()
    assert project.kind_of(copied) is None


def test_neighbours_can_be_changed_through_no_layer(path):
    later = from_browser(path, "grann_yta")
    assert not later.startEditing()
    later.setReadOnly(False)
    assert later.readOnly() and not later.startEditing()
    assert not from_browser(path, "kommun").startEditing()
    assert project.layers(AREA)[0].startEditing()


def test_neighbours_that_were_there_before_can_be_changed_through_no_layer(tmp_path, qgis_new_project):
    path = str(make(tmp_path / "sundsvall.gpkg"))
    before = from_browser(path, "grann_yta")
    show(path)
    assert before.id() in QgsProject.instance().mapLayers()
    assert not before.startEditing()
    QgsProject.instance().clear()
    project.let_go()


def test_the_style_of_ours_makes_a_sketch_none_of_ours(path, tmp_path):
    mine = sketch()
    paste_style(project.layer(AREA), mine)
    assert [mine == each for each in project.layers(AREA)] == [False]
    assert project.kind_of(mine) is None
    assert neighbours.neighbour("0") is None
    show(str(make(tmp_path / "annan.gpkg")))
    assert QgsProject.instance().mapLayer(mine.id()) is mine and mine.featureCount() == 1
    assert len(QgsProject.instance().mapLayers()) == 9


def test_another_style_makes_ours_no_stranger(path):
    areas = project.layer(AREA)
    paste_style(sketch(), areas)
    assert project.layer(AREA) is areas
    rename_first(areas)
    assert project.unsaved_edits(path) == [areas.name()]
    areas.rollBack()
    ids = set(QgsProject.instance().mapLayers())
    show(path)
    assert set(QgsProject.instance().mapLayers()) == ids


def test_what_a_person_made_of_the_layers_is_there_when_the_project_is_opened_again(path, tmp_path):
    areas = project.layer(AREA)
    areas.setName("Mina ytor")
    areas.setOpacity(0.5)
    twin = areas.clone()
    twin.setSubsetString("\"klass\" = 'D1'")
    add(twin)
    QgsProject.instance().removeMapLayer(project.layer(GeometryKind.LINE))
    before = set(QgsProject.instance().mapLayers())
    saved = str(tmp_path / "karta.qgz")
    assert QgsProject.instance().write(saved)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(saved)
    show(path)
    new = set(QgsProject.instance().mapLayers()) - before
    assert before < set(QgsProject.instance().mapLayers())
    assert [project.kind_of(QgsProject.instance().mapLayer(each)) for each in new] == [GeometryKind.LINE]
    areas = project.layer(AREA)
    assert (areas.name(), areas.opacity(), areas.subsetString()) == ("Mina ytor", 0.5, "")
    assert [each.subsetString() for each in project.layers(AREA) if each != areas] == ["\"klass\" = 'D1'"]
    node = QgsProject.instance().layerTreeRoot().findLayer(project.layer(GeometryKind.LINE).id())
    names = [project.kind_of(each.layer()) for each in node.parent().children() if each.layer() is not None]
    assert names[:3] == [POINT, GeometryKind.LINE, AREA]


def test_a_table_added_before_the_map_was_opened_stays_and_is_not_taken_for_the_dressed_one(tmp_path, qgis_new_project):
    path = str(make(tmp_path / "sundsvall.gpkg"))
    plain = from_browser(path, "strukturbild_punkt")
    show(path)
    assert plain in project.layers(POINT)
    assert len(project.layers(POINT)) == 2 and project.layer(POINT) != plain
    QgsProject.instance().clear()
    project.let_go()


def test_a_release_that_got_our_style_stays_when_another_map_is_shown(path, tmp_path):
    release = str(tmp_path / "utgava.gpkg")
    shutil.copy(path, release)
    import sqlite3

    connection = sqlite3.connect(release)
    connection.execute("DROP TABLE hso_state")
    connection.commit()
    connection.close()
    added = from_browser(release, "strukturbild_yta")
    paste_style(project.layer(AREA), added)
    show(str(make(tmp_path / "annan.gpkg")))
    assert QgsProject.instance().mapLayer(added.id()) is added


def read(buffer: EditBuffer) -> None:
    for _ in buffer.read():
        pass


def test_the_live_check_follows_a_layer_that_came_later(path):
    buffer = EditBuffer()
    buffer.watch(CATALOGUE, OWN)
    added = from_browser(path, "strukturbild_punkt")
    fid = rename_first(added, "Därifrån")
    identity = added.getFeature(fid)["objektidentitet"]
    read(buffer)
    assert buffer.edits().objects({})[identity].name == "Därifrån"
    buffer.unwatch()


def test_new_objects_in_two_layers_of_one_table_are_two_objects(path):
    buffer = EditBuffer()
    buffer.watch(CATALOGUE, OWN)
    both = [project.layer(POINT), from_browser(path, "strukturbild_punkt")]
    for number, layer in enumerate(both):
        assert layer.startEditing()
        feature = QgsFeature(layer.fields())
        feature["namn"] = f"Ny {number}"
        feature.setGeometry(QgsGeometry.fromWkt("Point (600000 6930000)"))
        assert layer.addFeature(feature)
    read(buffer)
    new = {identity: thing.name for identity, thing in buffer.edits().objects({}).items() if thing is not None}
    assert sorted(new.values()) == ["Ny 0", "Ny 1"]
    for identity, name in new.items():
        found = edited_rows.find(identity, POINT)
        assert found is not None and found[1]["namn"] == name
    roll_back()
    QgsProject.instance().removeMapLayer(both[1])
    rename_first(both[0], "Efteråt")
    read(buffer)
    assert "Efteråt" in {thing.name for thing in buffer.edits().objects({}).values() if thing is not None}
    buffer.unwatch()


def test_a_filter_that_hides_an_object_is_told_from_an_object_that_is_gone(path):
    areas = project.layer(AREA)
    hidden = next(f for f in areas.getFeatures() if f["klass"] != "D1")["objektidentitet"]
    assert areas.setSubsetString("\"klass\" = 'D1'")
    assert edited_rows.find(hidden, AREA) is None
    assert edited_rows.hidden_by_filter(hidden, AREA) == [areas]
    assert edited_rows.hidden_by_filter("finns inte", AREA) == []
    add(areas.clone()).setSubsetString("")
    found = edited_rows.find(hidden, AREA)
    assert found is not None and found[0] != areas, "another layer shows it"


def test_a_drawing_order_of_an_earlier_version_is_taken_off(path):
    points = project.layer(POINT)
    renderer = points.renderer().clone()
    renderer.setOrderByEnabled(True)
    points.setRenderer(renderer)
    show(path)
    assert not points.renderer().orderByEnabled() and points.renderer().usingSymbolLevels()
