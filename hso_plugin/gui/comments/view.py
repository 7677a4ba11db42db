"""Comments as threads: a list, what was said in the chosen one, an answer, a tick, and marks on the map.

The planner's fifth step and the reviewer's window show the same; what differs is behind `CommentsPort`.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ..map.marker import MapMarker
from ..widgets import ui_loader
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import span_headings
from ..widgets.shortcuts import bind_keys
from . import words as say
from .answer import AnswerField
from .composer import Composer
from .marks import CommentMarks, Mark
from .model import CommentsModel, ThreadRow, thread_groups
from .port import About, CommentsPort
from .refused import RefusedComment


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
        ui_loader.load("comments", self)
        self._port, self._marker, self._marks = port, marker, marks
        self._quiet = False
        self.composer = Composer(self.answerEdit)
        self._field = AnswerField(self, port, self.composer)
        self._refused = RefusedComment(self, port, self.composer)
        self.model = CommentsModel(self)
        self.threadsView.setModel(self.model)
        self.splitter.setSizes([120, 190])
        self.threadsView.selectionModel().currentChanged.connect(self._picked)
        self.threadsView.clicked.connect(self._look)
        self.threadsView.activated.connect(lambda _index: self.answerEdit.setFocus())
        self.answerEdit.textChanged.connect(lambda: self._field.show_buttons(self.row))
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
        after = self.model.next_open(row)
        if after is not None:
            self.composer.turn_to(after.thread.question.change)
        self.refresh()
        if after is None:
            self.finished.emit()

    def _stop(self) -> None:
        self.composer.stop()
        self._show()

    def _mend(self) -> None:
        self._refused.mend()
        self._show()
        self.answerEdit.setFocus()

    def _drop(self) -> None:
        self._refused.drop()
        self.refresh()

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
        self._field.show_state(row)
        self._refused.show_state()
        self.emptyLabel.setVisible(not threads and not composer.new)
        self.emptyLabel.setText(say.empty_text())
        self._draw()

    def _draw(self) -> None:
        if self.isVisible():
            marks = [
                Mark(row.thread.question.change, row.number, place, row.thread.settled)
                for row in self.model.rows()
                if (place := self._port.place(row.thread.question)) is not None
            ]
            self._marks.show(marks, self.composer.thread)
