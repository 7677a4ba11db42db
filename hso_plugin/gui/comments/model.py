"""Threads of comments as a list: the unanswered first, then the answered, then those that are done with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QModelIndex, Qt

from ...core.review.records.model import Comment
from ...core.review.records.threads import Thread
from ..widgets import icons, words
from ..widgets.grouped_model import Group, GroupedModel
from ..workspace.snapshot import moment
from .words import ThreadState, excerpt, state_of, state_title

ICONS = {ThreadState.OPEN: "comment", ThreadState.ANSWERED: "answer", ThreadState.SETTLED: "ok"}


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread in the list.

    Attributes:
        number: what it is called in the list and on the map, from 1 on.
        title: what it is about.
    """

    number: int
    thread: Thread
    title: str


def thread_groups(threads: Sequence[Thread], title: Callable[[Comment], str]) -> list[Group]:
    """By what they wait for. A thread keeps its number, whatever becomes of it."""
    rows = [ThreadRow(number, thread, title(thread.question)) for number, thread in enumerate(threads, 1)]
    groups = ((state, tuple(row for row in rows if state_of(row.thread) is state)) for state in ThreadState)
    return [Group(state, state_title(state), found) for state, found in groups if found]


class CommentsModel(GroupedModel):
    """Number and what it is about, below it how the comment begins."""

    def rows(self) -> list[ThreadRow]:
        """All that is listed, in the order of the list."""
        return [row for group in self.groups for row in group.items]

    def next_open(self, row: ThreadRow) -> ThreadRow | None:
        """The next thread after `row` that is not ticked off, from the first on after the last; None without any."""
        left = [each for each in self.rows() if not each.thread.settled and each != row]
        return next((each for each in left if each.number > row.number), left[0] if left else None)

    def item_data(self, item: ThreadRow, column: int, role: int) -> Any:
        """Text, icon of what it waits for, the whole comment as tooltip."""
        question = item.thread.question
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.number}  {item.title}\n{excerpt(question.text)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("send" if item.thread.waiting else ICONS[state_of(item.thread)])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.sentence((item.title, state_title(state_of(item.thread)), question.text))
        if role == Qt.ItemDataRole.ToolTipRole:
            said = words.sentence((question.user, words.exact(moment(question.time))))
            return words.tooltip(said) + words.tooltip(question.text)
        return None

    def place_of(self, change: str) -> QModelIndex:
        """Where the thread that a comment began stands; an invalid index when it is not listed."""
        row = next((row for row in self.rows() if row.thread.question.change == change), None)
        return self.find(row) if row is not None else QModelIndex()
