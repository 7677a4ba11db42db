"""The form of the first time: platform, sign-in, municipality, and a test that says line by line what works."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...core import catalogue
from ...core.errors import HsoError
from ...core.file_names import plain_name
from ...qgis_bridge.profile import copy_location, settings
from ..widgets import icons, ui_loader, words
from ..widgets.page import Primary
from ..workspace.workspace import Workspace
from . import sign_in

if TYPE_CHECKING:
    from ...core.probe.self_test import CheckLine

LINE_ICONS = {True: "ok", False: "error", None: "unset"}
LINE_SIGNS = {True: "✓", False: "✗", None: "–"}


class CheckLines(QAbstractListModel):
    """The lines of the self-test as they come: sign, icon and sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[CheckLine] = []

    def clear(self) -> None:
        """Before a new test."""
        self.beginResetModel()
        self.lines.clear()
        self.endResetModel()

    def add(self, line: CheckLine) -> None:
        """One more thing has been tried."""
        self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines))
        self.lines.append(line)
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """One row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence, and the icon; who cannot see that one hears a sign."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.say(line.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{LINE_SIGNS[line.ok]} {words.say(line.text)}"
        return icons.icon(LINE_ICONS[line.ok]) if role == Qt.ItemDataRole.DecorationRole else None


class ConnectForm(QWidget):
    """Three things to fill in and one button; the rest has sensible defaults under «Avancerat»."""

    primary_changed = pyqtSignal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("connect", self)
        self.workspace = workspace
        self._copy_chosen = False
        self._preset: settings.Profile | None = None
        self.lines = CheckLines(self)
        self.testView.setModel(self.lines)
        self.testView.hide()
        self.municipalityBox.addItem(words.translate("Hso", "Välj kommun"), "")
        for municipality in sorted(catalogue.default().municipalities, key=lambda m: m.name):
            self.municipalityBox.addItem(municipality.name, municipality.code)
        self.municipalityBox.insertSeparator(self.municipalityBox.count())
        self.municipalityBox.addItem(words.translate("Hso", "Alla kommuner (granska)"), settings.REVIEWER)
        self.nameBox.addItems(
            [words.translate("Hso", "Länsplattformen"), words.translate("Hso", "Länsplattformen (test)")]
        )
        self.copyEdit.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.copyEdit.setFilter("GeoPackage (*.gpkg)")
        self.copyEdit.setConfirmOverwrite(False)
        self.advancedBox.setCollapsed(True)
        for profile in settings.load_profiles():
            if self.platformBox.findText(profile.url) < 0:
                self.platformBox.addItem(profile.url)
        self.savedBox.toggled.connect(self._show_sign_in)
        self.testButton.clicked.connect(self._test)
        workspace.tried.connect(self._tried)
        self.copyEdit.fileChanged.connect(self._show_place)
        self.copyEdit.lineEdit().textEdited.connect(self._choose_copy)
        self.municipalityBox.currentIndexChanged.connect(self._propose_copy)
        self.nameBox.editTextChanged.connect(self._propose_copy)
        for signal in (
            self.platformBox.editTextChanged,
            self.userEdit.textChanged,
            self.passwordEdit.textChanged,
            self.authSelect.selectedConfigIdChanged,
            self.municipalityBox.currentIndexChanged,
            self.savedBox.toggled,
            self.copyEdit.fileChanged,
        ):
            signal.connect(lambda *_: self.primary_changed.emit())
        self._show_sign_in(False)
        self._show_place("")
        self._propose_copy()

    def primary(self) -> Primary:
        """«Hämta Sundsvalls karta», when everything is filled in."""
        municipality = self.municipalityBox.currentText() if self.municipalityBox.currentData() else ""
        if not municipality:
            text = words.translate("Hso", "Hämta kommunens karta")
        elif self._reviews:
            text = words.translate("Hso", "Hämta det som lämnats in")
        else:
            text = words.translate("Hso", "Hämta kartan för {municipality}").replace("{municipality}", municipality)
        complete = bool(municipality) and self._reachable() and bool(self.copyEdit.filePath())
        return Primary(text, complete, self._connect)

    def profile(self) -> settings.Profile:
        """What is filled in. Stores a typed password in QGIS's authentication database; may raise `HsoError`."""
        title, url = self.nameBox.currentText().strip(), self.platformBox.currentText().strip()
        return settings.Profile(
            name=self._name(title),
            title=title,
            url=url,
            authcfg=self._authcfg(title, url),
            municipality=self._municipality,
            working_copy=self.copyEdit.filePath(),
            role=settings.REVIEWER if self._reviews else settings.PLANNER,
        )

    def fill(self, profile: settings.Profile) -> None:
        """Fill in what `profile` knows, so that the person adds what it lacks."""
        self._preset = profile
        self._copy_chosen = bool(profile.working_copy) and not os.path.exists(profile.working_copy)
        self.platformBox.setEditText(profile.url)
        if profile.title:
            self.nameBox.setEditText(profile.title)
        self.savedBox.setChecked(bool(profile.authcfg))
        if profile.authcfg:
            self.authSelect.setConfigId(profile.authcfg)
        chosen = settings.REVIEWER if profile.reviews else profile.municipality
        self.municipalityBox.setCurrentIndex(max(0, self.municipalityBox.findData(chosen)))
        if self._copy_chosen:
            self.copyEdit.setFilePath(profile.working_copy)

    def _name(self, title: str) -> str:
        """The name of the profile that was filled in, as long as it is still the same connection; else a new one."""
        preset = self._preset
        same = preset is not None and preset.title == title and preset.reviews == self._reviews
        if preset is not None and same and preset.municipality in ("", self._municipality):
            return preset.name
        return f"{plain_name(title)}-{self.municipalityBox.currentData()}"

    @property
    def _reviews(self) -> bool:
        """True when all municipalities are chosen."""
        return bool(self.municipalityBox.currentData() == settings.REVIEWER)

    @property
    def _municipality(self) -> str:
        """The chosen municipality's code, empty for none and for all."""
        return "" if self._reviews else str(self.municipalityBox.currentData() or "")

    def _authcfg(self, title: str, url: str) -> str:
        if self.savedBox.isChecked():
            return str(self.authSelect.configId())
        return sign_in.store(title, self.userEdit.text().strip(), self.passwordEdit.text(), url)

    def _reachable(self) -> bool:
        signed_in = self.authSelect.configId() if self.savedBox.isChecked() else self.userEdit.text().strip()
        return bool(self.platformBox.currentText().strip()) and bool(signed_in)

    def _show_sign_in(self, saved: bool) -> None:
        for widget in (self.savedLabel, self.authSelect):
            widget.setVisible(saved)
        for widget in (self.userLabel, self.userEdit, self.passwordLabel, self.passwordEdit):
            widget.setVisible(not saved)

    def _choose_copy(self) -> None:
        self._copy_chosen = True

    def _propose_copy(self) -> None:
        code = self.municipalityBox.currentData()
        if code and not self._copy_chosen:
            title = self.nameBox.currentText()
            wanted = (
                copy_location.default_review_copy(title)
                if self._reviews
                else copy_location.default_working_copy(title, code)
            )
            self.copyEdit.setFilePath(str(copy_location.unused_path(wanted)))
        self.primary_changed.emit()

    def _show_place(self, path: str) -> None:
        """Say where the map will lie, also while that is folded away."""
        text = words.translate("Hso", "Kartan sparas i mappen {folder}. En annan plats väljer du under Avancerat.")
        if copy_location.in_remote_session():
            warning = words.translate(
                "Hso",
                "Du arbetar på en fjärransluten dator, där mappen kan tömmas när du loggar ut. Fråga din "
                "GIS-administratör om en mapp som finns kvar, eller skicka alltid dina ändringar innan du loggar ut.",
            )
            text = f"{text} {warning}"
        # A path has no spaces to break the line at: so it is told where it may break.
        folder = re.sub(r"([\\/])", "\\1\u200b", str(Path(path).parent))
        self.placeLabel.setText(text.replace("{folder}", folder))
        self.placeLabel.setVisible(bool(path))

    def _tried(self, line: CheckLine) -> None:
        """Somebody who reviews need not be asked for a municipality."""
        self.lines.add(line)
        if line.reviews and not self.municipalityBox.currentData():
            self.municipalityBox.setCurrentIndex(self.municipalityBox.findData(settings.REVIEWER))

    def _test(self) -> None:
        self.lines.clear()
        self.testView.show()
        self._with_profile(self.workspace.test)

    def _connect(self) -> None:
        try:
            copy_location.require_usable(Path(self.copyEdit.filePath()))
        except HsoError as error:
            self.advancedBox.setCollapsed(False)
            self.workspace.report(error)
            return
        self._with_profile(self.workspace.connect_new)

    def _with_profile(self, use: object) -> None:
        try:
            profile = self.profile()
        except HsoError as error:
            self.workspace.report(error)
            return
        use(profile)  # type: ignore[operator]
