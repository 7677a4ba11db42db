"""The municipality's objects, and the palette of classes by theme, as models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QColor, QIcon

from ...core.catalogue.model import Catalogue, ObjectClass
from ...core.model import GeometryKind
from ..widgets import words
from ..widgets.grouped_model import ITEM_ROLE, Group, GroupedModel
from ..workspace.object_listing import Line, Listing

#: The icon of a class's objects of one geometry kind; None for what has none.
Symbol = Callable[[str, GeometryKind], "QIcon | None"]
#: Rows that the view of the objects is told of at a time.
PORTION = 1000


class ObjectsModel(QAbstractListModel):
    """A flat list of objects with their class's symbol, filtered by a text.

    The view gets the rows in portions as the person scrolls down: it asks Python once for every row it is told of.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: Sequence[Line] = ()
        self.symbol: Symbol = lambda _klass, _kind: None
        self._listing: Listing | None = None
        self._text = ""
        self._told = 0
        self._notes: Mapping[str, str] = {}

    def show(self, listing: Listing) -> None:
        """Replace the objects; the filter stays. Nothing happens when they are the same as before."""
        if listing is not self._listing:
            self._listing = listing
            self.filter(self._text)

    def note(self, notes: Mapping[str, str]) -> None:
        """Say something more of some objects, by identity, beside their names: «2 kommentarer»."""
        if notes != self._notes:
            self._notes = dict(notes)
            if self._told:
                self.dataChanged.emit(self.index(0, 0), self.index(self._told - 1, 0))

    def filter(self, text: str) -> None:
        """Show only the lines with `text` in them."""
        self._text = text
        wanted = text.casefold().strip()
        lines = self._listing.lines if self._listing else ()
        self.beginResetModel()
        self.shown = [line for line in lines if wanted in line.search] if wanted else lines
        self._told = min(PORTION, len(self.shown))
        self.endResetModel()

    def canFetchMore(self, parent: QModelIndex) -> bool:
        """True until the view knows of all rows."""
        return not parent.isValid() and self._told < len(self.shown)

    def fetchMore(self, parent: QModelIndex) -> None:
        """Tell the view of the next portion."""
        if self.canFetchMore(parent):
            more = min(PORTION, len(self.shown) - self._told)
            self.beginInsertRows(parent, self._told, self._told + more - 1)
            self._told += more
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """One row an object, of those the view has been told of."""
        return 0 if parent.isValid() else self._told

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name and class, and the class's symbol."""
        if not index.isValid() or index.row() >= self._told:
            return None
        line = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            note = self._notes.get(line.object.identity)
            return f"{line.text} · {note}" if note else line.text
        if role == Qt.ItemDataRole.DecorationRole:
            return self.symbol(line.object.klass, line.object.kind)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.sentence((line.text, self._notes.get(line.object.identity, ""))))
        return line.object if role == ITEM_ROLE else None


@dataclass(frozen=True)
class Choice:
    """A class to draw, with the geometry kind: only F2 has more than one."""

    klass: ObjectClass
    kind: GeometryKind


def palette_groups(catalogue: Catalogue) -> list[Group]:
    """Themes with their classes in catalogue order."""
    groups = []
    for theme in catalogue.themes.values():
        choices = tuple(Choice(c, kind) for c in catalogue.classes.values() if c.theme == theme.id for kind in c.kinds)
        groups.append(Group(theme, f"{theme.id} {words.say(theme.title)}", choices))
    return groups


def kind_title(kind: GeometryKind) -> str:
    """«punkt», «linje», «yta»."""
    return {
        GeometryKind.POINT: words.translate("Hso", "punkt"),
        GeometryKind.LINE: words.translate("Hso", "linje"),
        GeometryKind.AREA: words.translate("Hso", "yta"),
    }[kind]


class PaletteModel(GroupedModel):
    """Column 0: symbol, code and title. Column 1: how many of them the municipality has."""

    columns = 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.counts: Mapping[tuple[str, GeometryKind], int] = {}
        self.symbol: Symbol = lambda _klass, _kind: None

    def recount(self, counts: Mapping[tuple[str, GeometryKind], int]) -> None:
        """Show new numbers without folding the tree."""
        if counts == self.counts:
            return
        self.counts = counts
        for row in range(self.rowCount()):
            parent = self.index(row, 0)
            if self.rowCount(parent):
                self.dataChanged.emit(self.index(0, 1, parent), self.index(self.rowCount(parent) - 1, 1, parent))

    def title(self, choice: Choice) -> str:
        """«A4 Utbyggnadsområde», for F2 with the geometry kind."""
        text = f"{choice.klass.code} {words.say(choice.klass.title)}"
        return text if len(choice.klass.kinds) == 1 else f"{text} ({kind_title(choice.kind)})"

    def item_data(self, item: Choice, column: int, role: int) -> Any:
        """Symbol, title, count, and the definition as tooltip."""
        if column == 1:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(self.counts.get((item.klass.code, item.kind), "")) or None
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(item)
        if role == Qt.ItemDataRole.DecorationRole:
            return self.symbol(item.klass.code, item.kind)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.say(item.klass.definition))
        return None

    def group_data(self, group: Group, column: int, role: int) -> Any:
        """The theme's title and colour."""
        if column == 0 and role == Qt.ItemDataRole.DisplayRole:
            return group.title
        if column == 0 and role == Qt.ItemDataRole.DecorationRole:
            return QColor(group.key.colour)
        return None
