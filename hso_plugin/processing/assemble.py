"""`hso:assemble`: check all municipalities' maps together and write a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.reports import formats
from ..core.reports.words import SEVERITIES
from ..qgis_bridge.profile import language
from .review_algorithm import SUBMITTED, ReviewAlgorithm
from .validate import COUNTS

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


REPORT, WAITING = "REPORT", "WAITING"


class Assemble(ReviewAlgorithm):
    """Check the county."""

    def name(self) -> str:
        """After the colon."""
        return "assemble"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Kontrollera kommunerna tillsammans")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Kontrollerar alla kommuners godkända kartor tillsammans mot reglerna för regional avstämning, och "
            "skriver en rapport: {forms}. Med SUBMITTED kontrolleras i stället det som är inlämnat och väntar på "
            "beslut, där det finns. Körningen lyckas också när det finns fynd; läs antalen i rapporten.",
        ).replace("{forms}", language.say(formats.purposes(formats.CHECK)))

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        translate = QCoreApplication.translate
        self.add_platform()
        self.add_submitted()
        title = translate("Hso", "Rapport ({endings})").replace(
            "{endings}", language.say(formats.endings(formats.CHECK))
        )
        forms = formats.file_filter(formats.CHECK)
        self.addParameter(QgsProcessingParameterFileDestination(REPORT, title, fileFilter=forms))
        for severity, name in COUNTS.items():
            self.addOutput(QgsProcessingOutputNumber(name, language.say(SEVERITIES[severity])))
        self.addOutput(QgsProcessingOutputNumber(WAITING, translate("Hso", "Antal som väntar på en grannkommun")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Check and write."""
        from ..core.review.regional.assemble import Sort
        from ..qgis_bridge import jobs
        from ..qgis_bridge.jobs import review_figures_jobs

        target = self.parameterAsFileOutput(parameters, REPORT, context)
        jobs.require_report_path(target)
        submitted = self.parameterAsBoolean(parameters, SUBMITTED, context)
        profile = self.opened(parameters, context, progress)
        assembly = review_figures_jobs.assemble_job(profile, progress, submitted=submitted)
        review_figures_jobs.assembly_report_job(profile, assembly, target, language.current(), progress)
        counts = {name: assembly.counts[severity] for severity, name in COUNTS.items()}
        return {REPORT: target, **counts, WAITING: assembly.count(Sort.WAITING)}
