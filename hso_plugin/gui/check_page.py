"""③ Kontrollera: what the rules found, why, how to mend it, and where it is on the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtWidgets import QWidget

from ..core.model import Finding, Severity, Stage
from . import icons, words
from .drawing import Drawing
from .findings_model import FindingsModel, counts, group, object_title
from .grouped_model import ITEM_ROLE
from .map_marker import MapMarker
from .page import Page, Primary, span_headings
from .steps import Step
from .workspace import Workspace

STAGES = (Stage.EDITING, Stage.SUBMISSION)


class CheckPage(Page):
    """A click on a finding shows its exact place, a double click opens the object's form."""

    form = "check"

    def __init__(
        self, workspace: Workspace, marker: MapMarker, drawing: Drawing, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, marker, parent)
        self.drawing = drawing
        self.model = FindingsModel(self)
        self.findingsView.setModel(self.model)
        self.buttons = {
            Severity.ERROR: self.errorButton,
            Severity.WARNING: self.warningButton,
            Severity.NOTE: self.noteButton,
        }
        for severity, button in self.buttons.items():
            button.setIcon(icons.icon(icons.SEVERITY[severity]))
            button.toggled.connect(self._show_findings)
        self.splitter.setSizes([320, 170])
        self.filterEdit.textChanged.connect(self._show_findings)
        self.groupBox.currentIndexChanged.connect(self._show_findings)
        self.stageBox.currentIndexChanged.connect(self._change_stage)
        self.findingsView.selectionModel().currentChanged.connect(self._select)
        self.findingsView.clicked.connect(self._select)
        self.findingsView.doubleClicked.connect(self._open_form)
        self.showButton.clicked.connect(lambda: self._select(self.findingsView.currentIndex()))
        self.openButton.clicked.connect(lambda: self._open_form(self.findingsView.currentIndex()))
        self._shown: tuple[Finding, ...] | None = None
        self._explain(None)

    def primary(self) -> Primary:
        """Check, check again, or on to sending."""
        snapshot, findings = self.workspace.snapshot, self.workspace.findings
        if self.workspace.unsaved:
            return Primary(words.translate("Hso", "Spara och kontrollera"), True, self.workspace.check)
        if findings is None or self.workspace.findings_stale:
            number = len(snapshot.objects) if snapshot else 0
            text = words.translate("Hso", "Kontrollera {objects}").replace("{objects}", words.objects(number))
            return Primary(text, number > 0, self.workspace.check)
        waiting = self.workspace.waiting
        if waiting and not counts(findings)[Severity.ERROR]:
            text = words.translate("Hso", "Nästa: Skicka {changes}").replace("{changes}", words.changes(waiting))
            return Primary(text, True, lambda: self.workspace.go_to(Step.SEND))
        return Primary(words.translate("Hso", "Kontrollera igen"), True, self.workspace.check)

    def refresh(self) -> None:
        """Show the findings, keeping the chosen one chosen."""
        findings = self.workspace.findings
        if findings is self._shown and findings is not None:
            return
        self._shown = findings
        numbers = counts(findings or ())
        titles = {
            Severity.ERROR: words.counted(
                numbers[Severity.ERROR],
                words.translate("Hso", "{n} fel", "one"),
                words.translate("Hso", "{n} fel", "several"),
            ),
            Severity.WARNING: words.counted(
                numbers[Severity.WARNING],
                words.translate("Hso", "{n} varning"),
                words.translate("Hso", "{n} varningar"),
            ),
            Severity.NOTE: words.counted(
                numbers[Severity.NOTE],
                words.translate("Hso", "{n} upplysning"),
                words.translate("Hso", "{n} upplysningar"),
            ),
        }
        for severity, button in self.buttons.items():
            button.setText(titles[severity])
            button.setEnabled(bool(numbers[severity]))
        self._show_findings()

    def _show_findings(self) -> None:
        snapshot, findings = self.workspace.snapshot, self.workspace.findings
        if snapshot is None:
            return
        chosen = self.findingsView.currentIndex().data(ITEM_ROLE)
        by_rule = self.groupBox.currentIndex() == 1
        self.model.by_rule, self.model.objects = by_rule, snapshot.by_identity
        groups = group(
            findings or (),
            snapshot.by_identity,
            snapshot.catalogue,
            by_rule=by_rule,
            severities=[severity for severity, button in self.buttons.items() if button.isChecked()],
            text=self.filterEdit.text(),
        )
        self.model.show(groups)
        span_headings(self.findingsView)
        self._restore(chosen)
        self.splitter.setVisible(bool(groups))
        self.emptyLabel.setVisible(not groups)
        self.emptyLabel.setText(self._why_empty())

    def _restore(self, chosen: object) -> None:
        same = next(
            (f for g in self.model.groups for f in g.items if isinstance(chosen, Finding) and f.id == chosen.id), None
        )
        selection = self.findingsView.selectionModel()
        selection.blockSignals(True)  # the person did not choose anew: the map stays where it is
        self.findingsView.setCurrentIndex(self.model.find(same) if same else QModelIndex())
        selection.blockSignals(False)
        self._explain(same)

    def _why_empty(self) -> str:
        findings = self.workspace.findings
        if findings is None:
            return words.translate("Hso", "Objekten är inte kontrollerade än. Tryck på knappen nedan.")
        if findings:
            return words.translate("Hso", "Inget fynd passar urvalet. Töm sökfältet eller tryck in knapparna ovan.")
        return words.translate("Hso", "✓ Inga anmärkningar. Alla objekt följer reglerna.")

    def _select(self, index: QModelIndex) -> None:
        finding = index.data(ITEM_ROLE)
        if not isinstance(finding, Finding):
            return
        self._explain(finding)
        place = finding.geometry
        if place is None and self.workspace.snapshot:
            known = self.workspace.snapshot.by_identity.get(finding.object)
            place = known.geometry if known else None
        if not self.marker.show(place):
            self.workspace.say(
                words.translate("Hso", "Objektet har ingen plats på kartan. Öppna formuläret i stället.")
            )

    def _explain(self, finding: Finding | None) -> None:
        self.detailPanel.setVisible(finding is not None)
        if finding is None or self.workspace.snapshot is None:
            self.marker.clear()
            return
        snapshot = self.workspace.snapshot
        title = object_title(finding, snapshot.by_identity, snapshot.catalogue)
        self.messageLabel.setText(f"{words.say(finding.message)}\n{title}")
        self.mendLabel.setText(words.say(finding.mend))
        self.openButton.setEnabled(finding.object in snapshot.by_identity)

    def _open_form(self, index: QModelIndex) -> None:
        finding, snapshot = index.data(ITEM_ROLE), self.workspace.snapshot
        if isinstance(finding, Finding) and snapshot and finding.object in snapshot.by_identity:
            self.drawing.open_form(snapshot.by_identity[finding.object].kind, finding.object)

    def _change_stage(self, row: int) -> None:
        self.workspace.stage = STAGES[row]
        if self.workspace.findings is not None:
            self.workspace.check()
