"""The steps of the work, and the bar that shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum

from qgis.PyQt.QtCore import QMargins, QSize, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from . import words

#: Pixels around a step's words, and between the buttons.
_AROUND, _SPACING = 3, 2


class Step(IntEnum):
    """The steps in order. Each has a page, added with `add_page` in `gui/main.py` or `gui/planner/dock.py`."""

    FETCH = 0
    EDIT = 1
    CHECK = 2
    SEND = 3
    SUBMIT = 4


class StepButton(QToolButton):
    """A button that asks for no more room than its words need: the style's own margins would not let five stand."""

    def sizeHint(self) -> QSize:
        """The words with a few pixels around them."""
        return self.fontMetrics().size(0, self.text()).grownBy(QMargins(_AROUND, _AROUND, _AROUND, _AROUND))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        narrow = self.fontMetrics().size(0, self.text().replace(" ", "\n"))
        return QSize(narrow.width() + 2 * _AROUND, self.sizeHint().height())


class StepsBar(QWidget):
    """A button a step: the current one is pressed, the next to do is bold, done ones carry a tick for a number.

    The number stands above the name: beside each other they would not fit with a larger font or longer words. Where
    even so there is not room for all of them, names of two words stand on two lines.
    """

    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[Step, StepButton] = {}
        self._titles: dict[Step, str] = {}
        self._texts: dict[Step, str] = {}

    def add(self, step: Step, title: str) -> None:
        """Another step, after those that are there; it is drawn by the next `show_state`."""
        button = StepButton(self)
        button.setObjectName(f"step{step.name.title()}Button")
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False, chosen=step: self.chosen.emit(chosen))
        self._group.addButton(button)
        self.layout().addWidget(button)
        self.buttons[step], self._titles[step] = button, title

    def show_state(
        self,
        current: Step,
        following: Step,
        done: Collection[Step],
        usable: Collection[Step],
        notes: Mapping[Step, str] | None = None,
    ) -> None:
        """Draw the bar anew. `notes` say more of a step, as tooltips."""
        for number, (step, button) in enumerate(self.buttons.items()):
            sign = "✓" if step in done else chr(ord("①") + number)
            font = button.font()
            font.setBold(step == following)
            button.setFont(font)
            self._texts[step] = f"{sign}\n{self._titles[step]}"
            button.setChecked(step == current)
            button.setEnabled(step in usable)
            if step in done:
                state = words.translate("Hso", "klart")
            elif step == following:
                state = words.translate("Hso", "nästa att göra")
            else:
                state = ""
            said = words.sentence((self._titles[step], state, (notes or {}).get(step, "")))
            button.setAccessibleName(said)
            button.setToolTip(said)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stand where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = (len(self.buttons) - 1) * _SPACING
        for step, button in self.buttons.items():
            needed += button.fontMetrics().size(0, self._texts.get(step, "")).width() + 2 * _AROUND
        for step, button in self.buttons.items():
            text = self._texts.get(step, "")
            button.setText(text if needed <= self.width() else text.replace(" ", "\n"))
            button.updateGeometry()
