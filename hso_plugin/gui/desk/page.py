"""A page of the reviewer's windows."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from ..map.marker import MapMarker
from ..widgets.page import Page
from .desk import ReviewDesk


class DeskPage(Page):
    """Shows the desk's state and asks the desk to act."""

    def __init__(self, desk: ReviewDesk, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(marker, parent)
        self.desk = desk
