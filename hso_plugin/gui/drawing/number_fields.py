"""Numbers in forms and tables: what is typed is what is meant, whatever number format QGIS uses."""

from __future__ import annotations

from functools import partial

from qgis.gui import QgsEditorWidgetWrapper
from qgis.PyQt.QtCore import QLocale, QObject, QRegularExpression
from qgis.PyQt.QtGui import QRegularExpressionValidator
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QWidget

from ...qgis_bridge.layers import project

_SEEN = "hsoNumberField"
#: Digits, and what stands between thousands: any space, also those that do not break.
_DIGITS = "[\\d\\s\u00a0\u202f]*"
_WHOLE = f"-?{_DIGITS}"
_DECIMAL = f"{_WHOLE}[.,]?{_DIGITS}"


class NumberFields(QObject):
    """Puts the decimal sign of the number format in use where a person types the other one.

    QGIS takes the other sign for one between thousands and drops it, while the box still shows what was typed: 12,5 in
    an English QGIS, or 12.5 in a Swedish one, is kept as 125 (3.22 to 3.40, `QgsField::convertCompatible`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = QApplication.instance()
        self._application.focusChanged.connect(self._look)

    def close(self) -> None:
        """Look no more."""
        self._application.focusChanged.disconnect(self._look)

    def _look(self, _from: QWidget | None, box: QWidget | None) -> None:
        """Follow the box that the cursor comes to, if it is one for a number of ours; once."""
        if not isinstance(box, QLineEdit) or box.property(_SEEN):
            return
        wrapper = QgsEditorWidgetWrapper.fromWidget(box)
        if wrapper is None or not wrapper.field().isNumeric() or project.kind_of(wrapper.layer()) is None:
            return
        box.setProperty(_SEEN, True)
        whole = wrapper.field().typeName().startswith("Integer")
        # QGIS's own lets either sign or only one of them through, by the number format.
        box.setValidator(QRegularExpressionValidator(QRegularExpression(_WHOLE if whole else _DECIMAL), box))
        box.textEdited.connect(partial(_correct, box, whole))


def _correct(box: QLineEdit, whole: bool, text: str) -> None:
    sign = "" if whole else QLocale().decimalPoint()
    right = "".join(text.split()).replace(",", sign).replace(".", sign)
    if right != text:
        place = box.cursorPosition() - len(text) + len(right)
        box.setText(right)
        box.setCursorPosition(max(place, 0))
