"""What every page of the reviewer's windows has in common."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from . import forms
from .map_marker import MapMarker
from .page import Primary
from .review_desk import ReviewDesk


class DeskPage(QWidget):
    """A page shows the desk's state and asks the desk to act; it keeps no state of the work itself."""

    primary_changed = pyqtSignal()
    form = ""

    def __init__(self, desk: ReviewDesk, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self.form, self)
        self.desk = desk
        self.marker = marker

    def primary(self) -> Primary:
        """What the primary button is on this page, right now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the desk's present state."""
        raise NotImplementedError
