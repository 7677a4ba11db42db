"""③ Kontrollera: what the rules found, why, how to mend it, and where it is on the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...core.model import Severity, Stage
from ...core.reports.words import STAGES as TITLES
from ..map.marker import MapMarker
from ..widgets import icons, words
from ..widgets.page import Primary
from ..widgets.steps import Step
from ..widgets.tab_order import read_in_order
from ..workspace.page import WorkspacePage
from ..workspace.workspace import Workspace
from .export import FindingsExport
from .layer import FindingsLayer
from .live_check import LiveCheck
from .panel import FindingsPanel
from .titles import counts

STAGES = (Stage.EDITING, Stage.SUBMISSION)


class CheckPage(WorkspacePage):
    """Which rules to check by, whether to follow the drawing, and the findings."""

    form = "check"
    table_wanted = pyqtSignal()

    def __init__(
        self,
        workspace: Workspace,
        marker: MapMarker,
        panel: FindingsPanel,
        live: LiveCheck,
        layer: FindingsLayer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, marker, parent)
        self.panel, self._live = panel, live
        self.model, self.findingsView = panel.model, panel.findingsView
        self.pageLayout.addWidget(panel, 1)
        self.export = FindingsExport(workspace, self)
        self.exportButton.setMenu(self.export.menu)
        for button, name in (
            (self.layerButton, "layer"),
            (self.tableButton, "table"),
            (self.exportButton, "export"),
        ):
            button.setIcon(icons.icon(name))
        for stage in STAGES:
            self.stageBox.addItem(words.say(TITLES[stage]))
        self.liveBox.setChecked(live.enabled)
        self.liveBox.toggled.connect(live.set_enabled)
        self.layerButton.setChecked(layer.shown)
        self.layerButton.toggled.connect(layer.set_shown)
        layer.toggled.connect(self.layerButton.setChecked)
        self.tableButton.clicked.connect(self.table_wanted)
        self.stageBox.currentIndexChanged.connect(self._change_stage)
        above = (self.stageBox, self.layerButton, self.tableButton, self.exportButton, self.liveBox)
        read_in_order([*above, panel])

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
        """The findings follow the workspace by themselves; here only what stands above them."""
        self.exportButton.setEnabled(self.workspace.findings is not None)
        blockers = [QSignalBlocker(self.stageBox), QSignalBlocker(self.liveBox)]
        self.stageBox.setCurrentIndex(STAGES.index(self.workspace.stage) if self.workspace.stage in STAGES else 0)
        self.liveBox.setChecked(self._live.enabled)
        del blockers

    def _change_stage(self, row: int) -> None:
        self.workspace.judge_by(STAGES[row])
        if self.workspace.findings is not None:
            self.workspace.check()
