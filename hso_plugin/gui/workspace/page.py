"""A page of the planner's steps."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from ..map.marker import MapMarker
from ..widgets.page import Page
from .workspace import Workspace


class WorkspacePage(Page):
    """Shows the workspace's state and asks the workspace to act."""

    def __init__(self, workspace: Workspace, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(marker, parent)
        self.workspace = workspace
