"""How high the rows of a long list are, asked of the style once for each sort of row and not once for each row."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QObject, QSize
from qgis.PyQt.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from .model import ChangesModel


class RowHeights(QStyledItemDelegate):
    """For a list of changes: headings, rows of one line, and rows of two.

    A view whose rows differ in height asks for each of them when all are chosen: seven questions a row, 0.16 s with
    2 000. The width is that of the first of its sort; in these lists no column is as wide as its rows want.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[tuple[int, int], QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """The height of this sort of row in this font."""
        model = index.model()
        if not isinstance(model, ChangesModel):
            return super().sizeHint(option, index)
        sort = (model.lines(index), option.fontMetrics.height())
        known = self._known.get(sort)
        if known is None:
            known = self._known[sort] = super().sizeHint(option, index)
        return known
