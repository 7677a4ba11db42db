"""The tool button, the menu entry and the empty dock: all there is of the windows until somebody wants them.

QGIS makes this each time it starts, also for those who never open the panel: it imports nothing but what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMainWindow

from .. import requirements
from ..qgis_bridge.layers.names import FINDINGS, ROLE
from . import start_fault
from .history.action import HistoryAction
from .widgets.icons import ICONS

if TYPE_CHECKING:
    from ..core.model import GeometryKind
    from ..qgis_bridge.tasks.long_work import JobTask
    from .main import Gui

WIDTH = 360


class WorkspaceDock(QDockWidget):
    """The panel's place in QGIS's window, which QGIS keeps by the object name. The panel moves in when first shown."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(QCoreApplication.translate("Hso", "Strukturbild"), window)
        self.setObjectName("hsoWorkspaceDock")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)


class Launcher(QObject):
    """Opens the windows. `unload()` leaves QGIS as it was, whether they were ever made or not."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._gui: Gui | None = None
        self._importing: JobTask | None = None
        translate = QCoreApplication.translate
        self.dock = WorkspaceDock(iface.mainWindow())
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self._wide = True
        self.action = QAction(QIcon(str(ICONS / "hso.svg")), translate("Hso", "Strukturbild"), iface.mainWindow())
        self.action.setObjectName("hsoWorkspaceAction")
        self.action.setCheckable(True)
        self.action.setToolTip(translate("Hso", "Visa eller dölj arbetspanelen för strukturbilden"))
        self.action.triggered.connect(self._toggle)
        self.dock.toggleViewAction().triggered.connect(self._toggle)  # View → Panels
        self.dock.visibilityChanged.connect(self._follow)
        self._menu = translate("Hso", "&Strukturbild")
        iface.addToolBarIcon(self.action)
        iface.addPluginToMenu(self._menu, self.action)
        self._history_action = HistoryAction(self._open_history, self)
        QgsProject.instance().readProject.connect(self._take_out_saved)

    @property
    def gui(self) -> Gui | None:
        """The windows, made now unless they are there. None, and a message, when that cannot be done."""
        if self._gui is None:
            faults = requirements.unusable()
            if faults:
                start_fault.tell_missing(self._iface, faults)
                return None
            try:
                from .main import Gui

                self._gui = Gui(self._iface, self.dock)
            except Exception as error:  # noqa: BLE001 - whatever it is, there is a report to be had on it
                start_fault.tell_failed(self._iface, error)
        return self._gui

    def show(self) -> None:
        """Open the dock; the first time, also the working copy of the profile that was used last."""
        self.dock.show()
        self._wide = False
        if self.dock.isVisible():
            self._follow(True)
        gui = self.gui
        if gui is None:
            self.dock.hide()
        else:
            gui.begin()

    def resume(self) -> None:
        """Go on where the person was, when the dock was open as QGIS was closed.

        QGIS is done starting: before, a project that it starts with would close what was opened. In a project that was
        saved without the map the dock is closed instead: nothing of ours gets into it unasked.
        """
        if self.dock.isHidden():
            return
        if QgsProject.instance().fileName() and not _is_ours():
            self.dock.hide()
        elif self._gui is not None:
            self.show()
        else:
            self._import_and_show()

    def _import_and_show(self) -> None:
        """The dock is there already. What fills it is imported in a task: the event loop is not held meanwhile."""
        from ..qgis_bridge.tasks import long_work

        def work(_progress: object) -> None:
            if not requirements.unusable():
                from . import main  # noqa: F401

        def then(_outcome: object) -> None:
            if not self.dock.isHidden():
                self.show()  # which tells what is wrong, if something is

        title = QCoreApplication.translate("Hso", "Strukturbild")
        self._importing = long_work.run(title, work, then, then, lambda: None, quiet=True)

    def unload(self) -> None:
        """Undo everything that was done here, and stop what is running."""
        QgsProject.instance().readProject.disconnect(self._take_out_saved)
        if self._importing is not None:
            from ..qgis_bridge.tasks import long_work

            long_work.forget_all()
        if self._gui is not None:
            self._gui.unload()
            self._gui = None
        self._history_action.withdraw()
        self._iface.removeToolBarIcon(self.action)
        self._iface.removePluginMenu(self._menu, self.action)
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.action.deleteLater()
        self.deleteLater()

    def _toggle(self, wanted: bool) -> None:
        if wanted:
            self.show()
        else:
            self.dock.hide()

    def _follow(self, visible: bool) -> None:
        self.action.setChecked(not self.dock.isHidden())
        if visible:
            # It has its place in the window only when the events of showing it, or the window, are dealt with.
            QTimer.singleShot(0, self._widen)

    def _widen(self) -> None:
        if not self._wide and self.dock.isVisible() and not self.dock.isFloating():
            self._wide = True
            width = max(WIDTH, self.dock.width())
            self._iface.mainWindow().resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def _open_history(self, kind: GeometryKind, identity: str) -> None:
        gui = self.gui
        if gui is not None:
            gui.history_dock.open_history(kind, identity)

    def _take_out_saved(self) -> None:
        """A project was opened. Layers of findings that were saved with it are empty: it is kept clean of them."""
        saved = any(each.customProperty(ROLE) == FINDINGS for each in QgsProject.instance().mapLayers().values())
        if saved and self._gui is None:
            from ..qgis_bridge.layers import findings_layers

            findings_layers.take_out()


def _is_ours() -> bool:
    """True when the working copy that was used last is in the project."""
    from ..qgis_bridge.layers import project_layers
    from ..qgis_bridge.profile import settings

    profile = settings.active()
    return profile is not None and project_layers.is_in_project(profile.working_copy)
