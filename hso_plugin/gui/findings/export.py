"""Exports the findings: a menu of the ways, and the file dialogue."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from ...core.file_names import plain_name
from ..widgets import words
from ..workspace.workspace import Workspace


class FindingsExport:
    """The menu of an export button. What became of it is told by the workspace's `exported`."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        self._workspace = workspace
        self._parent = parent
        self.menu = QMenu(parent)
        for ending, title in (
            ("html", words.translate("Hso", "Rapport att läsa och skriva ut (HTML) …")),
            ("csv", words.translate("Hso", "Tabell för Excel (CSV) …")),
            ("gpkg", words.translate("Hso", "Kartlager (GeoPackage) …")),
            ("json", words.translate("Hso", "Data för andra program (JSON) …")),
        ):
            action = self.menu.addAction(title)
            action.triggered.connect(lambda _=False, ending=ending: self.ask(ending))

    def ask(self, ending: str) -> None:
        """Ask where the file shall be, and write it."""
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = plain_name(
            words.translate("Hso", "fynd {municipality}").replace("{municipality}", snapshot.municipality_name)
        )
        path, _ = QFileDialog.getSaveFileName(
            self._parent,
            words.translate("Hso", "Exportera fynden"),
            str(Path(folder) / f"{name}.{ending}"),
            f"{ending.upper()} (*.{ending})",
        )
        if path:
            wanted = Path(path)
            # A name that was typed without its ending would be refused.
            self._workspace.export(str(wanted if wanted.suffix.lower() == f".{ending}" else Path(f"{path}.{ending}")))
