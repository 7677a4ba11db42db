"""A submission's changes beside the map: field by field, and the place before dashed, after filled."""

from __future__ import annotations

from enum import IntEnum

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QKeySequence, QShowEvent
from qgis.PyQt.QtWidgets import QShortcut, QWidget

from ...core.review.compare.differences import ObjectChange
from ...core.review.compare.since_return import SINCE
from ..changes.model import ChangeRow
from ..desk.desk import ReviewDesk
from ..desk.words import change_text
from ..history.details import HistoryDetails
from ..map.before_after import BeforeAfter
from ..map.extent import extent_of
from ..map.marker import MapMarker
from ..widgets import ui_loader, words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import span_headings
from ..workspace.snapshot import moment
from .changes_model import SubmittedModel, change_groups, entry_of

KEY = "F9"


class Side(IntEnum):
    """What of a change is on the map; the key goes from one to the next."""

    BOTH = 0
    BEFORE = 1
    AFTER = 2


class ChangesView(QWidget):
    """The list and the chosen change. `comment_wanted` comes with the change to say something of."""

    comment_wanted = pyqtSignal(object)

    def __init__(self, desk: ReviewDesk, marker: MapMarker, places: BeforeAfter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("review_changes", self)
        self._desk, self._marker, self._places = desk, marker, places
        self.side = Side.BOTH
        self.details: HistoryDetails | None = None
        self._shown: object = None
        self.model = SubmittedModel(self)
        self.changesView.setModel(self.model)
        self.changesView.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.changesView.clicked.connect(lambda _index: self.look())
        self.changesView.activated.connect(lambda _index: self.look())
        self.filterEdit.textChanged.connect(lambda _text: self._list())
        self.sinceBox.toggled.connect(lambda _only: self._list())
        self.toggleButton.clicked.connect(self.toggle)
        self.commentButton.clicked.connect(lambda: self.comment_wanted.emit(self.change))
        self.splitter.setSizes([150, 200])
        shortcut = QShortcut(QKeySequence(KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # also while the map has the focus
        shortcut.activated.connect(self.toggle)
        self._shortcut = shortcut

    @property
    def change(self) -> ObjectChange | None:
        """The chosen change."""
        row = self.changesView.currentIndex().data(ITEM_ROLE)
        return row.source if isinstance(row, ChangeRow) else None

    def refresh(self) -> None:
        """Show what is on the desk; the chosen change stays chosen."""
        content = self._desk.content
        if content is not self._shown:
            self._shown = content
            self.filterEdit.clear()
            self.sinceBox.setChecked(False)
            self._list()
        self._show_parts()

    def choose(self, identity: str) -> bool:
        """Choose an object's change, without moving the map; False when it has not changed."""
        rows = (row for group in self.model.groups for row in group.items)
        row = next((row for row in rows if row.object.identity == identity), None)
        if row is None:
            return False
        self.changesView.setCurrentIndex(self.model.find(row))
        return True

    def look(self) -> None:
        """Move the map to the place before and after."""
        change = self.change
        if change is not None:
            found = (each.object for each in (change.before, change.after) if each is not None)
            self._marker.zoom_to(extent_of(tuple(found)))

    def toggle(self) -> None:
        """Both outlines, only before, only after, and round again."""
        self.side = Side((self.side + 1) % len(Side))
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """The outlines are on the map while the list is seen."""
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        super().hideEvent(event)
        self._places.clear()

    # ----- inside

    def _list(self) -> None:
        content, snapshot = self._desk.content, self._desk.snapshot
        if content is None or snapshot is None:
            self.model.show([])
        else:
            self.model.catalogue = snapshot.catalogue
            text, only = self.filterEdit.text().strip(), self.sinceBox.isChecked()
            self.model.show(change_groups(content, snapshot.catalogue, text, since_return=only))
            span_headings(self.changesView)
        if self.model.groups:
            self.changesView.setCurrentIndex(self.model.index(0, 0, self.model.index(0, 0)))
        self._explain()
        self._show_parts()

    def _show_parts(self) -> None:
        content, some = self._desk.content, bool(self.model.groups)
        self.splitter.setVisible(some)
        self.filterEdit.setVisible(content is not None and bool(content.changes))
        self._show_return()
        self.emptyLabel.setVisible(not some)
        if content is None:
            text = words.translate("Hso", "Jämförelsen är inte klar än.")
        elif self.sinceBox.isChecked() and not self.filterEdit.text():
            text = words.translate("Hso", "Inget har ändrats sedan inlämningen lämnades åter.")
        elif content.changes:
            text = words.translate("Hso", "Ingen ändring passar det du söker.")
        else:
            text = words.translate("Hso", "Inget har ändrats sedan den senast godkända inlämningen.")
        self.emptyLabel.setText(text)

    def _show_return(self) -> None:
        """The box names the sign that the list has before such changes, and says how many there are."""
        since = self._desk.content.since if self._desk.content is not None else None
        self.sinceBox.setVisible(since is not None)
        if since is not None:
            text = words.translate("Hso", "{sign} Bara det som ändrats sedan returen ({n})")
            number = words.number(len(since.changed) + len(since.undone))
            self.sinceBox.setText(text.replace("{sign}", SINCE).replace("{n}", number))
            told = words.translate("Hso", "Jämfört med inlämningen som lämnades åter, från {time}")
            self.sinceBox.setToolTip(told.replace("{time}", words.clock(moment(since.returned.time))))

    def _explain(self) -> None:
        change, snapshot = self.change, self._desk.snapshot
        if change is None or snapshot is None:
            self.details = None
            self._draw()
            return
        entry = entry_of(change)
        self.details = HistoryDetails(entry, snapshot.catalogue)
        self.scrollArea.setWidget(self.details)
        said = change_text(change.type, len(self.details.changes))
        note = self.changesView.currentIndex().data(ITEM_ROLE).note
        self.detailTitle.setText(words.sentence((f"{words.object_name(change.object)}: {said}", note)))
        self._draw()

    def _draw(self) -> None:
        change = self.change
        self.toggleButton.setText(_side_text(self.side))
        self.toggleButton.setToolTip(words.translate("Hso", "Växla vad kartan visar: {key}").replace("{key}", KEY))
        if change is None or not self.isVisible():
            self._places.clear()
            return
        before = change.before.object.geometry if change.before is not None else None
        after = change.after.object.geometry if change.after is not None else None
        self._places.show_all(None if self.side is Side.AFTER else before, None if self.side is Side.BEFORE else after)


def _side_text(side: Side) -> str:
    return {
        Side.BOTH: words.translate("Hso", "Kartan: &före och efter"),
        Side.BEFORE: words.translate("Hso", "Kartan: &före"),
        Side.AFTER: words.translate("Hso", "Kartan: &efter"),
    }[side]
