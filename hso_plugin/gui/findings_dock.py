"""The findings as a table in a dock of their own, wide, at the bottom of QGIS's window."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow

from . import words
from .findings_panel import FindingsPanel

#: Height in pixels the first time; afterwards QGIS remembers it.
HEIGHT = 260


class FindingsDock(QDockWidget):
    """Stands where the person last had it: QGIS keeps that by the object name."""

    def __init__(self, window: QMainWindow, panel: FindingsPanel) -> None:
        super().__init__(words.translate("Hso", "Fynd"), window)
        self.setObjectName("hsoFindingsDock")
        self._window = window
        self.panel = panel
        panel.layout().setContentsMargins(8, 4, 8, 4)
        self.setWidget(panel)
        if not window.restoreDockWidget(self):
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
            self._fresh = True
        else:
            self._fresh = False
        self.hide()

    def open(self) -> None:
        """Show the table, and go to it."""
        self.show()
        self.raise_()
        if self._fresh and not self.isFloating():
            self._window.resizeDocks([self], [HEIGHT], Qt.Orientation.Vertical)
            self._fresh = False
        self.panel.findingsView.setFocus()
