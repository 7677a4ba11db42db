"""The bar of the reviewer's pages, in place of the planner's steps: nothing in it comes before anything else."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ..widgets.steps import StepButton


class ReviewBar(QWidget):
    """A button a page; `chosen` comes with its number when the person presses one."""

    chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: list[StepButton] = []

    @property
    def current(self) -> int:
        """Number of the page that is shown."""
        return next((number for number, button in enumerate(self.buttons) if button.isChecked()), 0)

    def add(self, title: str) -> None:
        """Another page."""
        number = len(self.buttons)
        button = StepButton(self)
        button.setObjectName(f"review{number}Button")
        button.setText(title)
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.setAutoRaise(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False: self.chosen.emit(number))
        self._group.addButton(button)
        self.layout().addWidget(button)
        self.buttons.append(button)

    def choose(self, number: int) -> None:
        """Mark the page that is shown."""
        self.buttons[number].setChecked(True)

    def set_text(self, number: int, text: str) -> None:
        """Call a page something else."""
        if self.buttons[number].text() != text:
            self.buttons[number].setText(text)
            self.buttons[number].updateGeometry()
