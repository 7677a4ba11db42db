"""Kö: what the municipalities have sent in, what it waits for, and decisions on several at a time."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from ...core.review.queue.rows import QueueRow
from ...core.review.records import states
from ...core.review.records.model import Event, Submission
from ...core.review.records.words import expected
from ..desk.choice import submissions
from ..desk.desk import ReviewDesk
from ..desk.page import DeskPage
from ..desk.words import stages_text, title_text
from ..map.marker import MapMarker
from ..widgets import words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import Primary, span_headings
from .decide import EVENTS, DecideBox, primary_text
from .queue_model import QueueModel, Waiting, open_number, queue_groups, waiting_title


class QueuePage(DeskPage):
    """The list, the chosen submission in a few lines, and the box of decisions, folded until it is wanted."""

    form = "review_queue"

    def __init__(self, desk: ReviewDesk, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(desk, marker, parent)
        self.model = QueueModel(self)
        self.queueView.setModel(self.model)
        self.queueView.selectionModel().selectionChanged.connect(lambda *_: self._show())
        self.queueView.activated.connect(lambda index: self._open(index.data(ITEM_ROLE)))
        self.waitingBox.addItem(words.translate("Hso", "Alla inlämningar"), None)
        for waiting in Waiting:
            self.waitingBox.addItem(waiting_title(waiting), waiting)
        self.waitingBox.currentIndexChanged.connect(lambda _row: self._list())
        self.filterEdit.textChanged.connect(lambda _text: self._list())
        self.box = DecideBox()
        self.decideLayout.addWidget(self.box)
        self.decideButton.toggled.connect(self._unfold)
        self.box.edited.connect(self.primary_changed)
        self.splitter.setSizes([220, 150])
        self._unfold(False)

    def primary(self) -> Primary:
        """«Granska Timrå», or the decision that is filled in."""
        chosen, snapshot = self.chosen(), self.desk.snapshot
        choice = self.box.choice()
        deciding = self.decideButton.isChecked() and self.box.possible
        if deciding and choice is None:
            return Primary(words.translate("Hso", "Välj ett beslut"), False, lambda: None)
        if deciding and snapshot is not None and choice is not None:
            return Primary(primary_text(choice, self._names(chosen)), choice.complete, self._decide)
        if len(chosen) == 1 and snapshot is not None:
            text = words.translate("Hso", "Granska {municipality}")
            name = snapshot.municipality(chosen[0])
            return Primary(
                text.replace("{municipality}", name), True, lambda: self.desk.look_at(self.chosen()[0].change)
            )
        if chosen:
            return Primary(
                words.translate("Hso", "Besluta om {submissions}").replace("{submissions}", submissions(len(chosen))),
                any(self._allowed(chosen).values()),
                lambda: self.decideButton.setChecked(True),
            )
        return Primary(words.translate("Hso", "Hämta nytt"), self.desk.profile is not None, self.desk.fetch)

    def chosen(self) -> list[Submission]:
        """The chosen submissions, in the order of the list."""
        rows = (index.data(ITEM_ROLE) for index in self.queueView.selectionModel().selectedIndexes())
        taken = {row.submission.change for row in rows if isinstance(row, QueueRow)}
        return [row.submission for row in self.model.rows() if row.submission.change in taken]

    def refresh(self) -> None:
        """Show the queue as it is now; the list is made anew only when something has come."""
        if self.desk.snapshot is not self.model.snapshot:
            self._list()
        else:
            self._show()

    def _list(self) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        kept = {each.change for each in self.chosen()}
        self.model.snapshot = snapshot
        groups = queue_groups(snapshot, only=self.waitingBox.currentData(), text=self.filterEdit.text().strip())
        self.queueView.selectionModel().blockSignals(True)
        self.model.show(groups)
        span_headings(self.queueView)
        rows = list(self.model.rows())
        wanted = [row for row in rows if row.submission.change in kept] or rows[:1]
        selection = self.queueView.selectionModel()
        for row in wanted:
            selection.select(self.model.find(row), selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        if wanted:
            selection.setCurrentIndex(self.model.find(wanted[0]), selection.SelectionFlag.NoUpdate)
        self.queueView.selectionModel().blockSignals(False)
        self.introLabel.setText(_intro(open_number(snapshot), len(snapshot.rows)))
        self.splitter.setVisible(bool(rows))
        self.emptyLabel.setVisible(not rows)
        self.emptyLabel.setText(_empty(bool(snapshot.rows)))
        self._show()

    def _show(self) -> None:
        snapshot, chosen = self.desk.snapshot, self.chosen()
        if snapshot is None:
            return
        one = chosen[0] if len(chosen) == 1 else None
        self.detailTitle.setText(title_text(snapshot, one) if one else submissions(len(chosen)))
        if one is not None:
            said = f"«{one.message}»" if one.message else ""
            state = words.say(expected(states.state_of(snapshot.review, one)))
            parts = (state, said, stages_text(snapshot, one))
            self.detailLabel.setText("\n\n".join(part for part in parts if part))
        else:
            self.detailLabel.setText(", ".join(snapshot.municipality(each) for each in chosen))
        allowed = self._allowed(chosen)
        self.decideButton.setVisible(any(allowed.values()))
        self.box.show_for(allowed, self._names(chosen))
        self._unfold(self.decideButton.isChecked())

    def _unfold(self, on: bool) -> None:
        self.decideButton.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        deciding = on and self.box.possible
        self.decideHolder.setVisible(deciding)
        for label in (self.detailTitle, self.detailLabel):  # the box says whom it is about, and needs their room
            label.setVisible(not deciding)
        if deciding:
            whole = sum(self.splitter.sizes())
            self.splitter.setSizes([whole * 2 // 5, whole * 3 // 5])
        self.primary_changed.emit()

    def _allowed(self, chosen: list[Submission]) -> dict[Event, tuple[Submission, ...]]:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return {}
        may = [(each, snapshot.may(each)) for each in chosen]
        return {event: tuple(each for each, events in may if event in events) for event in EVENTS}

    def _names(self, chosen: list[Submission]) -> dict[str, str]:
        snapshot = self.desk.snapshot
        return {each.change: snapshot.municipality(each) for each in chosen} if snapshot is not None else {}

    def _decide(self) -> None:
        choice = self.box.choice()
        if choice is not None and choice.complete:
            self.decideButton.setChecked(False)
            self.desk.decide(choice)

    def _open(self, row: object) -> None:
        if isinstance(row, QueueRow):
            self.desk.look_at(row.submission.change)


def _intro(waiting: int, all_: int) -> str:
    if not all_:
        return ""
    if not waiting:
        return words.translate("Hso", "Ingen inlämning väntar på dig.")
    return words.counted(
        waiting,
        words.translate("Hso", "{n} inlämning väntar på dig."),
        words.translate("Hso", "{n} inlämningar väntar på dig."),
    )


def _empty(some: bool) -> str:
    if some:
        return words.translate("Hso", "Ingen inlämning passar det du söker. Töm sökfältet för att se alla.")
    return words.translate(
        "Hso", "Ingen kommun har lämnat in något än. Det som kommunerna lämnar in visas här när du hämtar."
    )
