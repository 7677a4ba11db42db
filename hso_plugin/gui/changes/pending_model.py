"""The list of what waits to be sent, with a box for each change: the chosen ones are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qgis.PyQt.QtCore import QModelIndex, QObject, Qt, pyqtSignal

from ...core.ledger.ports import Pending, Refusal
from ..widgets.grouped_model import ITEM_FLAGS, Group
from .model import ChangeRow, ChangesModel

_BOX = Qt.ItemDataRole.CheckStateRole
_TICKED_FLAGS = ITEM_FLAGS | Qt.ItemFlag.ItemIsUserCheckable


class PendingModel(ChangesModel):
    """Changes and refusals can be left out of the next send; a heading's box is for all under it."""

    chosen_changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left_out: set[str] = set()
        self._all: frozenset[str] = frozenset()

    def show(self, groups: Sequence[Group]) -> None:
        """Replace everything that is shown. What was left out stays so while it waits."""
        self._all = frozenset(identity for group in groups for identity in _identities(group))
        self._left_out &= self._all
        super().show(groups)

    @property
    def left_out(self) -> bool:
        """True when something that could be sent shall wait."""
        return bool(self._left_out)

    @property
    def chosen(self) -> frozenset[str]:
        """Identities of what shall be sent."""
        return self._all - self._left_out

    def item_data(self, item: ChangeRow, column: int, role: int) -> Any:
        """As a change, with its box."""
        if role == _BOX:
            return _box(item.object.identity not in self._left_out) if choosable(item) else None
        return super().item_data(item, column, role)

    def group_data(self, group: Group, column: int, role: int) -> Any:
        """As a heading, with a box: filled, half or empty."""
        if role != _BOX:
            return super().group_data(group, column, role)
        identities = set(_identities(group))
        if not identities:
            return None
        out = len(identities & self._left_out)
        return Qt.CheckState.PartiallyChecked if 0 < out < len(identities) else _box(not out)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """What has a box can be ticked."""
        item = self.item(index)
        if item is not None:
            return _TICKED_FLAGS if choosable(item) else ITEM_FLAGS
        flags = super().flags(index)
        ticks = index.isValid() and any(map(choosable, self.groups[index.row()].items))
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose or leave out."""
        if role != _BOX or self.data(index, _BOX) is None:
            return False
        item = self.item(index)
        identities = set(_identities(self.groups[index.row()])) if item is None else {item.object.identity}
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out -= identities
        else:
            self._left_out |= identities
        # Not for all rows under a heading: the tree would measure each of 2 000 anew and hold the event loop for
        # 0.2 s. The page has what is seen drawn again.
        for each in (index,) if item is None else (index, index.parent()):
            self.dataChanged.emit(each, each, [_BOX])
        self.chosen_changed.emit()
        return True


def choosable(row: ChangeRow) -> bool:
    """True for what a send would send, and that can wait or be undone."""
    return isinstance(row.source, (Pending, Refusal))


def _identities(group: Group) -> Iterator[str]:
    return (row.object.identity for row in group.items if choosable(row))


def _box(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
