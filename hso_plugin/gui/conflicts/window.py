"""The conflicts, one at a time: side by side, chosen field by field or as a whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QMainWindow, QWidget

from ...core.ledger.ports import Conflict
from ..map.marker import MapMarker
from ..widgets import icons, ui_loader, words
from ..widgets.bottom_dock import BottomDock
from ..widgets.job_runner import Problem
from ..widgets.shortcuts import bind_keys
from ..widgets.steps import Step
from ..workspace.snapshot import Snapshot, moment
from ..workspace.workspace import Workspace
from . import words as say
from .fields import ConflictFields
from .list import ConflictList
from .map_sides import ConflictMap
from .model import Case, title

#: Height in pixels the first time; afterwards QGIS remembers it.
HEIGHT = 380


class ConflictDock(BottomDock):
    """Shows the workspace's conflicts. What is chosen is kept for its conflict until that is settled or changes."""

    def __init__(self, window: QMainWindow, workspace: Workspace, marker: MapMarker, places: ConflictMap) -> None:
        content = QWidget()
        ui_loader.load("conflict", content)
        super().__init__(window, words.translate("Hso", "Konflikter"), "hsoConflictDock", content, HEIGHT)
        self.content = content
        self.workspace = workspace
        self._marker = marker
        self._places = places
        self._looked_at: dict[str, Case] = {}
        self._snapshot: Snapshot | None = None
        self._settling = False
        self.case: Case | None = None
        self.fields: ConflictFields | None = None
        self.list = ConflictList()
        ui = content
        ui.splitter.insertWidget(0, self.list)
        ui.splitter.setSizes([150, 720])
        ui.splitter.setStretchFactor(1, 1)
        ui.showButton.setIcon(icons.icon("search"))
        ui.noticeIcon.setPixmap(icons.pixmap("warning"))
        ui.noticeFrame.hide()
        self.list.gone_to.connect(self._go)
        ui.showButton.clicked.connect(self.look)
        ui.saveButton.clicked.connect(self.save)
        ui.mineButton.clicked.connect(lambda: self._end(workspace.keep_mine))
        ui.theirsButton.clicked.connect(lambda: self._end(workspace.take_theirs))
        ui.bothButton.clicked.connect(lambda: self._end(workspace.keep_both))
        bind_keys(ui, {"Ctrl+Return": self.save, "F8": self.look, "Esc": self.hide})
        workspace.changed.connect(self._follow)
        workspace.failed.connect(self._fail)
        self.visibilityChanged.connect(self._seen)

    # ----- opening and closing

    def open(self, identity: str = "") -> None:
        """Show the conflict of the object `identity`, else the first one."""
        self._take(identity)
        # In turns, since each takes tens of milliseconds the first time: the table, the dock's place, the map.
        QTimer.singleShot(0, self._bring)

    def _bring(self) -> None:
        if self.case is not None:
            self._marker.clear()
            super().open()
            QTimer.singleShot(0, self._arrive)

    def _arrive(self) -> None:
        if not self.isHidden():
            self.look()
            self._focus()

    def close_down(self) -> None:
        """Let go of the map, before the plugin is unloaded."""
        self.workspace.changed.disconnect(self._follow)
        self.workspace.failed.disconnect(self._fail)
        self._places.clear()

    def look(self) -> None:
        """Move the map to the conflict's places."""
        if self.case is not None:
            self._marker.zoom_to(self.case.extent)

    # ----- ending a conflict

    def save(self) -> None:
        """End the conflict as chosen, when everything is."""
        if self.case is not None and self.content.saveButton.isEnabled() and not self.case.gone:
            outcome = self.case.outcome()
            self._end(lambda conflict: self.workspace.settle(conflict, outcome))

    def _end(self, way: Callable[[Conflict], None]) -> None:
        if self.case is not None:
            self._notice("")
            self._settling = True
            way(self.case.conflict)
            self._settling = bool(self.workspace.jobs.busy)

    def _fail(self, problem: Problem) -> None:
        if self._settling:
            self._settling = False
            self._notice(words.say(problem.error.text))

    # ----- following the workspace

    def _follow(self) -> None:
        snapshot = self.workspace.snapshot
        self._enable()
        if snapshot is self._snapshot or self.isHidden():
            return
        other = snapshot is None or self._snapshot is None or snapshot.path != self._snapshot.path
        before = self.case.conflict.identity if self.case else ""
        ended = snapshot is None or before not in {conflict.identity for conflict in snapshot.conflicts}
        if ended:
            self._settling = False
            self._notice("")
        self._take(before)
        if self.case is None:
            self.hide()
            if snapshot is not None and not other:
                self.workspace.say(say.done_text(snapshot.waiting))
                self.workspace.go_to(Step.SEND)
        elif ended:
            self.look()
            if self._has_focus():
                self._focus()

    def _take(self, identity: str) -> None:
        """Take the conflicts of the snapshot, and show the one of `identity`, else the next in the list."""
        snapshot = self._snapshot = self.workspace.snapshot
        conflicts = {each.identity: each for each in snapshot.conflicts} if snapshot is not None else {}
        self._looked_at = {known: case for known, case in self._looked_at.items() if known in conflicts}
        if snapshot is not None:
            self.list.fill(snapshot.conflicts, snapshot.catalogue, identity)
        self._show(conflicts.get(self.list.identity))

    # ----- showing

    def _go(self) -> None:
        conflicts = self._snapshot.conflicts if self._snapshot is not None else ()
        self._notice("")
        self._show(next((each for each in conflicts if each.identity == self.list.identity), None))
        self.look()

    def _show(self, conflict: Conflict | None) -> None:
        if conflict is None or self._snapshot is None:
            self.case = None
            self._places.clear()
            return
        case = Case(conflict, self._snapshot.catalogue)
        earlier = self._looked_at.get(conflict.identity)
        if earlier is not None:
            case.adopt(earlier)
            if case.differs(earlier):
                self._notice(say.changed_text())
        self.case = self._looked_at[conflict.identity] = case
        ui = self.content
        ui.titleLabel.setText(title(conflict, self._snapshot.catalogue))
        ui.whoLabel.setText(say.who_text(conflict))
        ui.whoLabel.setToolTip(words.tooltip(words.exact(moment(conflict.theirs.valid_from))))
        ui.questionLabel.setText(say.question_text(case))
        ui.showButton.setEnabled(case.extent is not None)
        self.fields = fields = ConflictFields(case)
        ui.scrollArea.setWidget(fields)
        fields.chosen.connect(self._enable)
        ui.mineButton.setText(say.mine_button(case))
        ui.theirsButton.setText(say.theirs_button(case))
        ui.mineLabel.setText(say.mine_consequence(case))
        ui.theirsLabel.setText(say.theirs_consequence(case))
        ui.bothLabel.setText(say.both_consequence())
        both_gone = conflict.mine is None and conflict.theirs.deleted
        for widget, shown in (
            *((each, not case.gone) for each in (ui.saveButton, ui.saveLabel, ui.bothButton, ui.bothLabel)),
            *((each, not both_gone) for each in (ui.mineButton, ui.mineLabel)),
        ):
            widget.setVisible(shown)
        ui.actionsLayout.setColumnStretch(0, 0 if case.gone else 1)  # so that the buttons begin at the left
        self._order()
        self._enable()
        self._seen()

    def _enable(self) -> None:
        case, ui = self.case, self.content
        if case is None:
            return
        free = not self.workspace.jobs.busy
        for button in (ui.mineButton, ui.theirsButton, ui.bothButton):
            button.setEnabled(free)
        ui.saveButton.setEnabled(free and not case.gone and not case.left)
        ui.saveLabel.setText("" if case.gone else say.save_consequence(case))

    def _seen(self) -> None:
        """The places are on the map as long as the window is seen."""
        if self.case is not None and not self.isHidden():
            self._places.show(self.case.shapes)
        else:
            self._places.clear()

    def _notice(self, text: str) -> None:
        self.content.noticeLabel.setText(text)
        self.content.noticeFrame.setVisible(bool(text))

    # ----- the keyboard

    def _order(self) -> None:
        ui = self.content
        chain: list[QWidget] = [self.list, ui.showButton, *(self.fields.controls() if self.fields else ())]
        chain += [ui.saveButton, ui.mineButton, ui.theirsButton, ui.bothButton]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _has_focus(self) -> bool:
        focused = self._window.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _focus(self) -> None:
        first = self.fields.first_left() if self.fields else None
        ui = self.content
        fallback = ui.mineButton if self.case is not None and self.case.gone else ui.saveButton
        (first or fallback).setFocus()
