"""⑤ Lämna in: a check list, what would be handed in, where the submission stands, and what is said of it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ...core.model import Severity
from ...core.review.records import states
from ...core.review.records.model import SubmissionState
from ..comments.view import CommentsView
from ..map.marker import MapMarker
from ..widgets import icons, questions, words
from ..widgets.page import Primary
from ..widgets.steps import Step
from ..widgets.tab_order import read_in_order
from ..workspace.page import WorkspacePage
from . import words as say
from .changes import SubmitChanges
from .check_list import CheckList
from .handing_in import Submitting
from .standing import SubmitStanding
from .words import Need

#: After these the municipality is to do something about what was said.
_TO_MEND = frozenset({SubmissionState.RETURNED, SubmissionState.REJECTED})
#: How long to wait for something else to end before the platform is asked.
_PATIENCE_MS = 200


class SubmitPage(WorkspacePage):
    """`findings_wanted` comes with the severity of the findings that hold the submission up."""

    findings_wanted = pyqtSignal(object)
    form = "submit"

    def __init__(
        self, submitting: Submitting, marker: MapMarker, comments: CommentsView, parent: QWidget | None = None
    ) -> None:
        super().__init__(submitting.workspace, marker, parent)
        self.submitting = submitting
        self.standing = SubmitStanding(self, submitting)
        self.checks = CheckList(self)
        self.checksLayout.addWidget(self.checks)
        self.comments = comments
        self.commentsLayout.addWidget(self.comments)
        self.changes = SubmitChanges(self, marker)
        self._arrived = False
        self._wanted = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PATIENCE_MS)
        self._later.timeout.connect(self._ask)
        self.refreshButton.setIcon(icons.icon("fetch"))
        self.refreshButton.clicked.connect(self.submitting.sync)
        self.withdrawButton.clicked.connect(self._withdraw)
        self.checks.wanted.connect(self._mend)
        self.messageEdit.textChanged.connect(self._show_checks)
        self.tabs.currentChanged.connect(self._turned)
        self.comments.finished.connect(lambda: self.tabs.setCurrentWidget(self.submitTab))
        submitting.changed.connect(self._news)
        submitting.submitted.connect(self.messageEdit.clear)
        submitting.workspace.changed.connect(self._show_checks)
        read_in_order([self.stateHolder, self.tabs, self.checks, self.changesView, self.messageEdit, self.comments])

    # ----- the primary button

    def primary(self) -> Primary:
        """What is next: to save, send, mend, write or hand in; on the comments, to go on to handing in."""
        workspace, submitting, basis = self.workspace, self.submitting, self.submitting.basis
        if self.tabs.currentWidget() is self.commentsTab:
            return Primary(
                words.translate("Hso", "Nästa: Lämna in"), True, lambda: self.tabs.setCurrentWidget(self.submitTab)
            )
        if not submitting.can_submit:
            return Primary(words.translate("Hso", "Du får inte lämna in"), False, submitting.sync)
        if workspace.unsaved or workspace.waiting or (workspace.snapshot and workspace.snapshot.conflicts):
            return Primary(words.translate("Hso", "Nästa: Skicka"), True, lambda: self._mend(Need.SENT))
        if basis is None:
            again = submitting.state in states.OPEN
            text = (
                words.translate("Hso", "Kontrollera för en ny inlämning")
                if again
                else words.translate("Hso", "Kontrollera inför inlämning")
            )
            return Primary(text, True, submitting.prepare)
        for need, text in (
            (Need.SENT, words.translate("Hso", "Nästa: Skicka")),
            (Need.NO_ERRORS, words.translate("Hso", "Nästa: Åtgärda felen")),
            (Need.MOTIVATED, words.translate("Hso", "Nästa: Motivera varningarna")),
        ):
            if any(line.need is need and not line.done for line in self.checks.lines):
                return Primary(text, True, lambda need=need: self._mend(need))  # type: ignore[misc]
        if not basis.changes:
            return Primary(words.translate("Hso", "Inget att lämna in"), False, submitting.prepare)
        if not self.message:
            return Primary(
                words.translate("Hso", "Nästa: Skriv till granskaren"), True, lambda: self._mend(Need.MESSAGE)
            )
        return Primary(say.submit_label(len(basis.changes)), True, lambda: submitting.submit(self.message))

    @property
    def message(self) -> str:
        """What the person writes to the reviewer."""
        return str(self.messageEdit.toPlainText()).strip()

    # ----- showing

    def showEvent(self, event: QShowEvent) -> None:
        """The person comes to the page: the part that is next is in front, and the platform is asked how it stands."""
        super().showEvent(event)
        self._arrived = True
        QTimer.singleShot(0, self._arrive)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        super().hideEvent(event)
        self._arrived = False
        self._later.stop()

    def refresh(self) -> None:
        """Show the workspace's present state."""
        self._news()

    def show_comments(self, identity: str) -> None:
        """Go to what was said of an object, to the first that is not ticked off; says so when there is nothing."""
        found = [thread for thread in self.submitting.threads() if thread.question.object == identity]
        if not found:
            self.workspace.say(words.translate("Hso", "Inget är sagt om objektet."))
            return
        self._wanted = min(found, key=lambda thread: thread.settled).question.change
        self.workspace.go_to(Step.SUBMIT)

    def close_down(self) -> None:
        """Let go of the map, before the plugin is unloaded."""
        self._arrived = False
        self._later.stop()
        self.comments.hide()

    def _arrive(self) -> None:
        """In a turn of its own: while the page is being shown, the dock is still at showing it."""
        if not self._arrived or not self.isVisible() or self.workspace.snapshot is None:
            return
        left = any(not thread.settled for thread in self.submitting.threads())
        to_mend = left and self.submitting.state in _TO_MEND
        self.tabs.setCurrentWidget(self.commentsTab if to_mend or self._wanted else self.submitTab)
        if self._wanted:
            self.comments.go_to(self._wanted)
            self._wanted = ""
        self._ask()

    def _ask(self) -> None:
        """Ask the platform what is worth knowing here; while something else runs it is put off to the end of that."""
        if self.workspace.snapshot is None or not self._arrived:
            return
        if self.workspace.idle:
            self.submitting.ask(to_submit=self.tabs.currentWidget() is self.submitTab)
        else:
            self._later.start()

    def _turned(self) -> None:
        self.marker.clear()
        if self._arrived and self.isVisible() and self.tabs.currentWidget() is self.submitTab:
            self._ask()
            if self.submitting.basis is not None and not self.message:
                self.messageEdit.setFocus()
        self.primary_changed.emit()

    def _news(self) -> None:
        if self.workspace.snapshot is None:
            return
        self.standing.show_state()
        self.comments.refresh()
        left = sum(not thread.settled for thread in self.submitting.threads())
        title = words.translate("Hso", "Kommentarer")
        self.tabs.setTabText(self.tabs.indexOf(self.commentsTab), f"{title} ({words.number(left)})" if left else title)
        self._show_checks()

    def _show_checks(self) -> None:
        workspace, basis = self.workspace, self.submitting.basis
        snapshot = workspace.snapshot
        if snapshot is None:
            return
        self.checks.show_lines(
            say.check_lines(workspace.unsaved, workspace.waiting, len(snapshot.conflicts), basis, self.message)
        )
        for button in (*self.checks.buttons.values(), self.withdrawButton, self.refreshButton):
            button.setEnabled(not workspace.jobs.busy)
        open_ = self.submitting.state in states.OPEN
        self.noticeLabel.setVisible(open_)
        for widget in (self.checksHolder, self.messageLabel, self.messageEdit):
            widget.setVisible(not open_ or basis is not None)  # nothing is left to do while it is with the reviewer
        self.noticeLabel.setText(
            words.translate("Hso", "En inlämning ligger hos granskaren. Lämnar du in igen gäller den nya i stället.")
        )
        new = self.changes.show_basis(basis, snapshot.catalogue)
        if new and self.isVisible() and not self.message and self.tabs.currentWidget() is self.submitTab:
            self.messageEdit.setFocus()
        self.primary_changed.emit()

    # ----- acting

    def _mend(self, need: Need) -> None:
        workspace = self.workspace
        if need is Need.SENT:
            workspace.go_to(Step.SEND)
        elif need is Need.NO_ERRORS:
            self.findings_wanted.emit(Severity.ERROR)
        elif need is Need.MOTIVATED:
            self.findings_wanted.emit(Severity.WARNING)
        else:
            self.messageEdit.setFocus()

    def _withdraw(self) -> None:
        submission = self.submitting.submission
        if submission is not None and questions.withdraw_submission(self):
            self.submitting.withdraw(submission)
