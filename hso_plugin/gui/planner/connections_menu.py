"""The menu of connections: those that are saved, a new one, and what is looked for on the platform."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QAction, QActionGroup, QMenu, QWidget

from ...qgis_bridge.profile import settings
from ..widgets import words
from ..widgets.bug_report_action import find_entry
from ..workspace.workspace import Workspace


class ConnectionsMenu(QMenu):
    """Filled each time it is opened, from the settings."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        group = QActionGroup(self)
        used = settings.active()
        for profile in settings.load_profiles():
            whose = words.translate("Hso", "Granskning") if profile.reviews else profile.municipality
            action = QAction(words.sentence((profile.title, whose)), self, checkable=True)
            action.setChecked(profile == used)
            action.triggered.connect(lambda _=False, chosen=profile: self._workspace.use(chosen))
            group.addAction(action)
            self.addAction(action)
        self.addSeparator()
        self.addAction(words.translate("Hso", "Ny anslutning …"), self._workspace.begin_new)
        look = QAction(words.translate("Hso", "Se efter nytt på plattformen var tionde minut"), self, checkable=True)
        look.setChecked(settings.looks())
        look.triggered.connect(settings.set_looks)
        self.addAction(look)
        report = find_entry()
        if report is not None:
            self.addAction(report)
