"""Lists of changes: what came in with a fetch, and what waits to be sent, with conflicts and refusals first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QIcon

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import ChangeType, Conflict, Received, Refusal
from ...core.model import MapObject
from ..widgets import icons, words
from ..widgets.grouped_model import Group, GroupedModel
from ..workspace.snapshot import Snapshot, moment

SIGNS = {ChangeType.NEW: "+", ChangeType.CHANGED: "●", ChangeType.DELETED: "−"}


@dataclass(frozen=True)
class ChangeRow:
    """A changed object in a list.

    Attributes:
        icon: name of the icon.
        object: as far as it is known; its geometry is the place on the map.
        who, when: who made it and when, for what came from the platform.
        source: the conflict, refusal, pending or received change it stands for; a version that is on its way.
        note: what else there is to know of it.
    """

    icon: str
    object: MapObject
    source: Any
    who: str = ""
    when: datetime | None = None
    note: str = ""


def type_title(kind: ChangeType) -> str:
    """«Nya», «Ändrade», «Borttagna»."""
    return {
        ChangeType.NEW: words.translate("Hso", "Nya"),
        ChangeType.CHANGED: words.translate("Hso", "Ändrade"),
        ChangeType.DELETED: words.translate("Hso", "Borttagna"),
    }[kind]


def type_counted(kind: ChangeType, number: int) -> str:
    """«1 ny», «2 ändrade»."""
    one, many = {
        ChangeType.NEW: (words.translate("Hso", "{n} ny"), words.translate("Hso", "{n} nya")),
        ChangeType.CHANGED: (words.translate("Hso", "{n} ändrad"), words.translate("Hso", "{n} ändrade")),
        ChangeType.DELETED: (words.translate("Hso", "{n} borttagen"), words.translate("Hso", "{n} borttagna")),
    }[kind]
    return words.counted(number, one, many)


def received_groups(received: Sequence[Received], merged: Collection[str] = ()) -> list[Group]:
    """What came in, as ＋ new, ● changed, － deleted; empty kinds are left out.

    `merged`: identities of those that were put together with the person's own change.
    """

    def row(change: Received) -> ChangeRow:
        version = change.version
        note = words.translate("Hso", "hopslaget med din ändring") if version.object.identity in merged else ""
        return ChangeRow(
            icons.CHANGE[change.type], version.object, change, version.user, moment(version.valid_from), note
        )

    return _by_type(received, row)


def pending_groups(snapshot: Snapshot) -> list[Group]:
    """What is to be sent, after conflicts and refusals, which need the person."""
    groups = []
    if snapshot.conflicts:
        rows = tuple(_conflict_row(conflict) for conflict in snapshot.conflicts)
        groups.append(Group("conflict", words.translate("Hso", "Konflikter att lösa"), rows))
    if snapshot.refusals:
        rows = tuple(ChangeRow("refused", refusal.object, refusal) for refusal in snapshot.refusals)
        groups.append(Group("refused", words.translate("Hso", "Nekade av plattformen"), rows))
    refused = {refusal.object.identity for refusal in snapshot.refusals}
    left = [p for p in snapshot.pending if p.object.identity not in refused]
    groups += _by_type(left, lambda p: ChangeRow(icons.CHANGE[p.type], p.object, p))
    if snapshot.outgoing:
        rows = tuple(ChangeRow("send", version.object, version) for version in snapshot.outgoing)
        groups.append(Group("outgoing", words.translate("Hso", "Skickade utan svar"), rows))
    return groups


def _conflict_row(conflict: Conflict) -> ChangeRow:
    theirs = conflict.theirs
    return ChangeRow("conflict", conflict.mine or theirs.object, conflict, theirs.user, moment(theirs.valid_from))


def _by_type(items: Sequence[Any], row: Callable[[Any], ChangeRow]) -> list[Group]:
    groups = []
    for kind in ChangeType:
        rows = tuple(row(item) for item in items if item.type == kind)
        if rows:
            groups.append(Group(kind, f"{SIGNS[kind]} {type_title(kind)}", rows))
    return groups


class ChangesModel(GroupedModel):
    """One item an object: name and class, below it who and when, for what came from the platform."""

    catalogue: Catalogue | None = None

    def item_data(self, item: ChangeRow, column: int, role: int) -> Any:
        """Text, icon and a tooltip with the exact time."""
        if role == Qt.ItemDataRole.DisplayRole:
            known = words.sentence((item.who, words.clock(item.when) if item.when else "", item.note))
            return f"{self._name(item)}\n{known}" if known else self._name(item)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            reason = words.say(item.source.reason) if isinstance(item.source, Refusal) else ""
            return words.tooltip(
                words.sentence((self._name(item), item.who, words.exact(item.when), item.note, reason))
            )
        return None

    def lines(self, index: QModelIndex) -> int:
        """How many lines the row at `index` has; 0 for a heading."""
        item = self.item(index)
        if item is None:
            return 0
        return 2 if item.who or item.when or item.note else 1

    def _name(self, row: ChangeRow) -> str:
        title = words.class_title(row.object.klass, self.catalogue) if self.catalogue else row.object.klass
        return f"{words.object_name(row.object)} · {title}"

    @staticmethod
    def _icon(row: ChangeRow) -> QIcon:
        return icons.icon(row.icon)
