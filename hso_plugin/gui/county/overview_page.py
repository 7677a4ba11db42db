"""Läge: how things stand in the county, as tables and plots, and as a report to print."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QSignalBlocker
from qgis.PyQt.QtWidgets import QWidget

from ...core.reports.formats import HTML
from ..desk.page import DeskPage
from ..map.marker import MapMarker
from ..widgets import words
from ..widgets.ask_file import ask_file
from ..widgets.page import Primary
from ..workspace.snapshot import moment
from .overview_model import PLACE, Sheet, SheetModel, plots, sheets
from .overview_plots import plot_rows
from .regional_work import RegionalWork


class OverviewPage(DeskPage):
    """A tab of tables, one at a time, and one of plots."""

    form = "overview"

    def __init__(self, work: RegionalWork, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(work.desk, marker, parent)
        self.work = work
        self.model = SheetModel(self)
        self._sheets: list[Sheet] = []
        self._told: object = None
        self.tableView.setModel(self.model)
        self.tableView.clicked.connect(self._show_place)
        self.tableView.activated.connect(self._show_place)
        self.tableBox.currentIndexChanged.connect(lambda _row: self._show_sheet())
        work.changed.connect(self.refresh)

    def primary(self) -> Primary:
        """Count, count anew, or save what was counted."""
        known = self.desk.catalogue is not None
        if self.work.overview is None:
            return Primary(words.translate("Hso", "Visa läget i länet"), known, self.work.look)
        if self.work.overview_stale:
            return Primary(words.translate("Hso", "Räkna om läget"), known, self.work.look)
        return Primary(words.translate("Hso", "Spara läget som rapport …"), known, self.ask_where)

    def refresh(self) -> None:
        """Show what was counted last; the table that is shown stays so."""
        overview, catalogue = self.work.overview, self.desk.catalogue
        if overview is not self._told or overview is None:
            self._told = overview
            self._sheets = sheets(overview, catalogue) if overview and catalogue else []
            before = self.tableBox.currentIndex()
            blocker = QSignalBlocker(self.tableBox)
            self.tableBox.clear()
            self.tableBox.addItems([sheet.title for sheet in self._sheets])
            self.tableBox.setCurrentIndex(before if 0 <= before < len(self._sheets) else 0)
            del blocker
            self._show_sheet()
            self._show_plots()
        self.tabs.setVisible(bool(self._sheets))
        self.emptyLabel.setVisible(not self._sheets)
        self.emptyLabel.setText(
            words.translate(
                "Hso",
                "Här står hur långt varje kommun har kommit: objekt, inlämningar, fynd, mål och mellankommunala "
                "frågor.",
            )
        )
        self.introLabel.setText(self._intro())
        self.primary_changed.emit()

    def ask_where(self) -> None:
        """Ask where the report shall be, and write it."""
        title = words.translate("Hso", "Spara läget")
        path = ask_file(self, title, words.translate("Hso", "läget i länet"), HTML.ending, HTML.name)
        if path:
            self.work.export_overview(path)

    # ----- inside

    def _intro(self) -> str:
        overview = self.work.overview
        if overview is None:
            return ""
        done = sum(each.approved is not None for each in overview.standings)
        text = words.translate("Hso", "{n} av {all} kommuner har en godkänd karta").replace("{n}", words.number(done))
        text = text.replace("{all}", words.number(len(overview.standings)))
        counted = words.translate("Hso", "räknat {when}").replace("{when}", words.clock(moment(overview.made)))
        stale = words.translate("Hso", "något har hänt sedan dess") if self.work.overview_stale else ""
        return words.sentence((text, counted, stale))

    def _show_sheet(self) -> None:
        row = self.tableBox.currentIndex()
        if not 0 <= row < len(self._sheets):
            return
        sheet = self._sheets[row]
        self.model.show(sheet)
        self.tableView.resizeColumnsToContents()
        self.noteLabel.setText(sheet.note)
        self.noteLabel.setVisible(bool(sheet.note))

    def _show_plots(self) -> None:
        while (item := self.plotLayout.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for view in plot_rows(plots(self.work.overview)) if self.work.overview else ():
            self.plotLayout.addWidget(view)
        self.plotLayout.addStretch(1)

    def _show_place(self, index: QModelIndex) -> None:
        place = index.data(PLACE)
        if place is not None:
            self.marker.show(place)
