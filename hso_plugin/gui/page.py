"""What every page of the dock has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QTreeView, QWidget

from . import forms
from .map_marker import MapMarker
from .workspace import Workspace


@dataclass(frozen=True)
class Primary:
    """The dock's one big button: what it says, whether it can be pressed, and what it does."""

    text: str
    enabled: bool
    action: Callable[[], object]


class Page(QWidget):
    """A page shows the workspace's state and asks the workspace to act; it keeps no state of the work itself."""

    primary_changed = pyqtSignal()
    form = ""

    def __init__(self, workspace: Workspace, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self.form, self)
        self.workspace = workspace
        self.marker = marker

    def primary(self) -> Primary:
        """What the primary button is on this page, right now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the workspace's present state."""
        raise NotImplementedError


def span_headings(view: QTreeView) -> None:
    """Unfold all and let headings use the whole width, also where items have several columns."""
    view.expandAll()
    for row in range(view.model().rowCount()):
        view.setFirstColumnSpanned(row, view.rootIndex(), True)
