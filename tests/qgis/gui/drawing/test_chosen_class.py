"""The class of the palette lasts as long as the drawing it was made for."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer, QgsVectorLayerUtils
from qgis.gui import QgsMapToolEmitPoint, QgsMapToolIdentify, QgsMapToolPan, QgsMapToolZoom

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.drawing.objects_model import Choice
from hso_plugin.gui.main import Gui
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.conftest import CATALOGUE


@pytest.fixture
def layer(opened: Gui, qgis_canvas) -> QgsVectorLayer:
    """The points, with the tool for new ones in hand and A3 chosen."""
    layer = project.layer(GeometryKind.POINT)
    tool = QgsMapToolEmitPoint(qgis_canvas)
    qgis_canvas.setMapTool(tool)  # QGIS itself takes it up where there is a whole window
    drawing = opened.panel.edit_page.drawing
    assert drawing.start(Choice(CATALOGUE.classes["A3"], GeometryKind.POINT))
    assert qgis_canvas.mapTool() is tool
    yield layer
    qgis_canvas.unsetMapTool(tool)
    layer.rollBack()


def new(layer: QgsVectorLayer) -> object:
    """The class that QGIS gives to what is drawn, and to what is pasted without one."""
    place = QgsGeometry.fromPointXY(QgsPointXY(600_000, 6_930_000))
    made = QgsVectorLayerUtils.createFeature(layer, place, {}, layer.createExpressionContext())
    assert isinstance(made, QgsFeature)
    return made["klass"] or None


def test_what_is_drawn_has_the_class_however_often_the_map_is_moved(layer, qgis_canvas):
    tool = qgis_canvas.mapTool()
    assert new(layer) == "A3"
    moving = [QgsMapToolPan(qgis_canvas), QgsMapToolZoom(qgis_canvas, False)]
    for other in (*moving, tool):
        qgis_canvas.setMapTool(other)
        assert new(layer) == "A3"


def test_another_tool_ends_it(layer, qgis_canvas):
    tool = qgis_canvas.mapTool()
    identify = QgsMapToolIdentify(qgis_canvas)
    qgis_canvas.setMapTool(identify)
    assert new(layer) is None
    qgis_canvas.setMapTool(tool)
    assert new(layer) is None


def test_the_end_of_editing_ends_it(layer):
    layer.rollBack()
    layer.startEditing()
    assert new(layer) is None


def test_another_choice_takes_its_place(layer, opened: Gui):
    opened.panel.edit_page.drawing.start(Choice(CATALOGUE.classes["A1"], GeometryKind.POINT))
    assert new(layer) == "A1"


def test_one_that_a_project_was_saved_with_is_taken_back(layer, opened: Gui, qtbot):
    opened.panel.edit_page.drawing.chosen._layer = None  # as in a project that is opened another day
    assert new(layer) == "A3"
    opened.panel.edit_page.refresh()
    assert new(layer) is None


def test_unloading_takes_it_back(layer, opened: Gui):
    opened.panel.edit_page.drawing.chosen.forget()
    assert new(layer) is None
