"""A strip that says what went wrong in one sentence, with details folded away and a button to try again."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QWidget

from ...core.error_codes.work import UNEXPECTED
from ...core.errors import HsoError
from . import icons, ui_loader, words
from .bug_report_action import find_entry


class ProblemStrip(QFrame):
    """Stands above the primary button until it is closed or the same thing succeeds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("problem", self)
        self._again: Callable[[], None] | None = None
        self._again_label = self.againButton.text()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.iconLabel.setPixmap(icons.pixmap("error"))
        self.closeButton.setIcon(icons.icon("cancel"))
        self.closeButton.clicked.connect(self.hide)
        self.detailsButton.toggled.connect(self._unfold)
        self.againButton.clicked.connect(self._try_again)
        self.reportButton.clicked.connect(self._report)
        self.hide()

    def show_error(self, error: HsoError, again: Callable[[], None] | None, label: str = "") -> None:
        """Show `error`; `again` is what *Försök igen* does, or the button `label`; None when trying again is no use."""
        self._again = again
        self.textLabel.setText(words.say(error.text))
        self.detailsEdit.setPlainText("\n".join(part for part in (error.code, error.details) if part))
        self.detailsButton.setChecked(False)
        self.againButton.setText(label or self._again_label)
        self.againButton.setVisible(again is not None)
        self.reportButton.setVisible(error.code == UNEXPECTED and find_entry() is not None)
        self.show()

    def _unfold(self, unfolded: bool) -> None:
        self.detailsButton.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.detailsEdit.setVisible(unfolded)

    def _report(self) -> None:
        entry = find_entry()
        if entry is not None:
            entry.trigger()

    def _try_again(self) -> None:
        self.hide()
        if self._again is not None:
            self._again()
