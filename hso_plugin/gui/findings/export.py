"""Exports the findings: a menu of the ways, and the file dialogue."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QMenu, QWidget

from ...core.reports import formats
from ...core.reports.formats import Format
from ..widgets import words
from ..widgets.ask_file import ask_file
from ..workspace.workspace import Workspace


class FindingsExport:
    """The menu of an export button. What became of it is told by the workspace's `exported`."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        self._workspace = workspace
        self._parent = parent
        self.menu = QMenu(parent)
        for each in formats.CHECK:
            action = self.menu.addAction(f"{words.say(each.offer)} ({each.name}) …")
            action.triggered.connect(lambda _=False, form=each: self.ask(form))

    def ask(self, form: Format) -> None:
        """Ask where the file shall be, and write it."""
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        name = words.translate("Hso", "fynd {municipality}").replace("{municipality}", snapshot.municipality_name)
        path = ask_file(self._parent, words.translate("Hso", "Exportera fynden"), name, form.ending, form.name)
        if path:
            self._workspace.export(path)
