"""The plugin's windows in QGIS and what ties them together, and undoing all of it."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QDockWidget

from ..qgis_bridge import project, settings, tasks
from . import words
from .before_after import BeforeAfter
from .check_page import CheckPage
from .conflict_map import ConflictMap
from .conflict_window import ConflictDock
from .dock import WorkspacePanel
from .drawing import Drawing
from .edits import Edits
from .finding_actions import FindingActions
from .findings_dock import FindingsDock
from .findings_feed import FindingsFeed
from .findings_layer import FindingsLayer
from .findings_panel import FindingsPanel
from .group_mark import GroupMark
from .history_window import HistoryDock
from .live_check import LiveCheck
from .lookout import Lookout
from .map_marker import MapMarker
from .map_view import MapView
from .mending import Mending
from .messages import Messages
from .results import upgraded_text
from .reviewing import Reviewing
from .workspace import Workspace


class Gui(QObject):
    """Everything the person sees of the plugin. The panel is put into `dock`, which the launcher has made."""

    def __init__(self, iface: QgisInterface, dock: QDockWidget) -> None:
        super().__init__()
        self._iface = iface
        self._marker = MapMarker(iface.mapCanvas())  # type: ignore[arg-type]  # QGIS always has one
        self.edits = Edits(self)
        self.workspace = Workspace(self.edits, self)
        self.live = LiveCheck(self.workspace)
        self.findings_layer = FindingsLayer(self.workspace)
        self.mending = Mending(self.live, iface)
        self._map = MapView(iface.mapCanvas(), self)  # type: ignore[arg-type]
        self.feed = FindingsFeed(self.workspace, self)
        drawing = Drawing(iface)
        self.actions = FindingActions(self.workspace, self._marker, drawing, self.mending, self)
        narrow, wide = (FindingsPanel(self.feed, self.actions, self._map, wide=each) for each in (False, True))
        page = CheckPage(self.workspace, self._marker, narrow, self.live, self.findings_layer)
        self.dock = dock
        self.panel = WorkspacePanel(iface, self.workspace, self._marker, drawing, page, dock)
        self.findings_dock = FindingsDock(iface.mainWindow(), wide)
        page.table_wanted.connect(self.findings_dock.open)
        places = ConflictMap(iface.mapCanvas())  # type: ignore[arg-type]
        self.conflict_dock = ConflictDock(iface.mainWindow(), self.workspace, self._marker, places)
        self.panel.send_page.solve_wanted.connect(self.conflict_dock.open)
        before_after = BeforeAfter(iface.mapCanvas())  # type: ignore[arg-type]
        self.history_dock = HistoryDock(iface.mainWindow(), self.workspace, self._marker, before_after)
        self.panel.edit_page.history_wanted.connect(self.history_dock.open_history)
        self.panel.edit_page.deleted_wanted.connect(self.history_dock.open_deleted)
        self.reviewing = Reviewing(iface, dock, self.panel, self._marker)
        self.lookout = Lookout(self.workspace, dock.isVisible)
        dock.visibilityChanged.connect(self.lookout.follow)
        self.group_mark = GroupMark(self.workspace, iface.layerTreeView())  # type: ignore[arg-type]
        self.messages = Messages(iface.messageBar())  # type: ignore[arg-type]
        self._tell()

    def _tell(self) -> None:
        """Let the message bar say what the planner's and the reviewer's work have to say."""
        messages, workspace, desk = self.messages, self.workspace, self.reviewing.desk
        workspace.said.connect(lambda text: messages.inform(text, 6))
        desk.said.connect(lambda text: messages.inform(text, 10))
        exported = words.translate("Hso", "Fynden är exporterade till {file}.")
        saved = words.translate("Hso", "Sparat i {file}.")
        workspace.exported.connect(lambda path: messages.written(path, exported))
        desk.written.connect(lambda path: messages.written(path, saved))
        workspace.succeeded.connect(messages.succeeded)
        desk.succeeded.connect(messages.succeeded)
        self.panel.renewal.told.connect(messages.keep)
        workspace.upgraded.connect(lambda backup: messages.keep(*upgraded_text(backup)))

    def begin(self) -> None:
        """Open the working copy of the profile that was used last, unless something is open."""
        profile = settings.active()
        idle = self.workspace.profile is None and self.reviewing.desk.profile is None
        if idle and profile is not None:
            QTimer.singleShot(0, lambda: self.workspace.use(profile))

    def unload(self) -> None:
        """Undo everything that was done here, and stop what is running. The dock stays with its launcher."""
        tasks.forget_all()
        self.workspace.close()
        self.reviewing.close_down()
        self.panel.renewal.close()
        self.mending.clear()
        self.live.forget()
        self.findings_layer.close()
        self.feed.close()
        self._map.close()
        self.conflict_dock.close_down()
        self.history_dock.close_down()
        self.panel.submit_page.close_down()
        self.dock.visibilityChanged.disconnect(self.lookout.follow)
        self.lookout.close()
        self.group_mark.close()
        self._marker.clear()
        self.messages.close()
        for dock in (self.findings_dock, self.conflict_dock, self.history_dock):
            self._iface.removeDockWidget(dock)
            dock.deleteLater()
        project.let_go()
        self.deleteLater()
