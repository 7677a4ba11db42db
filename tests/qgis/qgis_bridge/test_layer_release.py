"""Layers that let go of their file while it is replaced, and have everything of theirs afterwards."""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from qgis.core import QgsLayerTreeLayer, QgsProject, QgsSingleSymbolRenderer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.layers.layer_release import attach_steps, detach_steps, detached
from hso_plugin.workcopy.exchange.changeover import close_down, put_in_place
from tests.support.working_copies import CATALOGUE, OWN, make


def run(steps) -> None:
    for _ in steps:
        pass


def looks(layer: QgsVectorLayer) -> str:
    """Everything that QGIS would save of a layer, its source and the number of features apart."""
    document = QDomDocument("qgis")
    layer.exportNamedStyle(document)
    return document.toString() + layer.name()


def tree() -> list[tuple[str, str, bool]]:
    """Layers from top to bottom with their group, and whether they are switched on."""
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    return [(node.layerId(), node.parent().name(), node.itemVisibilityChecked()) for node in nodes]


def open_files(path: str) -> int:
    """How many times this process has the file, or its log, open. The side-file of the lock stays open (Linux)."""
    held = [os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]
    return sum(held.count(os.path.realpath(path) + suffix) for suffix in ("", "-wal", "-shm", "-journal"))


def test_a_detached_layer_has_nothing_open_and_comes_back_as_it_was(path, tmp_path):
    layer = project.layer(GeometryKind.POINT)
    layer.setName("Mina orter")
    layer.setOpacity(0.4)
    layer.renderer().updateCategoryLabel(0, "Mitt eget ord")
    layer.setFieldAlias(layer.fields().lookupField("namn"), "Vad det heter")
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    node.setItemVisibilityChecked(False)
    own = QgsVectorLayer(f"{path}|layername=strukturbild_yta|subset=klass = 'A4'", "Egen vy", "ogr")
    QgsProject.instance().addMapLayer(own, False)
    QgsProject.instance().layerTreeRoot().insertChildNode(0, QgsLayerTreeLayer(own))
    everything = list(QgsProject.instance().mapLayers().values())
    for each in everything:
        each.setCustomProperty("annans", "kvar")
    before, places = {each.id(): looks(each) for each in everything}, tree()
    sources = {each.id(): each.source() for each in everything}
    number = layer.featureCount()
    assert number and len(list(layer.getFeatures())) == number and open_files(path)

    run(detach_steps(path))
    assert set(detached()) == before.keys() and open_files(path) == 0
    close_down(Path(path))  # refused while anybody has it open
    assert not any(each.startEditing() for each in everything), "nothing is drawn into nowhere"
    shutil.copyfile(path, tmp_path / "ny.gpkg")
    os.replace(tmp_path / "ny.gpkg", path)

    run(attach_steps())
    assert detached() == [] and tree() == places
    assert {each.id(): each.source() for each in everything} == sources
    assert all(each.isValid() for each in everything)
    assert {each.id(): looks(each) for each in everything} == before
    assert (layer.featureCount(), len(list(layer.getFeatures()))) == (number, number)
    assert [each.startEditing() for each in project.layers()] == [True] * 4, "the own view too"


def test_other_files_are_left_alone(path, tmp_path):
    other = QgsVectorLayer(f"{make(tmp_path / 'annan.gpkg')}|layername=strukturbild_yta", "Annan", "ogr")
    other.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(other.geometryType()))
    other.renderer().symbol().setColor(QColor("red"))
    QgsProject.instance().addMapLayer(other)
    run(detach_steps(path))
    assert other.providerType() == "ogr" and other.id() not in detached()


def test_a_project_saved_in_the_meantime_finds_its_way_back(path, tmp_path):
    sources = {layer.id(): layer.source() for layer in QgsProject.instance().mapLayers().values()}
    run(detach_steps(path))
    saved = str(tmp_path / "projekt.qgs")
    assert QgsProject.instance().write(saved)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(saved)
    assert set(detached()) == sources.keys()
    for _ in project.steps(path, CATALOGUE, OWN):
        pass
    assert detached() == []
    assert {layer.id(): layer.source() for layer in QgsProject.instance().mapLayers().values()} == sources
    assert project.layer(GeometryKind.POINT).startEditing()


def test_a_changeover_waits_for_who_reads_the_old_file_and_says_when_it_stays_open(path, tmp_path, monkeypatch):
    """Under Windows' rules for open files, with the layers detached and one other reader."""
    for _ in detach_steps(path):
        pass
    project.let_go()
    new = make(tmp_path / "ny.gpkg")
    before = sorted(each.name for each in tmp_path.iterdir())
    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.PATIENCE", 0.2)
    monkeypatch.setattr("hso_plugin.workcopy.exchange.changeover.BUSY_SECONDS", 0.2)
    with Path(path).open("rb"):
        for act in (lambda: close_down(Path(path)), lambda: put_in_place(Path(path), new)):
            with pytest.raises(HsoError) as caught:
                act()
            assert caught.value.code == "HSO-UPPTAGEN" and Path(path).name in caught.value.text.sv
            assert sorted(each.name for each in tmp_path.iterdir()) == before
    with ThreadPoolExecutor(1) as pool, Path(path).open("rb") as reader:
        monkeypatch.setattr("hso_plugin.workcopy.exchange.changeover.BUSY_SECONDS", 60)
        changeover = pool.submit(put_in_place, Path(path), new)
        time.sleep(0.5)
        assert not changeover.done()
        reader.close()
        assert changeover.result().exists()
    for _ in attach_steps():
        pass
