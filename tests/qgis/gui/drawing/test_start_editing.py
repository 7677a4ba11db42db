"""Editing begins while no thread reads the layers' file for the map, which is then drawn anew."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from qgis.core import (  # type: ignore[attr-defined]
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsProperty,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    qgsfunction,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QThreadPool

from hso_plugin.core.mend import Mend
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.text import Text
from hso_plugin.gui.drawing import start_editing
from hso_plugin.gui.drawing.digitizing import Drawing
from hso_plugin.gui.drawing.objects_model import Choice
from hso_plugin.gui.main import Gui
from hso_plugin.qgis_bridge.editing import edited_rows
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.conftest import CATALOGUE, Ground

POINT = GeometryKind.POINT
NUMBER, SECONDS = 20, 0.1


@qgsfunction(group="prov", args="auto")
def unhurried(feature, parent):
    """The size of a symbol, after a while."""
    time.sleep(SECONDS)
    return 3


@pytest.fixture
def slow(qgis_new_project) -> QgsVectorLayer:
    """A layer that takes two seconds to draw."""
    layer = QgsVectorLayer("Point?crs=EPSG:3006", "långsam", "memory")
    features = [QgsFeature() for _ in range(NUMBER)]
    for number, feature in enumerate(features):
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(600_000 + 100 * number, 6_930_000)))
    layer.dataProvider().addFeatures(features)
    symbol = QgsMarkerSymbol()
    symbol.setDataDefinedSize(QgsProperty.fromExpression("unhurried()"))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


@pytest.fixture
def drawn(opened: Gui, slow: QgsVectorLayer, qgis_iface, qgis_canvas: QgsMapCanvas, qtbot) -> Iterator[QgsMapCanvas]:
    """The window's canvas, in the middle of drawing the working copy and the slow layer."""
    QgsProject.instance().addMapLayer(slow)
    canvas = qgis_canvas
    qgis_iface.mainWindow().show()
    canvas.show()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    canvas.setLayers([slow, *project.layers()])
    canvas.setExtent(QgsRectangle(599_000, 6_929_000, 605_000, 6_931_000))
    canvas.setRenderFlag(True)
    canvas.refresh()
    qtbot.waitUntil(lambda: canvas.isDrawing() and QThreadPool.globalInstance().activeThreadCount() > 0, timeout=5000)
    yield canvas
    canvas.setRenderFlag(False)
    QThreadPool.globalInstance().waitForDone(5000)


class Watched(QgsVectorLayer):
    """Notes how many threads of Qt's common pool are at work when its editing begins."""

    at_work = -1

    def startEditing(self) -> bool:
        self.at_work = QThreadPool.globalInstance().activeThreadCount()
        return super().startEditing()


def watched() -> Watched:
    """One over the same file as the layer of points, the project's as that is."""
    layer = Watched(project.layer(POINT).source(), "samma fil", "ogr")
    QgsProject.instance().addMapLayer(layer, False)
    return layer


def test_the_threads_have_ended_before(drawn):
    layer = watched()
    began = time.perf_counter()
    assert start_editing.start_editing(layer, drawn) and layer.isEditable()
    assert layer.at_work == 0
    assert time.perf_counter() - began < SECONDS * NUMBER / 2, "the drawing is broken off, not waited for"
    layer.at_work = -1
    assert start_editing.start_editing(layer, drawn) and layer.at_work == -1, "it is edited already"
    layer.rollBack()


def test_they_are_not_waited_for_for_ever(drawn, monkeypatch):
    monkeypatch.setattr(start_editing, "PATIENCE_MS", 1)
    layer = watched()
    assert start_editing.start_editing(layer, drawn)
    assert layer.at_work > 0, "they were still at it"
    layer.rollBack()


def test_a_layer_that_cannot_be_edited_is_said_so(drawn):
    layer = project.layer(POINT)
    layer.setReadOnly(True)
    assert not start_editing.start_editing(layer, drawn) and not layer.isEditable()


def begin_new(gui: Gui, iface, identity: str) -> None:
    assert Drawing(iface).start(Choice(CATALOGUE.classes["A3"], POINT))


def open_form(gui: Gui, iface, identity: str) -> None:
    assert Drawing(iface).open_form(POINT, identity)


def mend(gui: Gui, iface, identity: str) -> None:
    before = edited_rows.object_of(*edited_rows.find(identity, POINT), CATALOGUE, "2281")
    after = replace(before, attributes={**before.attributes, "namn": "Rättat"})
    gui.mending.apply(Mend("prov", Text("Prov.", "Test."), before, after))


@pytest.mark.parametrize("way", [begin_new, open_form, mend])
def test_the_drawing_is_broken_off_and_done_anew(
    way, drawn, opened: Gui, ground: Ground, qgis_iface, qtbot, monkeypatch
):
    monkeypatch.setattr(qgis_iface, "openFeatureForm", lambda *_: True, raising=False)
    layer, drawing = project.layer(POINT), []
    layer.beforeEditingStarted.connect(lambda: drawing.append(drawn.isDrawing()))
    assert drawn.isDrawing()
    with qtbot.waitSignal(drawn.mapCanvasRefreshed, timeout=10_000):
        way(opened, qgis_iface, ground.towns[0].object.identity)
        assert layer.isEditable() and drawing == [False]
    layer.rollBack()
