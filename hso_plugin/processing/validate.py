"""`hso:validate`: check a working copy against the rules and write a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.model import Severity, Stage
from ..core.reports import formats
from ..core.reports.words import SEVERITIES
from ..qgis_bridge.profile import language
from .algorithm import HsoAlgorithm

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


STAGE, REPORT, UNMOTIVATED = "STAGE", "REPORT", "UNMOTIVATED"
COUNTS = {Severity.ERROR: "ERRORS", Severity.WARNING: "WARNINGS", Severity.NOTE: "NOTES"}


class Validate(HsoAlgorithm):
    """Check."""

    def name(self) -> str:
        """After the colon."""
        return "validate"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Kontrollera mot reglerna")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Kontrollerar objekten i arbetskopian mot reglerna och skriver en rapport. Filnamnets ändelse avgör "
            "vilken: {forms}. "
            "Skede: redigering (medan man ritar), inlamning (inför inlämning) eller regional (alla kommuner "
            "tillsammans). Körningen lyckas också när det finns fynd; läs antalen i rapporten.",
        ).replace("{forms}", language.say(formats.purposes(formats.CHECK)))

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.add_working_copy()
        self.addParameter(
            QgsProcessingParameterEnum(
                STAGE,
                QCoreApplication.translate("Hso", "När: redigering, inlamning eller regional"),
                [str(stage) for stage in Stage],
                defaultValue=str(Stage.SUBMISSION),
                usesStaticStrings=True,
            )
        )
        title = QCoreApplication.translate("Hso", "Rapport ({endings})")
        title = title.replace("{endings}", language.say(formats.endings(formats.CHECK)))
        forms = formats.file_filter(formats.CHECK, first=formats.JSON)
        self.addParameter(QgsProcessingParameterFileDestination(REPORT, title, fileFilter=forms))
        for severity, name in COUNTS.items():
            self.addOutput(QgsProcessingOutputNumber(name, language.say(SEVERITIES[severity])))
        unmotivated = QCoreApplication.translate("Hso", "varningar utan motivering")
        self.addOutput(QgsProcessingOutputNumber(UNMOTIVATED, unmotivated))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Check and write."""
        from ..qgis_bridge import jobs

        path = self.path(parameters, context)
        stage = Stage(self.parameterAsEnumString(parameters, STAGE, context))
        target = self.parameterAsFileOutput(parameters, REPORT, context)
        jobs.require_report_path(target)
        run = jobs.check_run_job(path, stage, progress)
        jobs.export_job(run, target, language.current(), progress)
        counts = {name: run.counts[severity] for severity, name in COUNTS.items()}
        return {REPORT: target, **counts, UNMOTIVATED: run.unmotivated}
