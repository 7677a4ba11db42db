"""The check list of handing in: a line with a tick for each thing that has to be in order, and a way to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ..widgets import icons, words
from .words import Line, Need

_ICONS = {True: "ok", False: "error", None: "unset"}


class CheckList(QWidget):
    """`wanted` comes with what the person wants to mend."""

    wanted = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        self.labels: dict[Need, QLabel] = {}
        self.buttons: dict[Need, QPushButton] = {}
        self._signs: dict[Need, QLabel] = {}
        for row, need in enumerate(Need):
            sign, label, button = QLabel(self), QLabel(self), QPushButton(self)
            sign.setObjectName(f"{need}Sign")
            label.setObjectName(f"{need}Label")
            button.setObjectName(f"{need}Button")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, need=need: self.wanted.emit(need))
            self._signs[need], self.labels[need], self.buttons[need] = sign, label, button
            for column, widget in enumerate((sign, label, button)):
                layout.addWidget(widget, row, column)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show how it is now."""
        self.lines = lines
        for line in lines:
            said = {True: words.translate("Hso", "klart"), False: words.translate("Hso", "återstår")}.get(
                bool(line.done), ""
            )
            self._signs[line.need].setPixmap(icons.pixmap(_ICONS[line.done]))
            self._signs[line.need].setAccessibleName(said)
            self.labels[line.need].setText(line.text)
            button = self.buttons[line.need]
            button.setText(line.button)
            button.setAccessibleName(words.sentence((line.button, line.text)))
            button.setVisible(bool(line.button))
