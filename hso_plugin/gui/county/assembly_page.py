"""Sammanställning: the check over all municipalities together, and the releases of the assembled map."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from qgis.PyQt.QtCore import QSignalBlocker
from qgis.PyQt.QtWidgets import QWidget

from ...core.catalogue.model import Catalogue
from ...core.reports.formats import HTML
from ...core.review.records.model import Submission
from ...core.review.regional.assemble import SORTS, Assembly, Sort
from ..desk.page import DeskPage
from ..map.marker import MapMarker
from ..widgets import icons, words
from ..widgets.ask_file import ask_file
from ..widgets.page import Primary, span_headings
from .assembly_model import AssemblyModel, Concerned, FindingRow, Wanted, grouped, pair_title, rows_of
from .regional_work import RegionalWork
from .release_panel import ReleasePanel
from .release_words import municipalities
from .release_work import ReleaseWork


class AssemblyPage(DeskPage):
    """A tab for the check, by pair of municipalities, and one for the releases.

    The chosen finding is shown on the map, and can be told to those whom it concerns.
    """

    form = "assembly"

    def __init__(
        self, work: RegionalWork, releases: ReleaseWork, marker: MapMarker, parent: QWidget | None = None
    ) -> None:
        super().__init__(work.desk, marker, parent)
        self.work = work
        self.model = AssemblyModel(self)
        self.findingsView.setModel(self.model)
        self.splitter.setSizes([200, 320])
        self.findingsView.setIndentation(12)
        self.exportButton.setIcon(icons.icon("export"))
        self.releases = ReleasePanel(releases, self)
        self.tabs.addTab(self.releases, words.translate("Hso", "Utgåvor"))
        self._rows: list[FindingRow] = []
        self._told: object = None
        self._explained = ""
        translate = words.translate
        self.basisBox.addItem(translate("Hso", "Bara godkända"), False)
        self.basisBox.addItem(translate("Hso", "Även inskickade"), True)
        self.basisBox.setCurrentIndex(1)
        self.sortBox.addItem(translate("Hso", "Alla sorters fynd"), None)
        for sort, title in SORTS.items():
            self.sortBox.addItem(words.say(title), sort)
        self.basisBox.currentIndexChanged.connect(lambda _row: self.primary_changed.emit())
        self.pairBox.currentIndexChanged.connect(lambda _row: self._list())
        self.sortBox.currentIndexChanged.connect(lambda _row: self._list())
        self.findingsView.selectionModel().currentChanged.connect(lambda *_: self._explain(move=True))
        self.findingsView.activated.connect(lambda _index: self._explain(move=True))
        self.commentEdit.textChanged.connect(self._enable)
        self.sendButton.clicked.connect(self.send)
        self.exportButton.clicked.connect(self.ask_where)
        self.tabs.currentChanged.connect(lambda _tab: self.primary_changed.emit())
        self.releases.primary_changed.connect(self.primary_changed)
        work.changed.connect(self.refresh)
        work.mapped.connect(self._look_at_all)

    # ----- what the dock asks

    def primary(self) -> Primary:
        """«Kontrollera 7 kommuner tillsammans», or what the releases offer."""
        if self.tabs.currentWidget() is self.releases:
            return self.releases.primary()
        catalogue = self.desk.catalogue
        number = len(catalogue.municipalities) if catalogue else 0
        done = self.work.assembly is not None and not self.work.assembly_stale
        if done and self.work.with_submitted == self.basisBox.currentData():
            text = words.translate("Hso", "Kontrollera igen")
        else:
            text = words.translate("Hso", "Kontrollera {municipalities} tillsammans")
            text = text.replace("{municipalities}", municipalities(number))
        return Primary(text, number > 0, self.check)

    def refresh(self) -> None:
        """Show what is known now; the chosen finding stays chosen, and the map stays where it is."""
        assembly, catalogue = self.work.assembly, self.desk.catalogue
        news = (assembly, self.desk.review, self.work.assembly_stale)
        if news != self._told or catalogue is None:
            self._told = news
            self._rows = rows_of(assembly, self.desk.review) if assembly else []
            self._fill_pairs(assembly, catalogue)
            self._list()
        self.introLabel.setText(self._intro(assembly))
        self.exportButton.setEnabled(assembly is not None)
        self.releases.refresh()
        self.primary_changed.emit()

    @property
    def chosen(self) -> FindingRow | None:
        """The finding that is chosen."""
        return self.model.item(self.findingsView.currentIndex())

    # ----- what the person does

    def check(self) -> None:
        """Check what the box says."""
        self.work.assemble(submitted=bool(self.basisBox.currentData()))

    def send(self) -> None:
        """Tell those whom the chosen finding concerns."""
        row, text = self.chosen, self.commentEdit.toPlainText().strip()
        if row is not None and row.untold and text:
            self.work.tell(row.finding, text, row.untold)

    def ask_where(self) -> None:
        """Ask where the report shall be, and write it."""
        title = words.translate("Hso", "Spara sammanställningen")
        path = ask_file(self, title, words.translate("Hso", "sammanställning"), HTML.ending, HTML.name)
        if path:
            self.work.export_assembly(path)

    # ----- inside

    def _intro(self, assembly: Assembly | None) -> str:
        if assembly is None:
            return ""
        parts = [words.severity_count(severity, number) for severity, number in assembly.counts.items() if number]
        waiting = assembly.count(Sort.WAITING)
        if waiting:
            parts.append(f"{words.say(SORTS[Sort.WAITING])}: {words.number(waiting)}")
        text = words.sentence(parts) or words.translate("Hso", "Inga fynd: kommunernas kartor hänger ihop.")
        if self.work.assembly_stale:
            stale = words.translate("Hso", "Något har lämnats in eller beslutats sedan dess. Kontrollera igen.")
            text = f"{text}\n{stale}"
        return text

    def _fill_pairs(self, assembly: Assembly | None, catalogue: Catalogue | None) -> None:
        before = self.pairBox.currentData()
        blocker = QSignalBlocker(self.pairBox)
        self.pairBox.clear()
        self.pairBox.addItem(words.translate("Hso", "Alla kommuner"), None)
        for group in assembly.groups if assembly and catalogue else ():
            title = pair_title(group.municipalities, catalogue)  # type: ignore[arg-type]
            self.pairBox.addItem(f"{title} ({len(group.findings)})", group.municipalities)
        codes = [self.pairBox.itemData(row) for row in range(self.pairBox.count())]
        self.pairBox.setCurrentIndex(codes.index(before) if before in codes else 0)
        del blocker

    def _list(self) -> None:
        catalogue, before = self.desk.catalogue, self.chosen
        concerned: Concerned | None = self.pairBox.currentData()
        shown = grouped(self._rows, Wanted(concerned, self.sortBox.currentData()), catalogue) if catalogue else []
        blocker = QSignalBlocker(self.findingsView.selectionModel())
        self.model.show(shown)
        span_headings(self.findingsView)
        if before is not None:
            self._choose(before)
        del blocker
        self.splitter.setVisible(bool(shown))
        self.emptyLabel.setVisible(not shown)
        self.emptyLabel.setText(self._empty())
        self._explain(move=False)

    def _choose(self, wanted: FindingRow) -> None:
        for number, group in enumerate(self.model.groups):
            for row, item in enumerate(group.items):
                if (item.finding.id, item.concerned) == (wanted.finding.id, wanted.concerned):
                    self.findingsView.setCurrentIndex(self.model.index(row, 0, self.model.index(number, 0)))
                    return

    def _empty(self) -> str:
        if self.desk.catalogue is None:
            return words.translate("Hso", "Hämta granskningen så kan kommunerna kontrolleras tillsammans här.")
        if self.work.assembly is None:
            return words.translate(
                "Hso",
                "Här kontrolleras alla kommuners kartor tillsammans: linjer som inte fortsätter på andra sidan "
                "gränsen, ytor som överlappar över den och det som saknas i en kommun.",
            )
        return words.translate("Hso", "Inget fynd av det slaget.") if self._rows else ""

    def _explain(self, *, move: bool) -> None:
        row, assembly = self.chosen, self.work.assembly
        self.detailPanel.setVisible(row is not None)
        if row is None or assembly is None:
            return
        finding = row.finding
        rule = next((each for each in assembly.catalogue.rules if each.id == finding.rule), None)
        self.detailTitle.setText(words.say(finding.message))
        why = words.say(rule.why) if rule else ""
        motivation = assembly.motivations.get(finding.id)
        reason = f"{words.translate('Hso', 'Motivering')}: {motivation.text}" if motivation else ""
        self.detailLabel.setText("\n\n".join(part for part in (why, words.say(finding.mend), reason) if part))
        names = _names(row.untold, assembly)
        both = words.translate("Hso", "{one} och {other}")
        to = both.replace("{one}", names[0]).replace("{other}", names[1]) if len(names) > 1 else "".join(names)
        self.sendButton.setText(words.translate("Hso", "Skicka till {names}").replace("{names}", to))
        self.sentLabel.setText(self._told_text(row, assembly))
        self.sentLabel.setVisible(bool(self.sentLabel.text()))
        self.commentEdit.setVisible(bool(row.untold))
        self.sendButton.setVisible(bool(row.untold))
        if self._explained != finding.id:  # what somebody is writing of the same finding stays
            self._explained = finding.id
            self.commentEdit.setPlainText(f"{words.say(finding.message)} {words.say(finding.mend)}".strip())
        if move:
            self.marker.show(finding.geometry)
        self._enable()

    @staticmethod
    def _told_text(row: FindingRow, assembly: Assembly) -> str:
        """That it was told, to all or to whom, or who cannot be told."""
        if row.sent:
            return words.translate("Hso", "Redan skickat som kommentar.")
        if row.told:
            text = words.translate("Hso", "Redan skickat som kommentar till {names}.")
            return text.replace("{names}", ", ".join(_names(row.told, assembly)))
        names = [words.municipality_name(code, assembly.catalogue)
                 for code in row.concerned if assembly.submissions.get(code) is None]  # fmt: skip
        text = words.translate("Hso", "{names} har inget att kommentera: inget är godkänt eller inskickat där.")
        return text.replace("{names}", ", ".join(names)) if names else ""

    def _look_at_all(self) -> None:
        """The whole county, until a finding is chosen."""
        assembly = self.work.assembly
        if assembly is not None and self.chosen is None and assembly.areas:
            west, south, east, north = map(float, shapely.total_bounds(list(assembly.areas.values())))
            self.marker.zoom_to((west, south, east, north))

    def _enable(self) -> None:
        self.sendButton.setEnabled(bool(self.commentEdit.toPlainText().strip()))


def _names(submissions: Sequence[Submission], assembly: Assembly) -> list[str]:
    return [words.municipality_name(each.municipality, assembly.catalogue) for each in submissions]
