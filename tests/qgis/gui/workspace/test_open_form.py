"""What is typed in an open form and not confirmed counts as unsaved when editing is about to end."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer
from qgis.gui import QgsAttributeDialog, QgsEditorWidgetWrapper, QgsGui
from qgis.PyQt.QtWidgets import QLineEdit, QWidget

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.main import Gui
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.conftest import Ground


@pytest.fixture
def layer(opened: Gui) -> QgsVectorLayer:
    QgsGui.editorWidgetRegistry().initEditors()
    layer = project.layer(GeometryKind.POINT)
    assert layer.startEditing()
    yield layer
    layer.rollBack()


@pytest.fixture
def dialog(layer, qtbot) -> QgsAttributeDialog:
    """The form of the first object, as by a double-click."""
    window = QgsAttributeDialog(layer, next(layer.getFeatures()), False)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isVisible, timeout=5000)
    return window


def type_name(dialog: QgsAttributeDialog, text: str) -> None:
    for widget in dialog.findChildren(QWidget):
        wrapper = QgsEditorWidgetWrapper.fromWidget(widget)
        if wrapper is not None and wrapper.field().name() == "namn" and isinstance(widget, QLineEdit):
            widget.setText(text)


def test_a_form_that_is_only_looked_at_is_nothing_unsaved(opened: Gui, dialog):
    assert opened.workspace.edits.unconfirmed() == 0
    opened.workspace.unsaved_question = lambda _number: pytest.fail("nothing to ask")
    assert opened.workspace.edits_settled()


def test_what_was_typed_is_asked_about_and_stays_when_the_answer_is_no(opened: Gui, layer, dialog):
    type_name(dialog, "Halvvägs")
    asked = []
    opened.workspace.unsaved_question = lambda number: asked.append(number) or False
    opened.workspace.fetch()
    assert asked == [1] and not opened.workspace.jobs.busy
    assert layer.isEditable() and dialog.isVisible()
    assert dialog.attributeForm().currentFormFeature()["namn"] == "Halvvägs"


def test_what_was_typed_is_saved_when_the_answer_is_yes(opened: Gui, layer, dialog, ground: Ground):
    type_name(dialog, "Halvvägs")
    fid = dialog.attributeForm().feature().id()
    opened.workspace.unsaved_question = lambda _number: True
    assert opened.workspace.edits_settled()
    assert not dialog.isVisible() and not layer.isEditable()
    assert layer.getFeature(fid)["namn"] == "Halvvägs"


def test_a_new_object_whose_form_is_open_is_unsaved(opened: Gui, layer, dialog):
    dialog.setMode(dialog.attributeForm().mode().__class__(1))
    assert opened.workspace.edits.unconfirmed() == 1
