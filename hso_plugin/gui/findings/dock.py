"""The findings as a table in a dock of their own, wide, at the bottom of QGIS's window."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QMainWindow

from ..widgets import words
from ..widgets.bottom_dock import BottomDock
from .panel import FindingsPanel

#: Height in pixels the first time; afterwards QGIS remembers it.
HEIGHT = 260


class FindingsDock(BottomDock):
    """The wide panel of findings."""

    def __init__(self, window: QMainWindow, panel: FindingsPanel) -> None:
        super().__init__(window, words.translate("Hso", "Fynd"), "hsoFindingsDock", panel, HEIGHT)
        self.panel = panel
        panel.layout().setContentsMargins(8, 4, 8, 4)

    def open(self) -> None:
        """Show the table, and go to it."""
        super().open()
        self.panel.findingsView.setFocus()
