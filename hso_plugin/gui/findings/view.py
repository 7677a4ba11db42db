"""The list of findings: a table with the keys and the folding of a tree."""

from __future__ import annotations

from typing import cast

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ..widgets.grouped_model import ITEM_ROLE
from .listing import Column
from .model import FindingsModel, Heading

#: Room above and below a row's text, in pixels.
PADDING = 6
#: So many headings may go on over several columns; each takes some microseconds.
MOST_SPANS = 1000


class FindingsView(QTableView):
    """Arrow keys and clicks choose, Enter and a double click open, left and right (and a click) fold headings.

    `picked` comes when the person has gone to a row, by mouse or key, also to the one that was current; not when a
    list that is drawn anew finds its place again.
    """

    picked = pyqtSignal(QModelIndex)
    opened = pyqtSignal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._restoring = False
        self._current: object = None
        #: Where the current row last was, to go on from when its finding is gone.
        self._row = 0
        self.doubleClicked.connect(self._double)

    @property
    def findings(self) -> FindingsModel:
        """The model."""
        return cast(FindingsModel, self.model())

    def set_up(self, model: FindingsModel) -> None:
        """Show `model`: six columns with titles when it is wide, else one."""
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + PADDING)
        header = self.horizontalHeader()
        header.setVisible(model.wide)
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        if model.wide:
            letter = self.fontMetrics().averageCharWidth()
            header.setSortIndicator(Column.SEVERITY, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
            widths = {Column.SEVERITY: 16, Column.WHAT: 48, Column.OBJECT: 20, Column.CLASS: 22, Column.RULE: 36}
            for column, letters in widths.items():
                header.resizeSection(column, letters * letter)
            header.resizeSection(Column.MOTIVATED, 24 * letter)
        else:
            for column in Column:
                self.setColumnHidden(column, column is not Column.WHAT)
            header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)

    def go_to(self, wanted: object) -> bool:
        """Make a finding, or the heading with a key, the current row, without `picked`; False when it is not shown."""
        index = self.findings.find(wanted)  # type: ignore[arg-type]
        self._put(index)
        return index.isValid()

    def scrollTo(
        self, index: QModelIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Up and down only: going to a row must not push its first columns out of sight."""
        place = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in sight when the details take room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # ----- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; left and right fold, and go from a finding to its heading, as in a tree."""
        index = self.currentIndex()
        heading = index.data(ITEM_ROLE) if isinstance(index.data(ITEM_ROLE), Heading) else None
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(heading) if heading else self.opened.emit(index)
        elif key == Qt.Key.Key_Space and heading:
            self._toggle(heading)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.horizontalScrollBar().maximum():
            self._sideways(index, heading, out=key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """From a finding that is mended the arrow keys go on to the next one, not to the top of the list."""
        last = self.findings.rowCount() - 1
        if self.currentIndex().isValid() or last < 0:
            return super().moveCursor(action, modifiers)
        moves = QAbstractItemView.CursorAction
        if action in (moves.MoveDown, moves.MoveNext):
            return self.findings.index(min(self._row, last), Column.WHAT)
        if action in (moves.MoveUp, moves.MovePrevious):
            return self.findings.index(min(max(self._row - 1, 0), last), Column.WHAT)
        return super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the current row shows it again; one on a heading folds it."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        index = self.indexAt(event.pos())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        item = index.data(ITEM_ROLE)
        if isinstance(item, Heading):
            self._toggle(item)
        elif index.row() == before.row():
            self.picked.emit(index)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell of a row that the person has gone to."""
        super().currentChanged(current, previous)
        if not self._restoring and current.isValid() and current.row() != previous.row():
            self.picked.emit(current)

    def _double(self, index: QModelIndex) -> None:
        if not isinstance(index.data(ITEM_ROLE), Heading):
            self.opened.emit(index)

    def _sideways(self, index: QModelIndex, heading: Heading | None, *, out: bool) -> None:
        if heading is None:
            above = self.findings.heading_of(index)
            if out and above.isValid():
                self.setCurrentIndex(above)
        elif heading.folded != out:
            self._toggle(heading)

    def _toggle(self, heading: Heading) -> None:
        self.findings.fold(heading.key, not heading.folded)
        self.go_to(heading.key)

    # ----- finding one's place again

    def _remember(self) -> None:
        item = self.currentIndex().data(ITEM_ROLE)
        self._current = item.key if isinstance(item, Heading) else item
        if item is not None:
            self._row = self.currentIndex().row()
        offset = self.currentIndex().row() - self.rowAt(0)
        self._offset = offset if item is not None and 0 <= offset <= self.height() else None
        self._top = self.rowAt(0)

    def _restore(self) -> None:
        self._let_headings_span()
        index = self.findings.find(self._current)  # type: ignore[arg-type]
        self._put(index)
        top = index.row() - self._offset if index.isValid() and self._offset is not None else self._top
        if top >= 0:
            self.verticalScrollBar().setValue(top)

    def _let_headings_span(self) -> None:
        """Headings go on over the columns to the right, unless there are so many that it would take long."""
        self.clearSpans()
        rows = self.findings.heading_rows if self.findings.wide else ()
        if len(rows) <= MOST_SPANS:
            for row in rows:
                self.setSpan(row, Column.WHAT, 1, len(Column) - Column.WHAT)

    def _put(self, index: QModelIndex) -> None:
        self._restoring = True
        try:
            if index.isValid():
                self.setCurrentIndex(index)
            else:
                self.clearSelection()
        finally:
            self._restoring = False
