"""The steps of the work, and the bar that shows them."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from . import words


class Step(IntEnum):
    """The steps in order; the value is the page's index. Handing in becomes a fifth step when it can be done."""

    FETCH = 0
    EDIT = 1
    CHECK = 2
    SEND = 3


def step_title(step: Step) -> str:
    """The step's name."""
    return {
        Step.FETCH: words.translate("Hso", "Hämta"),
        Step.EDIT: words.translate("Hso", "Redigera"),
        Step.CHECK: words.translate("Hso", "Kontrollera"),
        Step.SEND: words.translate("Hso", "Skicka"),
    }[step]


class StepsBar(QWidget):
    """A button a step: the current one is pressed, the next to do is bold, done ones carry a tick for a number.

    The number stands above the name: beside each other they would not fit with a larger font or longer words.
    """

    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[Step, QToolButton] = {}
        for step in Step:
            button = QToolButton(self)
            button.setObjectName(f"step{step.name.title()}Button")
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, chosen=step: self.chosen.emit(chosen))
            self._group.addButton(button)
            layout.addWidget(button)
            self.buttons[step] = button

    def show_state(self, current: Step, following: Step, done: Collection[Step], usable: Collection[Step]) -> None:
        """Draw the bar anew."""
        for step, button in self.buttons.items():
            sign = "✓" if step in done else "①②③④"[step]
            font = button.font()
            font.setBold(step == following)
            button.setFont(font)
            # After the font: only a new text has the layout ask how wide the button wants to be.
            button.setText(f"{sign}\n{step_title(step)}")
            button.updateGeometry()
            button.setChecked(step == current)
            button.setEnabled(step in usable)
            if step in done:
                state = words.translate("Hso", "klart")
            elif step == following:
                state = words.translate("Hso", "nästa att göra")
            else:
                state = ""
            button.setAccessibleName(words.sentence((step_title(step), state)))
            button.setToolTip(words.sentence((step_title(step), state)))
