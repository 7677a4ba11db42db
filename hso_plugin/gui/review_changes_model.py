"""What a submission changes, as a list: new, changed and deleted objects, with how often each was commented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QObject, Qt

from ..core.catalogue.model import Catalogue
from ..core.ledger.ports import ChangeType
from ..core.review.differences import ObjectChange
from ..core.review.states import Thread
from . import icons, words
from .changes_model import SIGNS, ChangesModel, Row, type_title
from .comments_words import comments
from .grouped_model import Group
from .history_model import Entry


def change_groups(changes: Sequence[ObjectChange], catalogue: Catalogue, text: str = "") -> list[Group]:
    """＋ new, ● changed, － deleted; those with `text` in name or class. Kinds that there are none of are left out."""
    sought = text.casefold()
    shown = [
        change
        for change in changes
        if not sought
        or sought in f"{change.object.name} {words.class_title(change.object.klass, catalogue)}".casefold()
    ]
    groups = []
    for kind in ChangeType:
        rows = tuple(Row(icons.CHANGE[kind], change.object, change) for change in shown if change.type is kind)
        if rows:
            groups.append(Group(kind, f"{SIGNS[kind]} {type_title(kind)}", rows))
    return groups


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

    def item_data(self, item: Row, column: int, role: int) -> Any:
        """As a change, with «2 kommentarer» after the name."""
        if role == Qt.ItemDataRole.DisplayRole:
            number = self.said[item.object.identity]
            return words.sentence((self._name(item), comments(number) if number else ""))
        return super().item_data(item, column, role)
