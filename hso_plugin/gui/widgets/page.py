"""What every page of the dock has in common, the planner's as the reviewer's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QTreeView, QWidget

from ..map.marker import MapMarker
from . import ui_loader


@dataclass(frozen=True)
class Primary:
    """The dock's one big button: what it says, whether it can be pressed, and what it does."""

    text: str
    enabled: bool
    action: Callable[[], object]


class Page(QWidget):
    """A page looks like its `form`, points on the map with `marker`, and says what the big button is.

    It shows a state and asks for what is to be done; it keeps no state of the work itself. The planner's pages show a
    `Workspace` (`WorkspacePage`), the reviewer's a `ReviewDesk` (`DeskPage`).
    """

    primary_changed = pyqtSignal()
    form = ""

    def __init__(self, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load(self.form, self)
        self.marker = marker

    def primary(self) -> Primary:
        """What the primary button is on this page, right now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the present state."""
        raise NotImplementedError


def span_headings(view: QTreeView) -> None:
    """Unfold all and let headings use the whole width, also where items have several columns."""
    view.expandAll()
    for row in range(view.model().rowCount()):
        view.setFirstColumnSpanned(row, view.rootIndex(), True)
