"""Findings as the rows of a table: headings and findings, one column or six.

A table, not a tree: a tree asks Python about every row it is told of, a table only about those that are seen. So forty
thousand findings are shown at once, and the keys and folding of a tree are given by `FindingsView`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont
from qgis.PyQt.QtWidgets import QApplication

from ...core.model import Finding, Severity
from ...core.motivation import Motivation
from ..widgets import icons, words
from ..widgets.grouped_model import ITEM_ROLE
from .listing import Column, FindingsListing, Grouping
from .rows import Mask, Rows, Selection, arrange, motivated_rows, select
from .titles import ORDER, severity_title

#: Behind headings: a veil over whatever the theme has there. QGIS's dark themes leave the palette as it was.
SHADE = QBrush(QColor(128, 128, 128, 55))


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that others stand under: its key and title, and how many findings it has."""

    key: str
    title: str
    number: int
    worst: Severity
    folded: bool


class FindingsModel(QAbstractTableModel):
    """Shows a `FindingsListing` as filters, grouping and order leave it; `show()` draws all of it anew."""

    def __init__(self, parent: QObject | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        self.wide = wide
        self.stale = False
        self.grouping = Grouping.OBJECT
        self.selection = Selection()
        self.folded: set[str] = set()
        self.listing: FindingsListing | None = None
        self.motivations: Mapping[str, Motivation] = {}
        self._sorting: tuple[Column, bool] = (Column.SEVERITY, False)
        self._rows = Rows()
        self._motivated: Mask = np.zeros(0, bool)
        self.shown = 0

    # ----- what is shown

    def show(self, listing: FindingsListing | None, motivations: Mapping[str, Motivation], *, stale: bool) -> None:
        """Replace the findings; filters, folding and order stay."""
        self.beginResetModel()  # first: the view still asks about what has been shown
        self.listing, self.motivations, self.stale = listing, motivations, stale
        if listing is not None:
            self._motivated = motivated_rows(listing, motivations)
        self._put_in_rows()
        self.endResetModel()

    def arrange(self, selection: Selection | None = None, grouping: Grouping | None = None) -> None:
        """Apply other filters, another grouping, or what `folded` says now."""
        self.beginResetModel()
        self.selection = self.selection if selection is None else selection
        self.grouping = self.grouping if grouping is None else grouping
        self._put_in_rows()
        self.endResetModel()

    def _put_in_rows(self) -> None:
        self._rows, self.shown = Rows(), 0
        if self.listing is not None:
            mask = select(self.listing, self.selection, self._motivated)
            self.shown = int(mask.sum())
            self._rows = arrange(self.listing, mask, self.grouping, self._keys(self.listing), self.folded)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; equal ones stay in the engine's order."""
        self._sorting = Column(column), order == Qt.SortOrder.DescendingOrder
        self.arrange()

    def fold(self, key: str, folded: bool) -> None:
        """Hide or show the findings under a heading."""
        (self.folded.add if folded else self.folded.discard)(key)
        self.arrange()

    def _keys(self, listing: FindingsListing) -> Any:
        column, descending = self._sorting
        keys = {
            Column.SEVERITY: listing.severity,
            Column.WHAT: listing.message_ranks,
            Column.OBJECT: listing.by_object.ranks,
            Column.CLASS: listing.by_class.ranks,
            Column.RULE: listing.by_rule.ranks,
            Column.MOTIVATED: self._motivated.astype(np.int32),
        }[column]
        return -keys if descending else keys

    # ----- finding one's way

    def find(self, wanted: Finding | str | None) -> QModelIndex:
        """Where a finding stands (by its id), or the heading with a key; an invalid index when it is not shown."""
        if self.listing is None or wanted is None:
            return QModelIndex()
        if isinstance(wanted, Finding):
            number = self.listing.rows.get(wanted.id)
        else:
            keys = self._heads().keys if self.grouping is not Grouping.NONE else ()
            number = -1 - keys.index(wanted) if wanted in keys else None
        if number is None:
            return QModelIndex()
        places = np.flatnonzero(self._rows.rows == number)
        return self.index(int(places[0]), Column.WHAT) if len(places) else QModelIndex()

    def heading_of(self, index: QModelIndex) -> QModelIndex:
        """The heading that a row stands under; the row's own index for a heading, invalid without groups."""
        if not index.isValid():
            return QModelIndex()
        places = np.flatnonzero(self._rows.rows[: index.row() + 1] < 0)
        return self.index(int(places[-1]), Column.WHAT) if len(places) else QModelIndex()

    @property
    def heading_rows(self) -> list[int]:
        """Rows of the headings."""
        return [int(row) for row in np.flatnonzero(self._rows.rows < 0)]

    # ----- QAbstractTableModel

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Headings and findings."""
        return 0 if parent.isValid() else len(self._rows.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """The same in the narrow list, whose view hides all but one."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Headings can be gone to and folded but not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows.rows[index.row()] < 0:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.SEVERITY: words.translate("Hso", "Allvar"),
            Column.WHAT: words.translate("Hso", "Vad"),
            Column.OBJECT: words.translate("Hso", "Objekt"),
            Column.CLASS: words.translate("Hso", "Klass"),
            Column.RULE: words.translate("Hso", "Regel"),
            Column.MOTIVATED: words.translate("Hso", "Motiverad"),
        }[Column(section)]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A heading or a finding, see `ITEM_ROLE`, and how it looks."""
        if not index.isValid() or self.listing is None or index.row() >= len(self._rows.rows):
            return None
        row = int(self._rows.rows[index.row()])
        if role == ITEM_ROLE:
            return self._heading(row) if row < 0 else self.listing.findings[row]
        if role == Qt.ItemDataRole.FontRole:
            return _font(bold=row < 0, italic=self.stale) if row < 0 or self.stale else None
        column = Column(index.column())
        return self._heading_data(row, column, role) if row < 0 else self._finding_data(row, column, role)

    # ----- inside

    def _heads(self) -> Any:
        return self.listing.heads(self.grouping)

    def _heading(self, row: int) -> Heading:
        number, heads = -1 - row, self._heads()
        key = heads.keys[number]
        worst = ORDER[int(self._rows.worst[number])]
        return Heading(key, heads.titles[number], int(self._rows.numbers[number]), worst, key in self.folded)

    def _heading_data(self, row: int, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.BackgroundRole:
            return SHADE
        if column is Column.SEVERITY and role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(icons.SEVERITY[self._heading(row).worst])
        if column is not Column.WHAT:
            return None
        heading = self._heading(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{'▸' if heading.folded else '▾'} {heading.title} ({words.number(heading.number)})"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(heading.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = words.translate("Hso", "hopfälld") if heading.folded else words.translate("Hso", "utfälld")
            return f"{heading.title}, {words.findings(heading.number)}, {state}"
        return None

    def _finding_data(self, row: int, column: Column, role: int) -> Any:
        finding = self.listing.findings[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            first = Column.SEVERITY if self.wide else Column.WHAT
            if column is first:
                return icons.icon(icons.SEVERITY[finding.severity] if self.wide else self._sign(finding))
            if self.wide and column is Column.MOTIVATED and finding.id in self.motivations:
                return icons.icon("motivated")
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(self.listing.messages[row])
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.WHAT:
            severity = severity_title(finding.severity)
            if finding.id in self.motivations:
                severity = words.sentence((severity, words.translate("Hso", "motiverad")))
            return f"{severity}: {self.listing.messages[row]}"
        return None

    def _sign(self, finding: Finding) -> str:
        return "motivated" if finding.id in self.motivations else icons.SEVERITY[finding.severity]

    def _text(self, row: int, column: Column) -> str:
        listing = self.listing
        finding = listing.findings[row]
        if column is Column.SEVERITY:
            return severity_title(finding.severity)
        if column is Column.WHAT:
            under_object = self.grouping is Grouping.OBJECT or self.wide
            return listing.short[row] if under_object else listing.messages[row]
        if column is Column.OBJECT:
            return words.object_name(listing.objects.get(finding.object)) if finding.object else ""
        if column is Column.CLASS:
            return str(listing.by_class.titles[listing.by_class.of[row]]) if finding.klass else ""
        if column is Column.RULE:
            return str(listing.by_rule.titles[listing.by_rule.of[row]])
        known = self.motivations.get(finding.id)
        return known.text if known else ""


def _font(*, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setBold(bold)
    font.setItalic(italic)
    return font
