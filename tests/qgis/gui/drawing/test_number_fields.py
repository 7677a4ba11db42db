"""What is typed in a field for a number is what is meant, whatever number format QGIS uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.gui import QgsAttributeDialog, QgsEditorWidgetWrapper, QgsGui
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit, QWidget

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.main import Gui
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.conftest import CATALOGUE

DECIMAL, WHOLE = "decimal", "heltal"


def field_of(kind: str) -> tuple[str, str]:
    """A class of points and an attribute of it that is a number of that kind."""
    names = {each.name for each in CATALOGUE.columns(GeometryKind.POINT) if each.type == kind and not each.multiple}
    for klass in CATALOGUE.classes_of(GeometryKind.POINT):
        for attribute in CATALOGUE.attributes_of(klass.code):
            if attribute.name in names and not attribute.code_list:
                return klass.code, attribute.name
    raise LookupError(kind)


@pytest.fixture
def layer(opened: Gui) -> Iterator[QgsVectorLayer]:
    QgsGui.editorWidgetRegistry().initEditors()
    layer = project.layer(GeometryKind.POINT)
    assert layer.startEditing()
    yield layer
    layer.rollBack()


@pytest.fixture
def locale() -> Iterator[Callable[[str], None]]:
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.fixture
def box(layer, qtbot) -> Callable[[str], tuple[QLineEdit, QgsEditorWidgetWrapper]]:
    """The box of a number in an open form, with the cursor in it."""
    kept = []  # Python's part of a window goes with its last reference, and the window with it

    def make(kind: str) -> tuple[QLineEdit, QgsEditorWidgetWrapper]:
        klass, name = field_of(kind)
        feature = QgsFeature(layer.fields())
        feature["klass"] = klass
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(600_000, 6_930_000)))
        assert layer.addFeature(feature)
        dialog = QgsAttributeDialog(layer, feature, False)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
        for widget in dialog.findChildren(QWidget):
            wrapper = QgsEditorWidgetWrapper.fromWidget(widget)
            if wrapper is not None and wrapper.field().name() == name and isinstance(widget, QLineEdit):
                widget.setFocus()
                assert widget.hasFocus()
                return widget, wrapper
        raise LookupError(name)

    return make


@pytest.mark.parametrize("name", ["sv_SE", "en_US", "de_DE", "de_CH", "C"])
def test_either_decimal_sign_is_one(box, locale, name):
    locale(name)
    line, wrapper = box(DECIMAL)
    for typed in ("12,5", "12.5", "-0,5", "1234,5", "12"):
        line.clear()
        QTest.keyClicks(line, typed)
        assert wrapper.value() == float(typed.replace(",", ".")), typed
        assert line.text().replace(",", ".") == typed.replace(",", ".")
    for pasted in ("1 234,5", "1\u00a0234.5"):
        line.clear()
        line.insert(pasted)
        line.textEdited.emit(line.text())
        assert wrapper.value() == 1234.5, pasted


@pytest.mark.parametrize("name", ["sv_SE", "en_US"])
def test_whole_numbers_are_what_is_shown(box, locale, name):
    locale(name)
    line, wrapper = box(WHOLE)
    QTest.keyClicks(line, "12,5")
    assert (line.text(), wrapper.value()) == ("125", 125)
    line.clear()
    assert str(wrapper.value()) == "NULL"
