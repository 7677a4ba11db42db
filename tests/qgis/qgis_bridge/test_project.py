"""A working copy in the project: layers, groups, what QGIS is set up for, and finding it all again."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsTolerance

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, ObjectVersion
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.layers.names import title
from hso_plugin.qgis_bridge.tasks.sliced_work import SlicedWork
from hso_plugin.workcopy import WorkingCopyFile
from tests.support.working_copies import CATALOGUE, OWN, make

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path, qgis_new_project) -> str:
    return str(make(tmp_path / "sundsvall.gpkg"))


@pytest.fixture(autouse=True)
def _let_go():
    yield
    QgsProject.instance().clear()
    project.let_go()


def show(path: str) -> None:
    for _ in project.steps(path, CATALOGUE, OWN):
        pass


def test_layers_stand_in_groups_with_points_first(path):
    show(path)
    root = QgsProject.instance().layerTreeRoot()
    own, others = root.children()[0], root.children()[1]
    assert "Sundsvall" in own.name()
    assert [node.layer().customProperty("hso/kind") for node in own.children()] == ["punkt", "linje", "yta"]
    assert [node.layer().customProperty("hso/role") for node in others.children()] == ["grannar"] * 3 + ["kommun"]
    assert all(layer.isValid() for layer in QgsProject.instance().mapLayers().values())


def test_only_own_layers_can_be_edited_and_keep_the_grid(path):
    show(path)
    for layer in QgsProject.instance().mapLayers().values():
        own = layer.customProperty("hso/role") == "egna"
        assert layer.readOnly() is not own
        assert layer.startEditing() is own
        if own:
            assert layer.geometryOptions().geometryPrecision() == 0.001
            layer.rollBack()
    assert [layer.featureCount() for layer in project.layers()] == [
        len(CATALOGUE.classes_of(GeometryKind(layer.customProperty("hso/kind")))) for layer in project.layers()
    ]


def test_code_lists_are_hidden_from_the_legend(path):
    show(path)
    codes = QgsProject.instance().mapLayersByName(title("kodlista", None))[0]
    assert codes.flags() & QgsMapLayer.LayerFlag.Private


def test_qgis_is_set_up_for_drawing(path):
    show(path)
    instance = QgsProject.instance()
    snapping = instance.snappingConfig()
    assert instance.crs().authid() == "EPSG:3006"
    assert snapping.enabled()
    assert snapping.mode() == Qgis.SnappingMode.AllLayers
    assert snapping.typeFlag() == Qgis.SnappingType.Vertex | Qgis.SnappingType.Segment
    assert (snapping.tolerance(), snapping.units()) == (12, QgsTolerance.UnitType.Pixels)
    assert instance.topologicalEditing()


def test_it_is_built_between_other_events(path, qtbot):
    done = []
    turns = SlicedWork()
    turns.run(project.steps(path, CATALOGUE, OWN), lambda: done.append(len(project.layers())))
    assert project.layers() == []
    qtbot.waitUntil(lambda: bool(done), timeout=5000)
    assert done == [3]


def test_a_saved_project_knows_its_working_copy_and_keeps_its_layers(path, tmp_path):
    show(path)
    ids = set(QgsProject.instance().mapLayers())
    assert QgsProject.instance().write(str(tmp_path / "karta.qgz"))
    QgsProject.instance().clear()
    assert project.open_working_copy() is None
    assert QgsProject.instance().read(str(tmp_path / "karta.qgz"))
    assert project.open_working_copy() == path
    show(path)
    assert set(QgsProject.instance().mapLayers()) == ids
    neighbours = [m for m in QgsProject.instance().mapLayers().values() if m.customProperty("hso/role") == "grannar"]
    assert all(layer.readOnly() for layer in neighbours)


def test_another_working_copy_takes_the_place_of_the_first(path, tmp_path):
    other = str(make(tmp_path / "annan.gpkg"))
    show(path)
    show(other)
    assert project.open_working_copy() == other
    assert len(QgsProject.instance().mapLayers()) == 8
    assert len(QgsProject.instance().layerTreeRoot().children()) == 3  # two groups and the hidden code lists


def test_unsaved_edits_keep_the_layers_where_they_are(path, tmp_path):
    other = str(make(tmp_path / "annan.gpkg"))
    show(path)
    layer = project.layer(GeometryKind.POINT)
    assert project.unsaved_edits() == []
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("namn"), "Nytt")
    assert project.unsaved_edits() == project.unsaved_edits(path) == [layer.name()]
    assert project.unsaved_edits(other) == []
    with pytest.raises(HsoError) as error:
        show(other)
    assert error.value.code == "HSO-OSPARAT"
    assert layer.name() in error.value.text.sv
    assert project.open_working_copy() == path
    layer.rollBack()


def test_what_something_else_wrote_is_shown_after_reload(path):
    show(path)
    layer = project.layer(GeometryKind.POINT)
    before = layer.featureCount()
    source = ogr.Open(path, update=1)
    source.ExecuteSQL("DELETE FROM strukturbild_punkt WHERE klass = 'A1'")
    source.ExecuteSQL("UPDATE strukturbild_punkt SET namn = 'Ändrat' WHERE klass = 'A2'")
    del source
    project.reload()
    assert layer.featureCount() == before - 1
    assert {f["klass"]: f["namn"] for f in layer.getFeatures()}["A2"] == "Ändrat"


def test_reload_shows_what_a_fetch_wrote_while_another_layer_is_in_edit_mode(path):
    show(path)
    points, lines = project.layer(GeometryKind.POINT), project.layer(GeometryKind.LINE)
    before = points.featureCount()
    assert lines.startEditing()
    with WorkingCopyFile.open(path) as copy:
        base = copy.objects(GeometryKind.POINT)[0]
        new = ObjectVersion(replace(base, identity=str(uuid4())), 1, str(uuid4()), False, "kollega", 500)
        copy.apply(GeometryKind.POINT, [new], 500)
    project.reload()
    assert points.featureCount() == before + 1
    assert len(list(points.getFeatures())) == before + 1
    lines.rollBack()


def test_a_working_copy_that_another_qgis_has_open_changes_nothing(path):
    code = (
        "import sys, time; from hso_plugin.qgis_bridge.tasks import lock; lock.acquire(sys.argv[1]); "
        "print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(HsoError) as error:
            show(path)
        assert error.value.code == "HSO-LAST"
        assert QgsProject.instance().mapLayers() == {}
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    show(path)
    assert len(project.layers()) == 3


def test_a_closed_project_lets_go_of_the_working_copy(path):
    show(path)
    QgsProject.instance().clear()
    code = "import sys; from hso_plugin.qgis_bridge.tasks import lock; lock.acquire(sys.argv[1]).release()"
    assert subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, check=False).returncode == 0


def test_a_damaged_file_is_said_plainly(path):
    Path(path).write_bytes(b"not a geopackage")
    with pytest.raises(HsoError) as error:
        show(path)
    assert error.value.code == "HSO-ARBETSKOPIA"
