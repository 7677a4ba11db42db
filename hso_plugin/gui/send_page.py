"""④ Skicka: what waits to be sent, conflicts and refusals first, and what will happen."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..core.ledger.ports import ChangeType, Conflict, Pending, Refusal
from . import words
from .changes_model import ChangesModel, Row, pending_groups, type_counted
from .conflict_words import who_text
from .differences import Difference, differences
from .grouped_model import ITEM_ROLE
from .map_marker import MapMarker
from .page import Page, Primary, span_headings
from .workspace import Workspace


class SendPage(Page):
    """The list of changes; the chosen one is explained below, a conflict with its two ways out.

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
        self.mineButton.clicked.connect(lambda: self._resolve(self.workspace.keep_mine))
        self.theirsButton.clicked.connect(lambda: self._resolve(self.workspace.take_theirs))
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
        conflict = isinstance(source, Conflict)
        for widget in (self.solveButton, self.mineButton, self.theirsButton, self.consequenceLabel):
            widget.setVisible(conflict)
        if isinstance(source, Conflict):
            self.detailLabel.setText(self._conflict_text(source))
            self.consequenceLabel.setText(_consequences(source))
        elif isinstance(source, Refusal):
            self.detailLabel.setText("\n".join(part for part in (words.say(source.reason), source.details) if part))
        elif isinstance(source, Pending):
            self.detailLabel.setText(_pending_text(source, differences(source.base, source.object, catalogue)))

    def _conflict_text(self, conflict: Conflict) -> str:
        theirs, catalogue = conflict.theirs, self.workspace.snapshot.catalogue
        lines = [who_text(conflict)]
        if conflict.mine is not None and not theirs.deleted:
            lines += [_both(difference) for difference in differences(theirs, conflict.mine, catalogue)]
        return "\n".join(lines)

    def _solve(self) -> None:
        row = self.changesView.currentIndex().data(ITEM_ROLE)
        if isinstance(row, Row) and isinstance(row.source, Conflict):
            self.solve_wanted.emit(row.source.identity)

    def _resolve(self, way: object) -> None:
        row = self.changesView.currentIndex().data(ITEM_ROLE)
        if isinstance(row, Row) and isinstance(row.source, Conflict):
            way(row.source)  # type: ignore[operator]


def _both(difference: Difference) -> str:
    """A field that differs, with each version on a line of its own; the place on the map in words."""
    if difference.place:
        return "\n" + words.translate("Hso", "Platsen på kartan skiljer sig också: kartan visar din.")
    mine = words.translate("Hso", "Min: {value}").replace("{value}", difference.right)
    theirs = words.translate("Hso", "Serverns: {value}").replace("{value}", difference.left)
    return f"\n{difference.title}\n{mine}\n{theirs}"


def _consequences(conflict: Conflict) -> str:
    """What each button will do, before it is pressed."""
    if conflict.mine is None:
        mine = words.translate("Hso", "Behåll min: objektet tas bort på plattformen när du skickar.")
        theirs = words.translate("Hso", "Ta serverns: objektet kommer tillbaka i din karta.")
    elif conflict.theirs.deleted:
        mine = words.translate("Hso", "Behåll min: objektet läggs tillbaka på plattformen när du skickar.")
        theirs = words.translate("Hso", "Ta serverns: objektet tas bort ur din karta.")
    else:
        mine = words.translate("Hso", "Behåll min: din version ersätter serverns när du skickar.")
        theirs = words.translate("Hso", "Ta serverns: din ändring av objektet försvinner.")
    return f"{mine}\n{theirs}"


def _pending_text(pending: Pending, found: list) -> str:
    if pending.type == ChangeType.NEW:
        return words.translate("Hso", "Nytt objekt. Grannkommunerna ser det när du har skickat.")
    if pending.type == ChangeType.DELETED:
        return words.translate("Hso", "Tas bort på plattformen när du skickar. Historiken finns kvar där.")
    return "\n".join(f"{d.title}: {d.left} → {d.right}" for d in found)
