"""① Hämta while a chosen connection has no open map: what is wrong with its file, and the ways out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...core.error_codes.work import ANOTHER_FILE
from ...core.errors import HsoError
from ...qgis_bridge.profile import settings
from ...qgis_bridge.profile.copy_location import default_working_copy, require_usable, unused_path
from ..map.marker import MapMarker
from ..widgets import words
from ..widgets.page import Primary
from ..workspace.page import WorkspacePage
from ..workspace.workspace import Workspace


class ClosedPage(WorkspacePage):
    """Try again, fetch the map anew beside the old file, choose another file, or change the connection."""

    form = "closed"
    #: The person wants the form of the connection, filled in with this profile.
    form_wanted = pyqtSignal(object)

    def __init__(self, workspace: Workspace, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(workspace, marker, parent)
        self.chooseButton.clicked.connect(self._choose)
        self.fetchButton.clicked.connect(self.fetch)
        self.fillButton.clicked.connect(self._fill)
        self.insteadButton.clicked.connect(self._show_instead)

    def primary(self) -> Primary:
        """What most likely helps."""
        trouble, profile = self.workspace.trouble, self.workspace.profile
        if trouble is None or profile is None:
            return Primary(words.translate("Hso", "Kartan öppnas …"), False, lambda: None)
        if trouble.code == ANOTHER_FILE:
            return Primary(
                words.translate("Hso", "Arbeta med projektets fil"), True, lambda: self.choose(trouble.details)
            )
        if trouble.try_again:
            return Primary(words.translate("Hso", "Försök igen"), True, lambda: self.workspace.use(profile))
        if not _complete(profile):
            return Primary(words.translate("Hso", "Fyll i anslutningen"), True, self._fill)
        return Primary(words.translate("Hso", "Hämta kartan på nytt"), True, self.fetch)

    def refresh(self) -> None:
        """Say what is wrong; nothing but a word while the map is being opened."""
        trouble, profile = self.workspace.trouble, self.workspace.profile
        wrong = trouble is not None and profile is not None
        self.textLabel.setText(
            words.say(trouble.text) if trouble else words.translate("Hso", "Kartan öppnas, ett ögonblick.")
        )
        self.detailsLabel.setText(trouble.details if trouble else "")
        self.detailsLabel.setVisible(bool(trouble and trouble.details))
        idle = not self.workspace.jobs.busy
        for button in (self.chooseButton, self.fetchButton, self.fillButton):
            button.setVisible(wrong)
            button.setEnabled(idle)
        strange = wrong and trouble is not None and trouble.code == ANOTHER_FILE
        self.insteadButton.setVisible(strange)
        self.insteadButton.setEnabled(idle)
        if strange:
            for button in (self.chooseButton, self.fetchButton, self.fillButton):
                button.hide()
        elif trouble is not None and profile is not None:
            # The primary button says the same already.
            self.fetchButton.setVisible(trouble.try_again and _complete(profile))
            self.fillButton.setVisible(_complete(profile))

    def fetch(self) -> None:
        """Fetch the map to a new file; the old one stays, for it may have changes that were not sent."""
        profile = self.workspace.profile
        if profile is not None:
            wanted = Path(profile.working_copy or default_working_copy(profile.title, profile.municipality))
            self._use(
                lambda: self.workspace.connect_new(replace(profile, working_copy=str(unused_path(wanted)))),
                wanted,
            )

    def choose(self, path: str) -> None:
        """Work with the file at `path`."""
        self._use(lambda: self.workspace.use_file(path), Path(path))

    def _use(self, act: object, path: Path) -> None:
        try:
            require_usable(path)
        except HsoError as error:
            self.workspace.report(error)
            return
        act()  # type: ignore[operator]

    def _choose(self) -> None:
        profile = self.workspace.profile
        start = str(Path(profile.working_copy).parent) if profile and profile.working_copy else ""
        title = words.translate("Hso", "Välj en hämtad karta")
        path, _ = QFileDialog.getOpenFileName(self, title, start, "GeoPackage (*.gpkg)")
        if path:
            self.choose(path)

    def _show_instead(self) -> None:
        if self.workspace.profile is not None:
            self.workspace.use(self.workspace.profile, instead=True)

    def _fill(self) -> None:
        self.form_wanted.emit(self.workspace.profile)


def _complete(profile: settings.Profile) -> bool:
    """True when everything is known that a fetch needs."""
    return bool(profile.url and profile.authcfg and profile.municipality)
