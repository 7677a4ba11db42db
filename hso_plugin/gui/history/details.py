"""One step in an object's life, field by field: what it was before and what it became."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ...core.catalogue.model import Catalogue
from ...core.ledger.merge import Side
from ..changes.differences import Difference
from ..conflicts.cells import AlikeFields, Value
from ..conflicts.model import FieldRow
from .model import Entry, alike, changes
from .words import entry_title, version_title

#: How the width is shared between the titles and the values.
_STRETCH = (3, 4, 4)


class HistoryDetails(QWidget):
    """The table of one step. Made anew for every step."""

    def __init__(self, entry: Entry, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyDetails")
        self.changes = changes(entry, catalogue)
        compared = entry.before is not None and any(each.left != "–" for each in self.changes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)
        layout.addLayout(self._grid)
        self._compared = compared
        if compared and entry.before is not None:
            self._grid.addWidget(Value(version_title(entry.before.version), bold=True), 0, 1)
            now = version_title(entry.version.version) if entry.version else entry_title(entry)
            self._grid.addWidget(Value(now, bold=True), 0, 2)
        for each in self.changes:
            self._put(each)
        unchanged = alike(entry, catalogue) if entry.before is not None else []
        self.alike = AlikeFields([_row(each) for each in unchanged], Side.MINE)
        layout.addWidget(self.alike)
        layout.addStretch(1)

    def _put(self, each: Difference) -> None:
        line = self._grid.rowCount()
        if line > 1 or self._compared:
            rule = QFrame()
            rule.setFrameShape(QFrame.Shape.HLine)
            rule.setFrameShadow(QFrame.Shadow.Sunken)
            self._grid.addWidget(rule, line, 0, 1, len(_STRETCH))
        self._grid.addWidget(Value(each.title, bold=self._compared), line + 1, 0)
        if self._compared:
            self._grid.addWidget(Value(each.left), line + 1, 1)
            self._grid.addWidget(Value(each.right), line + 1, 2)
        else:
            self._grid.addWidget(Value(each.right), line + 1, 1, 1, 2)


def _row(each: Difference) -> FieldRow:
    return FieldRow(each.title, each.title, each.right, each.right, each.right, Side.BOTH)
