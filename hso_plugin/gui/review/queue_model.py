"""The queue of submissions as a list: what waits for the reviewer first, then what waits for the municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from qgis.PyQt.QtCore import Qt

from ...core.review.queue.rows import QueueRow
from ...core.review.records import states
from ...core.review.records.model import Submission, SubmissionState
from ...core.review.records.words import expected
from ..desk.snapshot import ReviewSnapshot
from ..desk.words import ICONS, changes_text, findings_text, sent_in_text, state_text, title_text
from ..widgets import icons, words
from ..widgets.grouped_model import Group, GroupedModel


class Waiting(StrEnum):
    """Whom a submission waits for; the order is that of the list."""

    REVIEWER = "reviewer"
    OTHERS = "others"
    MUNICIPALITY = "municipality"
    DONE = "done"
    OLDER = "older"


def waiting_title(waiting: Waiting) -> str:
    """As a heading over submissions."""
    return {
        Waiting.REVIEWER: words.translate("Hso", "Väntar på dig"),
        Waiting.OTHERS: words.translate("Hso", "Väntar på en annan granskare"),
        Waiting.MUNICIPALITY: words.translate("Hso", "Väntar på kommunen"),
        Waiting.DONE: words.translate("Hso", "Godkända"),
        Waiting.OLDER: words.translate("Hso", "Äldre"),
    }[waiting]


def waiting_for(snapshot: ReviewSnapshot, submission: Submission) -> Waiting:
    """Whom `submission` waits for. Only a municipality's newest one waits for anybody.

    One that somebody else has taken up is theirs, though the platform lets every reviewer decide on it.
    """
    state = states.state_of(snapshot.review, submission)
    if state in states.OPEN:
        if snapshot.deciding(submission) is not None:
            return Waiting.REVIEWER
        step = states.history_of(snapshot.review, submission)[-1]
        taken = state is SubmissionState.UNDER_REVIEW and step.user != snapshot.user
        return Waiting.OTHERS if taken or not snapshot.may(submission) else Waiting.REVIEWER
    last = states.newest(snapshot.review, submission.municipality)
    if last is not None and last.change == submission.change:
        return Waiting.DONE if state is SubmissionState.APPROVED else Waiting.MUNICIPALITY
    return Waiting.OLDER


def queue_groups(snapshot: ReviewSnapshot, *, only: Waiting | None = None, text: str = "") -> list[Group]:
    """The queue, the one that has waited longest first; what is done with the newest first.

    Args:
        only: what waits for these; all of it by default.
        text: with this in the municipality's name, the state, the user or the message.
    """
    found: dict[Waiting, list[QueueRow]] = {waiting: [] for waiting in Waiting}
    for row in snapshot.rows:
        waiting = waiting_for(snapshot, row.submission)
        if (only is None or waiting is only) and text.casefold() in _searched(snapshot, row.submission):
            found[waiting].append(row)
    groups = []
    for waiting, rows in found.items():
        if rows:
            oldest_first = waiting in (Waiting.REVIEWER, Waiting.OTHERS)
            rows.sort(key=lambda row: row.submission.position or 0, reverse=not oldest_first)
            groups.append(Group(waiting, waiting_title(waiting), tuple(rows)))
    return groups


def _searched(snapshot: ReviewSnapshot, submission: Submission) -> str:
    return "\n".join(
        (title_text(snapshot, submission), submission.user, submission.message, submission.municipality)
    ).casefold()


def open_number(snapshot: ReviewSnapshot) -> int:
    """How many submissions wait for the person."""
    return sum(waiting_for(snapshot, row.submission) is Waiting.REVIEWER for row in snapshot.rows)


class QueueModel(GroupedModel):
    """Municipality and state, below it age and counts."""

    snapshot: ReviewSnapshot | None = None

    def rows(self) -> Sequence[QueueRow]:
        """All that is listed, in the order of the list."""
        return [row for group in self.groups for row in group.items]

    def item_data(self, item: QueueRow, column: int, role: int) -> Any:
        """Text, icon of the state, and everything there is to know as a tooltip."""
        snapshot, submission = self.snapshot, item.submission
        if snapshot is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            counts = words.sentence((changes_text(item.changes), findings_text(item.findings or {})))
            return f"{title_text(snapshot, submission)}\n{sent_in_text(submission)}\n{counts}"
        state = states.state_of(snapshot.review, submission)
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("send" if snapshot.deciding(submission) else ICONS[state])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.sentence((title_text(snapshot, submission), sent_in_text(submission)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                words.tooltip(words.sentence((snapshot.municipality(submission), state_text(snapshot, submission))))
                + words.tooltip(words.say(expected(state)))
                + words.tooltip(submission.message)
            )
        return None
