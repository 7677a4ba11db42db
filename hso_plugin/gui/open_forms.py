"""Closes QGIS's own windows with forms over layers whose source is about to change."""

from __future__ import annotations

from collections.abc import Collection

from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget

#: Windows of QGIS that hold a form, on their own or docked; they delete themselves when they are closed.
_WINDOWS = ("QgsAttributeTableDialog", "QgsAttributeDialog")


def close_forms(layers: Collection[str]) -> None:
    """Close attribute tables and forms of the layers with these ids.

    A form follows its layer's columns while it has no widgets for them, and QGIS crashes (seen on 3.40.6 with an
    attribute table open when a layer got another source).
    """
    forms = [form for top in QApplication.topLevelWidgets() for form in _forms(top)]
    for window in {_window(form) for form in forms if form.layer() is not None and form.layer().id() in layers}:
        window.deleteLater()
        window.close()
    # At once, and none of them is touched again: Python does not learn that a widget which QGIS made is gone.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _forms(top: QWidget) -> list[QgsAttributeForm]:
    # One that QGIS made is a plain QWidget to Python.
    found = [each for each in top.findChildren(QWidget) if each.metaObject().className() == "QgsAttributeForm"]
    return [sip.cast(each, QgsAttributeForm) for each in found]


def _window(form: QWidget) -> QWidget:
    """The window that the form is in, also where that is docked in another; the form itself elsewhere."""
    each: QWidget | None = form
    while each is not None:
        if each.metaObject().className() in _WINDOWS:
            return each
        each = each.parentWidget()
    return form
