"""Turns an open form to one of its fields."""

from __future__ import annotations

from qgis.core import QgsFeature, QgsVectorLayer
from qgis.gui import QgsAttributeForm, QgsEditorWidgetWrapper
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QScrollArea, QTabWidget, QWidget

from ..widgets.open_forms import as_form


def turn_to(layer: QgsVectorLayer, feature: QgsFeature, field: str) -> bool:
    """Bring a field of the feature's open form into sight and put the cursor there; False when it is not there.

    A form has its fields on several tabs, and opens on the first: who comes to fill in what is missing should not have
    to look for it.
    """
    form = _form(layer, feature)
    editor = _editor(form, field) if form is not None else None
    if editor is None:
        return False
    for holder, part in _held_by(editor):
        if isinstance(holder, QTabWidget):
            holder.setCurrentIndex(holder.indexOf(part))
    editor.setFocus()
    # Only when the tab has been laid out is it known where the field lies in it.
    QTimer.singleShot(0, lambda: _scroll_to(editor))
    return True


def _scroll_to(editor: QWidget) -> None:
    for holder, _part in _held_by(editor) if not sip.isdeleted(editor) else ():
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(editor)


def _form(layer: QgsVectorLayer, feature: QgsFeature) -> QgsAttributeForm | None:
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.metaObject().className() == "QgsAttributeDialog":
            for each in window.findChildren(QWidget):
                form = as_form(each)
                if form is not None and form.layer() == layer and form.feature().id() == feature.id():
                    return form
    return None


def _editor(form: QgsAttributeForm, field: str) -> QWidget | None:
    """The field's editor among what the form shows for the feature's class."""
    for widget in form.findChildren(QWidget):
        wrapper = QgsEditorWidgetWrapper.fromWidget(widget)
        if wrapper is not None and wrapper.field().name() == field and _is_offered(widget):
            return widget
    return None


def _is_offered(widget: QWidget) -> bool:
    """True when nothing that holds it is hidden, but for a tab that is behind another."""
    return all(
        holder.isTabVisible(holder.indexOf(part)) if isinstance(holder, QTabWidget) else not part.isHidden()
        for holder, part in _held_by(widget)
    )


def _held_by(widget: QWidget) -> list[tuple[QWidget, QWidget]]:
    """From the widget to its window: what holds it, and which part of that it is in."""
    found = []
    part, holder = widget, widget.parentWidget()
    while holder is not None and not part.isWindow():
        # The pages of tabs lie in a stack of their own.
        above = holder.parentWidget()
        if isinstance(above, QTabWidget):
            holder = above
        found.append((holder, part))
        part, holder = holder, holder.parentWidget()
    return found
