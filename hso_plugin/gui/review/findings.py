"""The submitter's report beside the same rules run here: what both found, and any difference."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import QWidget
from shapely import Geometry, MultiLineString

from ...core.model import MapObject
from ...core.review.compare.borders import BorderMatch
from ...core.review.compare.report_comparison import Compared
from ..desk.desk import ReviewDesk
from ..map.marker import MapMarker
from ..widgets import ui_loader, words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import span_headings
from .findings_model import ComparedModel, details_text, finding_groups, summary_text


class FindingsTab(QWidget):
    """The list and the chosen finding. `comment_wanted` comes with the identity of its object, None without one."""

    comment_wanted = pyqtSignal(object)

    def __init__(self, desk: ReviewDesk, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("review_findings", self)
        self._desk, self._marker = desk, marker
        self._shown: object = self
        self.model = ComparedModel(self._thing, self._municipality, self)
        self.findingsView.setModel(self.model)
        self.findingsView.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.findingsView.clicked.connect(lambda _index: self.look())
        self.findingsView.activated.connect(lambda _index: self.look())
        self.showButton.clicked.connect(self.look)
        self.commentButton.clicked.connect(self._comment)
        self.splitter.setSizes([170, 150])

    @property
    def number(self) -> int | None:
        """How many findings there are; None while the rules have not run."""
        return len(self._desk.recheck.comparison.rows) if self._desk.recheck is not None else None

    @property
    def row(self) -> Compared | BorderMatch | None:
        """The chosen finding, or end of a line at the border."""
        item = self.findingsView.currentIndex().data(ITEM_ROLE)
        return item if isinstance(item, (Compared, BorderMatch)) else None

    def refresh(self) -> None:
        """Show what the two checks found in the submission on the desk."""
        found = self._desk.recheck
        if found is self._shown:
            return
        self._shown = found
        self.model.show(finding_groups(found) if found is not None else [])
        span_headings(self.findingsView)
        self.summaryLabel.setText(
            summary_text(found.comparison)
            if found is not None
            else words.translate("Hso", "Kontrollen är inte klar än.")
        )
        some = bool(self.model.groups)
        self.splitter.setVisible(some)
        if some:
            self.findingsView.setCurrentIndex(self.model.index(0, 0, self.model.index(0, 0)))
        self._explain()

    def look(self) -> None:
        """Move the map to the finding's place, or to its object."""
        row = self.row
        if row is None:
            return
        if isinstance(row, BorderMatch):
            self._marker.show(row.place)
            parts = [each.geometry for each in (row.object, *row.partners) if each.geometry is not None]
            self._marker.outline(MultiLineString(parts))
            return
        thing = self._thing(row.finding.object)
        place: Geometry | None = row.finding.geometry
        self._marker.show(place if place is not None or thing is None else thing.geometry)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        super().hideEvent(event)
        self._marker.clear()

    def _comment(self) -> None:
        row = self.row
        if row is not None:
            self.comment_wanted.emit(row.object.identity if isinstance(row, BorderMatch) else row.finding.object)

    def _thing(self, identity: str | None) -> MapObject | None:
        content = self._desk.content
        return content.object(identity) if content is not None else None

    def _municipality(self, code: str) -> str:
        snapshot = self._desk.snapshot
        return words.municipality_name(code, snapshot.catalogue) if snapshot is not None else code

    def _explain(self) -> None:
        row = self.row
        self.detailLabel.setText(details_text(row) if row is not None else "")
        self.showButton.setEnabled(row is not None)
        self.commentButton.setEnabled(row is not None)
