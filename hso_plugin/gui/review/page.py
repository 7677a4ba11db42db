"""Granska: one submission, with its changes, findings, borders and comments, and the decision on it."""

from __future__ import annotations

from enum import IntEnum

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...core.review.compare.differences import ObjectChange
from ...core.review.records.model import Comment, Event
from ..comments.marks import CommentMarks
from ..comments.port import About
from ..comments.view import CommentsView
from ..comments.words import comments
from ..desk.desk import ReviewDesk
from ..desk.page import DeskPage
from ..desk.words import changes_text, sent_in_text, title_text
from ..map.before_after import BeforeAfter
from ..map.marker import MapMarker
from ..map.picker import PlacePicker
from ..widgets import words
from ..widgets.page import Primary
from .changes import ChangesView
from .comments import DeskComments
from .findings import FindingsTab
from .verdict import VerdictView


class Tab(IntEnum):
    """The tabs in order."""

    CHANGES = 0
    FINDINGS = 1
    COMMENTS = 2
    DECISION = 3


class ReviewPage(DeskPage):
    """The submission on the desk. A comment can be begun from a change, from a finding, on a place or on the whole."""

    form = "review_page"

    def __init__(
        self, desk: ReviewDesk, marker: MapMarker, canvas: QgsMapCanvas, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, marker, parent)
        self.port = DeskComments(desk)
        self.changes = ChangesView(desk, marker, BeforeAfter(canvas))
        self.findings = FindingsTab(desk, marker)
        self.marks = CommentMarks(canvas, self)
        self.comments = CommentsView(self.port, marker, self.marks)
        self.picker = PlacePicker(canvas, self)
        self.verdict = VerdictView(desk)
        self.wholeButton = QPushButton(words.translate("Hso", "Om &hela"))
        self.wholeButton.setToolTip(words.translate("Hso", "Skriv en kommentar om inlämningen som helhet"))
        self.placeButton = QPushButton(words.translate("Hso", "Om en p&lats"))
        self.placeButton.setToolTip(words.translate("Hso", "Peka ut en plats på kartan och skriv om den"))
        for tab in (self.changes, self.findings, self._comments_tab(), self.verdict):
            self.tabs.addTab(tab, "")
        self.tabs.currentChanged.connect(lambda _number: self.primary_changed.emit())
        self.verdict.edited.connect(self.primary_changed)
        self.changes.comment_wanted.connect(self._comment_on_change)
        self.findings.comment_wanted.connect(self._comment_on_object)
        self.wholeButton.clicked.connect(lambda: self.begin(About(self.desk.chosen)))
        self.placeButton.clicked.connect(self._pick)
        self.comments.chosen.connect(self._show_object)

    def primary(self) -> Primary:
        """Take it up, go to the decision, or the decision that is filled in."""
        choice = self.verdict.choice()
        if self.desk.submission is None or not self.verdict.box.possible:
            return Primary(words.translate("Hso", "Hämta nytt"), self.desk.profile is not None, self.desk.fetch)
        deciding = self.tabs.currentIndex() == Tab.DECISION
        if choice is not None and (choice.event is Event.TAKEN_UP or deciding):
            return Primary(self.verdict.primary_text(choice), choice.complete, self._decide)
        if deciding:
            return Primary(words.translate("Hso", "Välj ett beslut"), False, lambda: None)
        return Primary(words.translate("Hso", "Nästa: Besluta"), True, lambda: self.go_to(Tab.DECISION))

    def go_to(self, tab: Tab) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(tab)

    def refresh(self) -> None:
        """Show the submission on the desk as it is now."""
        snapshot, submission = self.desk.snapshot, self.desk.submission
        there = snapshot is not None and submission is not None
        for widget in (self.titleLabel, self.factsLabel, self.tabs):
            widget.setVisible(there)
        self.emptyLabel.setVisible(not there)
        self.emptyLabel.setText(
            words.translate("Hso", "Välj en inlämning i kön, så visas den här: vad som ändrats, fynden och beslutet.")
        )
        if snapshot is None or submission is None:
            return
        self.titleLabel.setText(title_text(snapshot, submission))
        self.factsLabel.setText(self._facts())
        self.changes.refresh()
        self.findings.refresh()
        self.comments.refresh()
        self.verdict.refresh()
        self.changes.model.note_comments(self.port.threads())
        self._title_tabs()

    def begin(self, about: About) -> None:
        """Have the person write a comment on something."""
        self.go_to(Tab.COMMENTS)
        self.comments.begin(about)

    # ----- inside

    def _comments_tab(self) -> QWidget:
        tab = QWidget()
        buttons = QHBoxLayout()
        for button in (self.wholeButton, self.placeButton):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self.comments, 1)
        return tab

    def _facts(self) -> str:
        snapshot, submission, content = self.desk.snapshot, self.desk.submission, self.desk.content
        if snapshot is None or submission is None:
            return ""
        lines = [sent_in_text(submission)]
        row = next((each for each in snapshot.rows if each.submission.change == submission.change), None)
        if row is not None:
            since = words.translate("Hso", "{changes} sedan den senast godkända")
            if content is not None and content.compared is None:
                since = words.translate("Hso", "{changes}; inget är godkänt sedan tidigare")
            lines.append(since.replace("{changes}", changes_text(row.changes)))
        if submission.message:
            lines.append(f"«{submission.message}»")
        return "\n".join(lines)

    def _title_tabs(self) -> None:
        content, number = self.desk.content, self.findings.number
        titles = {
            Tab.CHANGES: (words.translate("Hso", "Ändringar"), words.changes(len(content.changes)) if content else ""),
            Tab.FINDINGS: (words.translate("Hso", "Fynd"), words.findings(number) if number is not None else ""),
            Tab.COMMENTS: (words.translate("Hso", "Kommentarer"), comments(len(self.port.threads()))),
            Tab.DECISION: (words.translate("Hso", "Beslut"), ""),
        }
        # Without the numbers: with them the four do not fit beside each other.
        for tab, (title, counted) in titles.items():
            self.tabs.setTabText(tab, title)
            self.tabs.setTabToolTip(tab, counted)

    def _decide(self) -> None:
        choice = self.verdict.choice()
        if choice is not None and choice.complete:
            self.desk.decide(choice)

    def _comment_on_change(self, change: ObjectChange) -> None:
        version = change.after or change.before
        if version is not None:
            self.begin(About(self.desk.chosen, change.identity, version.version))

    def _comment_on_object(self, identity: str | None) -> None:
        content = self.desk.content
        version = content.version(identity) if content is not None and identity is not None else None
        if version is not None:
            self.begin(About(self.desk.chosen, identity, version.version))
        else:
            self.begin(About(self.desk.chosen))

    def _pick(self) -> None:
        self.desk.say(words.translate("Hso", "Klicka på platsen på kartan som kommentaren gäller."))
        self.picker.pick(lambda place: self.begin(About(self.desk.chosen, place=place)))

    def _show_object(self, comment: Comment) -> None:
        """Have the change that a comment is about chosen, for when the person goes to the list of changes."""
        content = self.desk.content
        if comment.object is not None and content is not None:
            self.changes.choose(comment.object)
