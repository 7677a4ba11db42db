"""*Hjälp → Samla felrapport*: there as soon as QGIS has loaded the plugin, whether the rest of it starts or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAction, QApplication

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from ...qgis_bridge.tasks.event_log import EventLog
    from .bug_report import BugReportWindow

translate = QCoreApplication.translate
NAME = "hsoBugReportAction"


class BugReportAction:
    """The entry in QGIS's Help menu and in the plugin's own; one window at a time."""

    def __init__(self, iface: QgisInterface, log: EventLog) -> None:
        self._iface = iface
        self._log = log
        self._window: BugReportWindow | None = None
        self.action = QAction(translate("Hso", "Samla felrapport (Strukturbild) …"), iface.mainWindow())
        self.action.setObjectName(NAME)
        self.action.triggered.connect(self.open)
        self._menu = translate("Hso", "&Strukturbild")
        iface.helpMenu().addAction(self.action)
        iface.addPluginToMenu(self._menu, self.action)

    def open(self) -> None:
        """Gather a report and show it; the one that is open comes to the front."""
        if self._window is None or sip.isdeleted(self._window):
            # Not at each start of QGIS, which waits for what is imported then.
            from .bug_report import BugReportWindow

            self._window = BugReportWindow(self._log, self._iface.mainWindow())
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def withdraw(self) -> None:
        """Take the entries and the window away."""
        if self._window is not None and not sip.isdeleted(self._window):
            self._window.close()
        self._iface.helpMenu().removeAction(self.action)
        self._iface.removePluginMenu(self._menu, self.action)
        self.action.deleteLater()


def find_entry() -> QAction | None:
    """The entry of the plugin that is loaded, for those who point at it; None without QGIS's window."""
    found = (window.findChild(QAction, NAME) for window in QApplication.topLevelWidgets())
    return next((action for action in found if action is not None), None)
