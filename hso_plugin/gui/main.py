"""The plugin's windows in QGIS: tool button, menu item and dock, and undoing all of it."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..qgis_bridge import project, settings
from . import icons, words
from .before_after import BeforeAfter
from .check_page import CheckPage
from .conflict_map import ConflictMap
from .conflict_window import ConflictDock
from .dock import WorkspaceDock
from .drawing import Drawing
from .edits import Edits
from .finding_actions import FindingActions
from .findings_dock import FindingsDock
from .findings_feed import FindingsFeed
from .findings_layer import FindingsLayer
from .findings_panel import FindingsPanel
from .group_mark import GroupMark
from .history_action import HistoryAction
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

WIDTH = 360


class Gui(QObject):
    """Everything the person sees of the plugin. `unload()` leaves QGIS as it was."""

    def __init__(self, iface: QgisInterface) -> None:
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
        self.dock = WorkspaceDock(iface, self.workspace, self._marker, drawing, page)
        self.findings_dock = FindingsDock(iface.mainWindow(), wide)
        page.table_wanted.connect(self.findings_dock.open)
        places = ConflictMap(iface.mapCanvas())  # type: ignore[arg-type]
        self.conflict_dock = ConflictDock(iface.mainWindow(), self.workspace, self._marker, places)
        self.dock.send_page.solve_wanted.connect(self.conflict_dock.open)
        before_after = BeforeAfter(iface.mapCanvas())  # type: ignore[arg-type]
        self.history_dock = HistoryDock(iface.mainWindow(), self.workspace, self._marker, before_after)
        self.dock.edit_page.history_wanted.connect(self.history_dock.open_history)
        self.dock.edit_page.deleted_wanted.connect(self.history_dock.open_deleted)
        self._history_action = HistoryAction(self.history_dock.open_history, self)
        self.reviewing = Reviewing(iface, self.dock, self._marker)
        self.lookout = Lookout(self.workspace, self.dock.isVisible)
        self.group_mark = GroupMark(self.workspace, iface.layerTreeView())  # type: ignore[arg-type]
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self._wide = True
        self.action = QAction(
            QIcon(str(icons.ICONS / "hso.svg")), words.translate("Hso", "Strukturbild"), iface.mainWindow()
        )
        self.action.setObjectName("hsoWorkspaceAction")
        self.action.setCheckable(True)
        self.action.setToolTip(words.translate("Hso", "Visa eller dölj arbetspanelen för strukturbilden"))
        self.action.triggered.connect(self._toggle)
        self.dock.toggleViewAction().triggered.connect(self._toggle)  # View → Panels
        self.dock.visibilityChanged.connect(self._follow)
        self._menu = words.translate("Hso", "&Strukturbild")
        iface.addToolBarIcon(self.action)
        iface.addPluginToMenu(self._menu, self.action)
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
        self.dock.renewal.told.connect(messages.keep)
        workspace.upgraded.connect(lambda backup: messages.keep(*upgraded_text(backup)))

    def show(self) -> None:
        """Open the dock; the first time, also the working copy of the profile that was used last."""
        self.dock.show()
        self._wide = False
        if self.dock.isVisible():
            self._follow(True)
        profile = settings.active()
        idle = self.workspace.profile is None and self.reviewing.desk.profile is None
        if idle and profile is not None:
            QTimer.singleShot(0, lambda: self.workspace.use(profile))

    def resume(self) -> None:
        """Go on where the person was, when the dock was open as QGIS was closed.

        In a project that was saved without the map the dock is closed instead: nothing of ours gets into it unasked.
        """
        if self.dock.isHidden():
            return
        profile = settings.active()
        ours = profile is not None and project.is_in_project(profile.working_copy)
        if QgsProject.instance().fileName() and not ours:
            self.dock.hide()
        else:
            self.show()

    def _widen(self) -> None:
        if not self._wide and self.dock.isVisible() and not self.dock.isFloating():
            self._wide = True
            width = max(WIDTH, self.dock.width())
            self._iface.mainWindow().resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def unload(self) -> None:
        """Undo everything that `__init__` did, and stop what is running."""
        self.workspace.close()
        self.reviewing.close_down()
        self.dock.renewal.close()
        self.mending.clear()
        self.live.forget()
        self.findings_layer.close()
        self.feed.close()
        self._map.close()
        self.conflict_dock.close_down()
        self.history_dock.close_down()
        self._history_action.withdraw()
        self.dock.submit_page.close_down()
        self.lookout.close()
        self.group_mark.close()
        self._marker.clear()
        self.messages.close()
        self._iface.removeToolBarIcon(self.action)
        self._iface.removePluginMenu(self._menu, self.action)
        for dock in (self.dock, self.findings_dock, self.conflict_dock, self.history_dock):
            self._iface.removeDockWidget(dock)
            dock.deleteLater()
        self.action.deleteLater()
        self.deleteLater()

    def _toggle(self, wanted: bool) -> None:
        if wanted:
            self.show()
        else:
            self.dock.hide()

    def _follow(self, visible: bool) -> None:
        self.action.setChecked(not self.dock.isHidden())
        self.lookout.follow()
        if visible:
            # It has its place in the window only when the events of showing it, or the window, are dealt with.
            QTimer.singleShot(0, self._widen)
