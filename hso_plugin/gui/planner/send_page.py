"""④ Skicka: what waits to be sent, conflicts and refusals first, what is changed in each, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import QWidget

from ...core.ledger.ports import ChangeType, Conflict, Pending, Refusal
from ...core.ledger.reconcile import content
from ...core.model import ObjectVersion
from ..changes.differences import pending_text
from ..changes.model import ChangeRow, pending_groups, type_counted
from ..changes.pending_model import PendingModel
from ..changes.row_heights import RowHeights
from ..conflicts.model import Case
from ..conflicts.words import question_text, who_text
from ..map.before_after import BeforeAfter
from ..map.marker import MapMarker
from ..widgets import words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import Primary, span_headings
from ..widgets.questions import undo_changes, undo_label
from ..workspace.page import WorkspacePage
from ..workspace.workspace import Workspace


class SendPage(WorkspacePage):
    """The list of changes; the chosen one is explained below, a conflict has a window of its own.

    `solve_wanted` comes with the identity of an object whose conflict the person wants to see side by side.
    """

    solve_wanted = pyqtSignal(str)
    form = "send"

    def __init__(
        self, workspace: Workspace, marker: MapMarker, picture: BeforeAfter, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, marker, parent)
        self._picture = picture
        self._pending: dict[str, Pending] = {}
        self._quiet = False
        self.model = PendingModel(self)
        self.changesView.setModel(self.model)
        self.changesView.setItemDelegate(RowHeights(self))
        self.splitter.setSizes([300, 190])
        self.model.chosen_changed.connect(self.changesView.viewport().update)
        self.model.chosen_changed.connect(self.primary_changed)
        self.changesView.selectionModel().selectionChanged.connect(self._select)
        self.changesView.clicked.connect(self._select)
        self.changesView.activated.connect(self._solve)
        self.solveButton.clicked.connect(self._solve)
        self.undoButton.clicked.connect(self._undo)
        self.detailPanel.hide()

    def primary(self) -> Primary:
        """«Skicka 3 ändringar», «Skicka 2 av 5», «Lös konflikten»."""
        workspace, snapshot = self.workspace, self.workspace.snapshot
        if workspace.unsaved and self.model.left_out:  # what is saved now joins the list first
            return Primary(words.translate("Hso", "Spara ändringarna"), True, workspace.save_edits)
        if workspace.unsaved:
            return Primary(words.translate("Hso", "Spara och skicka"), True, workspace.save_and_send)
        if not workspace.waiting and snapshot is not None and snapshot.conflicts:
            text = words.counted(
                len(snapshot.conflicts),
                words.translate("Hso", "Lös konflikten"),
                words.translate("Hso", "Lös {n} konflikter"),
            )
            return Primary(text, True, self._solve)
        if not workspace.waiting:
            return Primary(words.translate("Hso", "Inget att skicka"), False, workspace.send)
        if not self.model.left_out:
            text = words.translate("Hso", "Skicka {changes}").replace("{changes}", words.changes(workspace.waiting))
            return Primary(text, True, workspace.send)
        chosen = self.model.chosen
        number = len(chosen) + (len(snapshot.outgoing) if snapshot else 0)
        if not number:
            return Primary(words.translate("Hso", "Kryssa för det som ska skickas"), False, workspace.send)
        text = words.translate("Hso", "Skicka {n} av {all}").replace("{n}", words.number(number))
        return Primary(
            text.replace("{all}", words.number(workspace.waiting)), True, lambda: workspace.send(only=chosen)
        )

    def refresh(self) -> None:
        """Show what waits. What was chosen stays so, else a conflict is, since it cannot wait."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        before = self._rows()
        self._pending = {change.object.identity: change for change in snapshot.pending}
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
        self._picture.clear()
        self._choose_again(before[0].object.identity if len(before) == 1 else "")
        self._explain(self._rows())

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what is drawn on the map belongs to this one."""
        self._picture.clear()
        super().hideEvent(event)

    def _choose_again(self, identity: str) -> None:
        """Without moving the map."""
        found = next(
            (
                self.model.index(row, 0, self.model.index(number, 0))
                for number, group in enumerate(self.model.groups)
                for row, item in enumerate(group.items)
                if item.object.identity == identity or (not identity and isinstance(item.source, Conflict))
            ),
            None,
        )
        if found is not None:
            self._quiet = True
            self.changesView.setCurrentIndex(found)
            self._quiet = False

    def _intro(self) -> str:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return ""
        parts = _counted(snapshot.pending)
        if snapshot.conflicts:
            parts.append(
                words.counted(
                    len(snapshot.conflicts),
                    words.translate("Hso", "{n} konflikt väntar på dig"),
                    words.translate("Hso", "{n} konflikter väntar på dig"),
                )
            )
            if self.workspace.waiting:
                parts.append(words.translate("Hso", "det övriga kan skickas"))
        return words.sentence(parts)

    # What is chosen in the list

    def _rows(self) -> list[ChangeRow]:
        # By ranges: Qt's list of rows asks Python several times for each, 0.5 s with 2 000.
        groups = self.model.groups
        return [
            row
            for part in self.changesView.selectionModel().selection()
            if part.parent().isValid()
            for row in groups[part.parent().row()].items[part.top() : part.bottom() + 1]
        ]

    def _changes(self, rows: Sequence[ChangeRow]) -> list[Pending]:
        """Those of the changes that can be taken back."""
        identities = [row.object.identity for row in rows if not isinstance(row.source, Conflict)]
        return [self._pending[identity] for identity in identities if identity in self._pending]

    def _select(self) -> None:
        if self._quiet:
            return
        rows = self._rows()
        self._explain(rows)
        self._picture.clear()
        self.marker.clear()
        if len(rows) != 1:
            return
        change = self._pending.get(rows[0].object.identity)
        if change is None:
            self.marker.show(rows[0].object.geometry)
            return
        base = content(change.base)
        before = base.geometry if base else None
        after = None if change.type is ChangeType.DELETED else change.object.geometry
        shapes = [shape for shape in (before, after) if shape is not None and not shape.is_empty]
        if shapes:
            west, south, east, north = zip(*(shape.bounds for shape in shapes), strict=True)
            self.marker.zoom_to((min(west), min(south), max(east), max(north)))
        self._picture.show_all(before, after)

    def _explain(self, rows: Sequence[ChangeRow]) -> None:
        changes, snapshot = self._changes(rows), self.workspace.snapshot
        self.detailPanel.setVisible(bool(rows) and snapshot is not None)
        if not rows or snapshot is None:
            return
        self.undoButton.setVisible(bool(changes))
        self.undoButton.setText(undo_label(len(changes)))
        self.solveButton.setVisible(len(rows) == 1 and isinstance(rows[0].source, Conflict))
        if len(rows) > 1:
            self.detailTitle.setText(
                words.translate("Hso", "{objects} valda").replace("{objects}", words.objects(len(rows)))
            )
            self.detailLabel.setText(words.sentence(_counted(changes)))
            return
        row, catalogue = rows[0], snapshot.catalogue
        self.detailTitle.setText(f"{words.object_name(row.object)} · {words.class_title(row.object.klass, catalogue)}")
        source, lines = row.source, []
        if isinstance(source, Conflict):
            lines = [who_text(source), question_text(Case(source, catalogue))]
        elif isinstance(source, Refusal):
            lines = [words.say(source.reason), source.details]
        elif isinstance(source, ObjectVersion):
            lines = [
                words.translate(
                    "Hso",
                    "Skickat, men svaret kom aldrig. När du skickar eller hämtar nästa gång visar det sig om det kom "
                    "fram; annars skickas det igen.",
                )
            ]
        lines += [pending_text(change, catalogue) for change in changes]
        self.detailLabel.setText("\n".join(line for line in lines if line))

    # What can be done with it

    def _solve(self) -> None:
        """The conflict that is chosen in the list, else the first of them."""
        row, snapshot = self.changesView.currentIndex().data(ITEM_ROLE), self.workspace.snapshot
        if isinstance(row, ChangeRow) and isinstance(row.source, Conflict):
            self.solve_wanted.emit(row.source.identity)
        elif snapshot is not None and snapshot.conflicts:
            self.solve_wanted.emit(snapshot.conflicts[0].identity)

    def _undo(self) -> None:
        changes = self._changes(self._rows())
        if changes and undo_changes(self, changes):
            self.workspace.undo(changes)


def _counted(changes: Sequence[Pending]) -> list[str]:
    numbers = {kind: sum(change.type == kind for change in changes) for kind in ChangeType}
    return [type_counted(kind, number) for kind, number in numbers.items() if number]
