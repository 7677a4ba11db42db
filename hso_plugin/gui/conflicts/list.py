"""The list of conflicts at the left of their window."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import Conflict
from ..widgets import icons, words
from ..workspace.snapshot import moment
from .model import title

_IDENTITY = Qt.ItemDataRole.UserRole


class ConflictList(QListWidget):
    """One line an object, with who changed it and when; `gone_to` comes when the person has gone to another one."""

    gone_to = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.setAccessibleName(words.translate("Hso", "Konflikter"))
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(110)
        self.currentItemChanged.connect(self._moved)

    @property
    def identity(self) -> str:
        """`objektidentitet` of the object whose conflict is current; empty when there is none."""
        item = self.currentItem()
        return item.data(_IDENTITY) if item is not None else ""

    def fill(self, conflicts: Sequence[Conflict], catalogue: Catalogue, identity: str) -> None:
        """Show `conflicts`; current is the one of `identity`, else the one that came after the one that was current."""
        row = max(self.currentRow(), 0)
        self._filling = True
        self.clear()
        for number, conflict in enumerate(conflicts):
            self.addItem(self._item(conflict, catalogue))
            if conflict.identity == identity:
                row = number
        self.setCurrentRow(min(row, len(conflicts) - 1))
        self._filling = False
        self.setVisible(len(conflicts) > 1)

    def _moved(self) -> None:
        if not self._filling:
            self.gone_to.emit()

    @staticmethod
    def _item(conflict: Conflict, catalogue: Catalogue) -> QListWidgetItem:
        theirs, name = conflict.theirs, title(conflict, catalogue)
        when = moment(theirs.valid_from)
        item = QListWidgetItem(icons.icon("conflict"), f"{name}\n{words.sentence((theirs.user, words.clock(when)))}")
        item.setData(_IDENTITY, conflict.identity)
        item.setToolTip(words.tooltip(words.sentence((name, theirs.user, words.exact(when)))))
        return item
