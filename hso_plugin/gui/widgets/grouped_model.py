"""A tree of two levels, groups and their items, as a Qt model: base of the lists in the dock.

Filtering happens in plain Python before `show()`, not in a proxy: a proxy asks Python once for every row and held the
event loop for 0.1 s with 20 000 objects, a comprehension over ready search texts takes 2 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

#: Role under which an index gives its plain Python item (a group for a group's row).
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
#: What can be done with an item; put together once, for a view asks for each.
ITEM_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True)
class Group:
    """A heading and what stands under it."""

    key: Any
    title: str
    items: Sequence[Any]


class GroupedModel(QAbstractItemModel):
    """Groups at the top, items below. A subclass says what an item looks like in `item_data`."""

    columns = 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: Sequence[Group] = ()

    def show(self, groups: Sequence[Group]) -> None:
        """Replace everything that is shown."""
        self.beginResetModel()
        self.groups = tuple(groups)
        self.endResetModel()

    def item_data(self, item: Any, column: int, role: int) -> Any:
        """What `item` shows in `column` for `role`."""
        raise NotImplementedError

    def group_data(self, group: Group, column: int, role: int) -> Any:
        """What a heading shows: its title, and how many items it has."""
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return f"{group.title} ({len(group.items)})"
        return None

    def item(self, index: QModelIndex) -> Any:
        """The item at `index`; None on a heading and outside the tree."""
        if not index.isValid() or not index.internalId():
            return None
        return self.groups[index.internalId() - 1].items[index.row()]

    def find(self, wanted: Any) -> QModelIndex:
        """Where an equal item stands; an invalid index when it is not shown."""
        for group_row, group in enumerate(self.groups):
            for row, item in enumerate(group.items):
                if item == wanted:
                    return self.index(row, 0, self.index(group_row, 0))
        return QModelIndex()

    # ----- QAbstractItemModel

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Groups carry the internal id 0, items their group's row + 1.

        Not by way of Qt's `hasIndex`, which asks Python twice more: a tree of 2 000 rows asks for each several times.
        """
        if not 0 <= row < self.rowCount(parent) or not 0 <= column < self.columns:
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The heading of an item."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Groups at the root, items below a group, nothing below an item."""
        if not parent.isValid():
            return len(self.groups)
        return 0 if parent.internalId() or parent.column() else len(self.groups[parent.row()].items)

    def hasChildren(self, parent: QModelIndex = QModelIndex()) -> bool:  # noqa: B008
        """True where there are rows below."""
        return self.rowCount(parent) > 0

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """The same everywhere."""
        return self.columns

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Asks `group_data` or `item_data`."""
        if not index.isValid():
            return None
        if not index.internalId():
            group = self.groups[index.row()]
            return group if role == ITEM_ROLE else self.group_data(group, index.column(), role)
        item = self.groups[index.internalId() - 1].items[index.row()]
        return item if role == ITEM_ROLE else self.item_data(item, index.column(), role)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Headings can be folded but not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not index.internalId():
            return Qt.ItemFlag.ItemIsEnabled
        return ITEM_FLAGS
