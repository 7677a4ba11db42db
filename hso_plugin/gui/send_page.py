"""④ Skicka: what waits to be sent, conflicts and refusals first, and what will happen."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..core.ledger.ports import ChangeType, Conflict, Pending, Refusal
from . import words
from .changes_model import ChangesModel, Row, pending_groups, type_counted
from .conflict_model import Case
from .conflict_words import question_text, who_text
from .differences import differences
from .grouped_model import ITEM_ROLE
from .map_marker import MapMarker
from .page import Page, Primary, span_headings
from .workspace import Workspace


class SendPage(Page):
    """The list of changes; the chosen one is explained below, a conflict has a window of its own.

    `solve_wanted` comes with the identity of an object whose conflict the person wants to see side by side.
    """

    solve_wanted = pyqtSignal(str)
    form = "send"

    def __init__(self, workspace: Workspace, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(workspace, marker, parent)
        self.model = ChangesModel(self)
        self.changesView.setModel(self.model)
        self.splitter.setSizes([300, 190])
        self.changesView.selectionModel().currentChanged.connect(self._select)
        self.changesView.clicked.connect(self._select)
        self.changesView.activated.connect(self._solve)
        self.solveButton.clicked.connect(self._solve)
        self.detailPanel.hide()

    def primary(self) -> Primary:
        """«Skicka 3 ändringar»."""
        waiting = self.workspace.waiting
        if self.workspace.unsaved:
            return Primary(words.translate("Hso", "Spara och skicka"), True, self.workspace.save_and_send)
        if not waiting:
            return Primary(words.translate("Hso", "Inget att skicka"), False, self.workspace.send)
        text = words.translate("Hso", "Skicka {changes}").replace("{changes}", words.changes(waiting))
        return Primary(text, True, self.workspace.send)

    def refresh(self) -> None:
        """Show what waits; a conflict is chosen by itself, since it cannot wait."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        self.model.catalogue = snapshot.catalogue
        groups = pending_groups(snapshot)
        self.model.show(groups)
        span_headings(self.changesView)
        self.splitter.setVisible(bool(groups))
        self.emptyLabel.setVisible(not groups)
        self.introLabel.setText(self._intro())
        self.emptyLabel.setText(
            words.translate(
                "Hso",
                "Allt du har gjort finns på plattformen. Det du ritar eller ändrar visas här tills det är skickat.",
            )
        )
        self._explain(None)
        if snapshot.conflicts:
            first = self.model.index(0, 0, self.model.index(0, 0))
            selection = self.changesView.selectionModel()
            selection.blockSignals(True)
            self.changesView.setCurrentIndex(first)
            selection.blockSignals(False)
            self._explain(first.data(ITEM_ROLE))

    def _intro(self) -> str:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return ""
        numbers = {kind: sum(p.type == kind for p in snapshot.pending) for kind in ChangeType}
        parts = [type_counted(kind, number) for kind, number in numbers.items() if number]
        if snapshot.conflicts:
            parts.append(
                words.counted(
                    len(snapshot.conflicts),
                    words.translate("Hso", "{n} konflikt väntar på dig; det övriga kan skickas"),
                    words.translate("Hso", "{n} konflikter väntar på dig; det övriga kan skickas"),
                )
            )
        return words.sentence(parts)

    def _select(self) -> None:
        row = self.changesView.currentIndex().data(ITEM_ROLE)
        if isinstance(row, Row):
            self._explain(row)
            self.marker.show(row.object.geometry)

    def _explain(self, row: Row | None) -> None:
        self.detailPanel.setVisible(row is not None)
        if row is None or self.workspace.snapshot is None:
            return
        catalogue = self.workspace.snapshot.catalogue
        title = f"{words.object_name(row.object)} · {words.class_title(row.object.klass, catalogue)}"
        self.detailTitle.setText(title)
        source = row.source
        self.solveButton.setVisible(isinstance(source, Conflict))
        if isinstance(source, Conflict):
            self.detailLabel.setText(f"{who_text(source)}\n{question_text(Case(source, catalogue))}")
        elif isinstance(source, Refusal):
            self.detailLabel.setText("\n".join(part for part in (words.say(source.reason), source.details) if part))
        elif isinstance(source, Pending):
            self.detailLabel.setText(_pending_text(source, differences(source.base, source.object, catalogue)))

    def _solve(self) -> None:
        row = self.changesView.currentIndex().data(ITEM_ROLE)
        if isinstance(row, Row) and isinstance(row.source, Conflict):
            self.solve_wanted.emit(row.source.identity)


def _pending_text(pending: Pending, found: list) -> str:
    if pending.type == ChangeType.NEW:
        return words.translate("Hso", "Nytt objekt. Grannkommunerna ser det när du har skickat.")
    if pending.type == ChangeType.DELETED:
        return words.translate("Hso", "Tas bort på plattformen när du skickar. Historiken finns kvar där.")
    return "\n".join(f"{d.title}: {d.left} → {d.right}" for d in found)
