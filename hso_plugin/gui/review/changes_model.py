"""What a submission changes, as a list: new, changed and deleted objects, with how often each was commented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QObject, Qt

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import ChangeType
from ...core.review.compare.differences import ObjectChange
from ...core.review.compare.since_return import SINCE
from ...core.review.records.threads import Thread
from ..changes.model import SIGNS, ChangeRow, ChangesModel, type_title
from ..comments.words import comments
from ..desk.submission_content import SubmissionContent
from ..history.model import Entry
from ..widgets import icons, words
from ..widgets.grouped_model import Group


def change_groups(
    content: SubmissionContent, catalogue: Catalogue, text: str = "", *, since_return: bool = False
) -> list[Group]:
    """＋ new, ● changed, － deleted, undone; those with `text` in name or class. What there is none of is left out.

    With `since_return` only what is not as it was in the submission that was returned, as a change from that.
    """
    sought, since, changes, notes = text.casefold(), content.since, content.changes, {}
    if since is not None:
        changed, undone = words.translate("Hso", "ändrat sedan returen"), words.translate("Hso", "ångrat sedan returen")
        notes = {each.identity: changed for each in since.changed} | {each.identity: undone for each in since.undone}
        changes = since.changed if since_return else changes

    def rows(changes: Iterable[ObjectChange]) -> tuple[ChangeRow, ...]:
        return tuple(
            ChangeRow(icons.CHANGE[each.type], each.object, each, note=notes.get(each.identity, ""))
            for each in changes
            if not sought
            or sought in f"{each.object.name} {words.class_title(each.object.klass, catalogue)}".casefold()
        )

    groups = [
        Group(kind, f"{SIGNS[kind]} {type_title(kind)}", rows(each for each in changes if each.type is kind))
        for kind in ChangeType
    ]
    if since is not None:
        groups.append(Group("undone", words.translate("Hso", "Ångrat sedan returen"), rows(since.undone)))
    return [group for group in groups if group.items]


def entry_of(change: ObjectChange) -> Entry:
    """The change as a step in an object's life, for the table of its fields."""
    return Entry(change.after or change.before, change.type, False, change.before, change.object)


class SubmittedModel(ChangesModel):
    """A line an object, and the number of comments on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said: Counter[str] = Counter()

    def note_comments(self, threads: Sequence[Thread]) -> None:
        """Count the comments by object."""
        self.said = Counter(each.question.object for each in threads if each.question.object is not None)
        if self.groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.groups) - 1, 0))

    def item_data(self, item: ChangeRow, column: int, role: int) -> Any:
        """As a change, with «2 kommentarer» after the name, and a sign before what changed since the return."""
        number = self.said[item.object.identity]
        said = comments(number) if number else ""
        if role == Qt.ItemDataRole.DisplayRole:
            name = self._name(item)
            return words.sentence((f"{SINCE} {name}" if item.note else name, said))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.sentence((self._name(item), item.note, said))
        return super().item_data(item, column, role)
