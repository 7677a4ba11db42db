"""The real attribute dialog, turned to a field on any of its tabs."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeatureRequest
from qgis.gui import QgsAttributeDialog, QgsEditorWidgetWrapper, QgsGui
from qgis.PyQt.QtWidgets import QWidget

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.drawing.form_focus import turn_to
from hso_plugin.qgis_bridge.layers import project
from tests.support.working_copies import CATALOGUE, OWN, make, one_of_each


@pytest.fixture
def layer(tmp_path, qgis_new_project):
    QgsGui.editorWidgetRegistry().initEditors()
    for _ in project.steps(str(make(tmp_path / "karta.gpkg", one_of_each(), CATALOGUE)), CATALOGUE, OWN):
        pass
    layer = project.layer(GeometryKind.POINT)
    assert layer.startEditing()
    yield layer
    layer.rollBack()


@pytest.fixture
def feature(layer):
    return next(layer.getFeatures(QgsFeatureRequest().setFilterExpression("\"klass\" = 'A3'")))


@pytest.fixture
def dialog(layer, feature, qtbot):
    window = QgsAttributeDialog(layer, feature, False)
    qtbot.addWidget(window)
    window.resize(500, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    return window


def editors(dialog, name):
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if (wrapper := QgsEditorWidgetWrapper.fromWidget(widget)) is not None and wrapper.field().name() == name
    ]


@pytest.mark.parametrize("name", [attribute.name for attribute in CATALOGUE.attributes_of("A3")])
def test_every_field_of_the_class_is_brought_into_sight(layer, feature, dialog, qtbot, name):
    assert turn_to(layer, feature, name)
    qtbot.waitUntil(lambda: any(not widget.visibleRegion().isEmpty() for widget in editors(dialog, name)), timeout=5000)
    focus = dialog.focusWidget()
    assert any(widget is focus or widget.isAncestorOf(focus) for widget in editors(dialog, name))


def test_a_field_of_another_class_is_not_turned_to(layer, feature, dialog):
    assert not turn_to(layer, feature, "belopp_mkr")
    assert not turn_to(layer, feature, "finns_inte")


def test_without_an_open_form_nothing_happens(layer, feature):
    assert not turn_to(layer, feature, "namn")
