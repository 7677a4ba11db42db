"""Comments as threads: a list, what was said in the chosen one, an answer, a tick, and marks on the map. [C]

The planner's fifth step and the reviewer's window show the same; what differs is behind `CommentsPort`.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ..core.review.model import Comment
from . import comments_words as say
from . import forms, words
from .comments_composer import Composer
from .comments_marks import CommentMarks, Mark
from .comments_model import CommentsModel, ThreadRow, thread_groups
from .comments_port import About, CommentsPort
from .grouped_model import ITEM_ROLE
from .map_marker import MapMarker
from .page import span_headings
from .shortcuts import bind_keys

#: Pixels of the text field: as high as may be, and as the form has it.
_ALL_THERE_IS, _ANSWER_HEIGHT = 16_777_215, 72


class CommentsView(QWidget):
    """Whoever shows it calls `refresh()` when the port has something new.

    `chosen` comes with the comment that began the thread the person went to, `finished` when nothing is left that is
    not ticked off.
    """

    chosen = pyqtSignal(object)
    finished = pyqtSignal()

    def __init__(
        self, port: CommentsPort, marker: MapMarker, marks: CommentMarks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        forms.load("comments", self)
        self._port, self._marker, self._marks = port, marker, marks
        self._quiet = False
        self.composer = Composer(self.answerEdit)
        self.model = CommentsModel(self)
        self.threadsView.setModel(self.model)
        self.splitter.setSizes([120, 190])
        self.threadsView.selectionModel().currentChanged.connect(self._picked)
        self.threadsView.clicked.connect(self._look)
        self.threadsView.activated.connect(lambda _index: self.answerEdit.setFocus())
        self.answerEdit.textChanged.connect(self._describe_buttons)
        self.answerButton.clicked.connect(lambda: self._say(None))
        self.settleButton.clicked.connect(self._settle)
        self.cancelButton.clicked.connect(self._stop)
        self.mendButton.clicked.connect(self._mend)
        self.dropButton.clicked.connect(self._drop)
        marks.picked.connect(self._mark_clicked)
        bind_keys(self, {"Ctrl+Return": self.answerButton.click, "F8": self.look})
        self.refresh()

    # ----- what others ask of it

    @property
    def row(self) -> ThreadRow | None:
        """The chosen thread."""
        item = self.threadsView.currentIndex().data(ITEM_ROLE)
        return item if isinstance(item, ThreadRow) else None

    def refresh(self) -> None:
        """Show what there is now; the chosen thread stays chosen, else the first is, without moving the map."""
        groups = thread_groups(self._port.threads(), self._port.title)
        self._quiet = True
        if tuple(groups) != tuple(self.model.groups):
            self.model.show(groups)
            span_headings(self.threadsView)
        rows, index = self.model.rows(), self.model.place_of(self.composer.thread)
        self.threadsView.setCurrentIndex(index if index.isValid() or not rows else self.model.find(rows[0]))
        self._quiet = False
        self._show()

    def begin(self, about: About) -> None:
        """Have the person write a new comment on something."""
        self.composer.begin(about)
        self._show()
        self.answerEdit.setFocus()

    def go_to(self, change: str) -> bool:
        """Choose the thread that a comment began, and show its place; False when it is not listed."""
        index = self.model.place_of(change)
        if index.isValid():
            self.threadsView.setCurrentIndex(index)
            self.look()
        return bool(index.isValid())

    def look(self) -> None:
        """Zoom to what the chosen thread is about."""
        row = self.row
        if row is not None:
            self._marker.show(self._port.place(row.thread.question))
            self.chosen.emit(row.thread.question)

    # ----- seen and not seen

    def showEvent(self, event: QShowEvent) -> None:
        """The marks are on the map while the list is seen."""
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: the marks belong to this one."""
        super().hideEvent(event)
        self._marks.clear()

    # ----- choosing

    def _picked(self, index: QModelIndex) -> None:
        if not self._quiet and isinstance(index.data(ITEM_ROLE), ThreadRow):
            self.composer.stop()
            self._show()

    def _look(self, index: QModelIndex) -> None:
        if isinstance(index.data(ITEM_ROLE), ThreadRow):
            self.look()

    def _mark_clicked(self, change: str) -> None:
        index = self.model.place_of(change)
        if index.isValid():
            self.threadsView.setCurrentIndex(index)
            self.chosen.emit(index.data(ITEM_ROLE).thread.question)

    # ----- saying

    def _say(self, settled: bool | None) -> None:
        row, composer = self.row, self.composer
        comment = composer.written(self._port.user, row.thread.question if row else None, settled)
        if comment is None:
            return
        answered = not composer.new
        composer.finish()
        self._port.comment([comment])
        if settled and answered and row is not None:
            self._go_on(row)
        else:
            self.refresh()

    def _settle(self) -> None:
        row = self.row
        if row is not None:
            self._say(not row.thread.settled)

    def _go_on(self, row: ThreadRow) -> None:
        """To the next thread that is not ticked off, now that this one is."""
        left = [each for each in self.model.rows() if not each.thread.settled and each != row]
        after = [each for each in left if each.number > row.number] or left
        if after:
            self.composer.turn_to(after[0].thread.question.change)
        self.refresh()
        if not after:
            self.finished.emit()

    def _stop(self) -> None:
        self.composer.stop()
        self._show()

    def _mend(self) -> None:
        refused = self._refused()
        if refused is not None:
            self.composer.mend(refused[0])
            self._show()
            self.answerEdit.setFocus()

    def _drop(self) -> None:
        refused = self._refused()
        if refused is not None:
            self._port.drop([refused[0].change])
            self.refresh()

    def _refused(self) -> tuple[Comment, str] | None:
        """The first comment that the platform did not take, and why."""
        found = ((each.record, words.say(each.reason)) for each in self._port.refused())
        return next(((record, reason) for record, reason in found if isinstance(record, Comment)), None)

    # ----- showing

    def _show(self) -> None:
        row, composer = self.row, self.composer
        composer.turn_to(row.thread.question.change if row is not None else "")
        threads = [each.thread for each in self.model.rows()]
        self.countLabel.setText(say.counted(threads))
        self.countLabel.setVisible(bool(threads))
        self.threadsView.setVisible(bool(threads))
        self.splitter.setVisible(bool(threads) or composer.new)
        self.saidLabel.setText(say.conversation(row.thread, self._port.user) if row is not None else "")
        self.saidArea.setVisible(not composer.new)
        self._show_new()
        self._show_refused()
        self.emptyLabel.setVisible(not threads and not composer.new)
        self.emptyLabel.setText(
            words.translate(
                "Hso", "Inga kommentarer. Det som sägs om inlämningen, om ett objekt eller om en plats visas här."
            )
        )
        self._describe_buttons()
        self._draw()

    def _show_new(self) -> None:
        about = self.composer.about
        # A new comment has the room that the conversation leaves; an answer stands below it, some lines high.
        self.answerEdit.setMaximumHeight(_ALL_THERE_IS if self.composer.new else _ANSWER_HEIGHT)
        self.aboutLabel.setVisible(self.composer.new)
        if about is not None:
            unsaid = Comment("", "", "", about.submission, about.object, about.version, place=about.place)
            text = words.translate("Hso", "Ny kommentar: {about}")
            self.aboutLabel.setText(text.replace("{about}", self._port.title(unsaid)))
        elif self.composer.mended is not None:
            self.aboutLabel.setText(words.translate("Hso", "Skriv om kommentaren och skicka den igen"))

    def _show_refused(self) -> None:
        refused = self._refused()
        self.refusedFrame.setVisible(refused is not None and self.composer.mended is None)
        if refused is not None:
            comment, reason = refused
            quoted = f"«{say.excerpt(comment.text)}»" if comment.text else ""
            self.refusedLabel.setText(words.sentence((quoted, reason)))

    def _describe_buttons(self) -> None:
        row, written, new = self.row, bool(self.composer.text), self.composer.new
        self.answerButton.setEnabled(written)
        self.answerButton.setText(words.translate("Hso", "Skicka") if new else words.translate("Hso", "Svara"))
        self.cancelButton.setVisible(new)
        self.settleButton.setVisible(not new and row is not None and self._port.may_settle(row.thread.question))
        self.answerEdit.setPlaceholderText(
            words.translate("Hso", "Skriv kommentaren här")
            if new
            else words.translate("Hso", "Skriv ett svar här, om det behövs")
        )
        if row is not None and row.thread.settled:
            self.settleButton.setText(words.translate("Hso", "Ta upp igen"))
        elif written:
            self.settleButton.setText(words.translate("Hso", "Svara: åtgärdad"))
        else:
            self.settleButton.setText(words.translate("Hso", "Markera åtgärdad"))

    def _draw(self) -> None:
        if not self.isVisible():
            return
        marks = []
        for row in self.model.rows():
            place = self._port.place(row.thread.question)
            if place is not None:
                marks.append(Mark(row.thread.question.change, row.number, place, row.thread.settled))
        self._marks.show(marks, self.composer.thread)
