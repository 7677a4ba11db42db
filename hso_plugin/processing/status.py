"""`hso:status`: how things stand in the county."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.reports import formats
from ..qgis_bridge.profile import language
from .review_algorithm import SUBMITTED, ReviewAlgorithm

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


REPORT, APPROVED = "REPORT", "APPROVED"


class Status(ReviewAlgorithm):
    """Count the county."""

    def name(self) -> str:
        """After the colon."""
        return "status"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Läget i länet")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Räknar hur långt varje kommun har kommit: objekt per tema och klass, inlämningens läge och ålder, fynd, "
            "mål som kartan bidrar till, horisontella kriterier och mellankommunala frågor. Filnamnets ändelse avgör "
            "formen: {forms}. Med SUBMITTED räknas det som är inlämnat "
            "och väntar på beslut, där det finns, i stället för det godkända.",
        ).replace("{forms}", language.say(formats.purposes(formats.OVERVIEW)))

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        translate = QCoreApplication.translate
        self.add_platform()
        self.add_submitted()
        forms = formats.file_filter(formats.OVERVIEW)
        title = translate("Hso", "Rapport ({endings})").replace(
            "{endings}", language.say(formats.endings(formats.OVERVIEW))
        )
        self.addParameter(QgsProcessingParameterFileDestination(REPORT, title, fileFilter=forms))
        self.addOutput(QgsProcessingOutputNumber(APPROVED, translate("Hso", "Antal kommuner med godkänd karta")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Count and write."""
        from ..qgis_bridge.jobs import listing_jobs, review_figures_jobs, written_files

        target = self.parameterAsFileOutput(parameters, REPORT, context)
        written_files.require_file(target, formats.OVERVIEW)
        submitted = self.parameterAsBoolean(parameters, SUBMITTED, context)
        profile = self.opened(parameters, context, progress)
        overview = review_figures_jobs.overview_job(profile, progress, submitted=submitted)
        listing_jobs.export_overview_job(profile, overview, target, language.current(), progress)
        return {REPORT: target, APPROVED: sum(each.approved is not None for each in overview.standings)}
