"""What the table of a conflict is put together from: values, column heads, and the part that is folded away."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QMouseEvent, QPixmap
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QRadioButton, QToolButton, QVBoxLayout, QWidget

from ...core.ledger.merge import Side
from ..widgets import words
from .model import FieldRow


def side_title(side: Side) -> str:
    """«Utgångsläge», «Min», «Serverns»."""
    return {
        Side.BASE: words.translate("Hso", "Utgångsläge"),
        Side.MINE: words.translate("Hso", "Min"),
        Side.THEIRS: words.translate("Hso", "Serverns"),
    }[side]


class Value(QLabel):
    """A value that wraps; a click on it is a click on `button`, whose own text could not wrap."""

    def __init__(self, text: str, button: QRadioButton | None = None, *, bold: bool = False) -> None:
        super().__init__(text)
        self._button = button
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        font = self.font()
        font.setBold(bold)
        self.setFont(font)
        if button is None:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        if self._button is not None:
            self._button.click()
            self._button.setFocus()
        else:
            super().mousePressEvent(event)


def head(title: str, under: str, tooltip: str, sign: QPixmap | None) -> QVBoxLayout:
    """The head of a column: how its place is drawn on the map, its title, and who and when."""
    line = QHBoxLayout()
    if sign is not None:
        picture = QLabel()
        picture.setPixmap(sign)
        picture.setToolTip(words.tooltip(words.translate("Hso", "Så ritas platsen på kartan")))
        line.addWidget(picture)
    line.addWidget(Value(title, bold=True), 1)
    cell = QVBoxLayout()
    cell.setSpacing(1)
    cell.addLayout(line)
    below = Value(under)
    below.setToolTip(words.tooltip(tooltip))
    cell.addWidget(below)
    cell.addStretch(1)
    return cell


class AlikeFields(QWidget):
    """The fields that do not differ, folded until somebody wants to see them."""

    def __init__(self, rows: Sequence[FieldRow], side: Side) -> None:
        super().__init__()
        self._rows = rows
        self._side = side
        self.button = QToolButton()
        self.button.setObjectName("alikeButton")
        self.button.setAutoRaise(True)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setText(
            words.counted(
                len(rows),
                words.translate("Hso", "Visa {n} som är lika", "one"),
                words.translate("Hso", "Visa {n} som är lika", "several"),
            )
        )
        self.button.toggled.connect(self._unfold)
        self.values: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        self.setVisible(bool(rows))

    def _unfold(self, on: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        if self.values is None:
            self.values = QWidget()
            grid = QGridLayout(self.values)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(10)
            grid.setColumnStretch(0, 3)
            grid.setColumnStretch(1, 11)
            for line, row in enumerate(self._rows):
                grid.addWidget(Value(row.title), line, 0)
                grid.addWidget(Value(row.mine if self._side is Side.MINE else row.theirs), line, 1)
            self.layout().addWidget(self.values)
        self.values.setVisible(on)
