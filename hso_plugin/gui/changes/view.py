"""The list of changes as a tree."""

from __future__ import annotations

from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel
from qgis.PyQt.QtWidgets import QTreeView


class ChangesView(QTreeView):
    """Shows a `ChangesModel`. To choose all of them takes no longer with many."""

    def selectAll(self) -> None:
        """Choose all rows under the headings, by ranges: Qt's own asks Python six times for each of 2 000."""
        model, everything = self.model(), QItemSelection()
        for number in range(model.rowCount()):
            heading = model.index(number, 0)
            rows = model.rowCount(heading)
            if rows:
                last = model.index(rows - 1, model.columnCount() - 1, heading)
                everything.select(model.index(0, 0, heading), last)
        self.selectionModel().select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)
