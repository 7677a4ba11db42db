"""QGIS's own windows with forms: what was typed in them and is not confirmed, and closing them in time."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qgis.core import NULL  # type: ignore[attr-defined]
from qgis.gui import QgsAttributeDialog, QgsAttributeEditorContext, QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QRegularExpression
from qgis.PyQt.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

#: QGIS's attribute table, a window of its own or docked. Its object name ends with the layer's id, after a slash.
_TABLE = "QgsAttributeTableDialog"


def close_forms(layers: Collection[str]) -> None:
    """Close attribute tables and forms of the layers with these ids.

    A form follows its layer's columns while it has no widgets for them, and QGIS crashes (seen on 3.40.6 with an
    attribute table open when a layer got another source).
    """
    windows = {_window(each) for each in _widgets() if _layer_id(each) in layers}
    for window in windows:
        window.deleteLater()
        window.close()
    if windows:
        # At once, and none of them is touched again: Python does not learn that a widget which QGIS made is gone.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def unconfirmed(layers: Collection[str]) -> list[QgsAttributeForm]:
    """Open forms of the layers with these ids in which something was typed, or an object drawn, and not confirmed."""
    forms = [form for each in _widgets() if _layer_id(each) in layers and (form := as_form(each)) is not None]
    return [form for form in forms if form.editable() and _differs(form)]


def confirm(form: QgsAttributeForm) -> bool:
    """Put what a form holds into its layer, as its OK does, and close its window; False when QGIS refuses."""
    window = _window(form)
    if window.metaObject().className() == "QgsAttributeDialog":
        sip.cast(window, QgsAttributeDialog).accept()
        return not window.isVisible()
    return bool(form.save())


def _differs(form: QgsAttributeForm) -> bool:
    if form.mode() == QgsAttributeEditorContext.Mode.AddFeatureMode:
        return True
    before, now = form.feature().attributes(), form.currentFormFeature().attributes()
    return any(_plain(one) != _plain(other) for one, other in zip(before, now, strict=False))


def _plain(value: object) -> str:
    """A value as a person sees it: what is empty is empty, whether it is NULL or a text of no letters."""
    return "" if value is None or value == NULL else str(value)


def as_form(each: QWidget) -> QgsAttributeForm | None:
    """The form that a widget is; None for any other. One that QGIS made is a plain QWidget to Python."""
    return sip.cast(each, QgsAttributeForm) if each.metaObject().className() == "QgsAttributeForm" else None


def _widgets() -> Iterator[QWidget]:
    """All that may be a form or a table. In the main window only tables: going through all it has takes 80 ms."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QMainWindow):
            yield from top.findChildren(QWidget, QRegularExpression(f"^{_TABLE}/"))
        elif top.isVisible() and not isinstance(top, QMenu):
            yield from (top, *top.findChildren(QWidget))


def _layer_id(each: QWidget) -> str:
    """Id of the layer that a form or an attribute table is over; empty for any other widget."""
    if each.metaObject().className() == _TABLE:
        return each.objectName().partition("/")[2]
    form = as_form(each)
    layer = form.layer() if form is not None else None
    return layer.id() if layer is not None else ""


def _window(form: QWidget) -> QWidget:
    """The window that the form is in, also where that is docked in another; the form itself elsewhere."""
    each: QWidget | None = form
    while each is not None:
        if each.metaObject().className() in (_TABLE, "QgsAttributeDialog"):
            return each
        each = each.parentWidget()
    return form
