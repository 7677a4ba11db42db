"""A strip that shows what is going on and lets the person stop it."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QWidget

from . import ui_loader


class JobStrip(QFrame):
    """Visible only while a job runs. The same job stands in QGIS's task manager."""

    cancelled = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("job", self)
        self.cancelButton.clicked.connect(self._cancel)
        self.hide()

    def start(self, title: str) -> None:
        """Show `title` and a bar that moves by itself until the job reports how far it is."""
        self.textLabel.setText(title)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancelButton.setEnabled(True)
        self.show()

    def progress(self, fraction: float, text: str) -> None:
        """`fraction` 0–1; an empty text keeps the one that stands there."""
        if fraction > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(fraction * 1000))
        if text:
            self.textLabel.setText(text)

    def stop(self) -> None:
        """The job has ended, however it went."""
        self.hide()

    def _cancel(self) -> None:
        self.cancelButton.setEnabled(False)  # once is enough: the job stops at its next safe place
        self.cancelled.emit()
