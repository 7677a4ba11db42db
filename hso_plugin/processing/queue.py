"""`hso:queue`: what has been submitted, and what waits for whom."""

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
from .review_algorithm import ReviewAlgorithm

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


OUTPUT, SUBMISSIONS, WAITING = "OUTPUT", "SUBMISSIONS", "WAITING"


class Queue(ReviewAlgorithm):
    """List the submissions."""

    def name(self) -> str:
        """After the colon."""
        return "queue"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Lista inlämningarna")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Skriver alla inlämningar till en fil: först de som väntar på granskaren, sedan de övriga. För var och en "
            "står kommun, läge, antal ändringar och fynd och vem som väntas göra något. Filnamnets ändelse avgör "
            "formen: {forms}.",
        ).replace("{forms}", language.say(formats.purposes(formats.QUEUE)))

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        translate = QCoreApplication.translate
        self.add_platform()
        forms = formats.file_filter(formats.QUEUE)
        title = translate("Hso", "Lista ({endings})").replace("{endings}", language.say(formats.endings(formats.QUEUE)))
        self.addParameter(QgsProcessingParameterFileDestination(OUTPUT, title, fileFilter=forms))
        self.addOutput(QgsProcessingOutputNumber(SUBMISSIONS, translate("Hso", "Antal inlämningar")))
        self.addOutput(QgsProcessingOutputNumber(WAITING, translate("Hso", "Antal som väntar på granskaren")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """List."""
        from ..core.review.queue.rows import Party
        from ..qgis_bridge.jobs import listing_jobs, written_files

        target = self.parameterAsFileOutput(parameters, OUTPUT, context)
        written_files.require_file(target, formats.QUEUE)
        profile = self.opened(parameters, context, progress)
        rows = listing_jobs.export_queue_job(profile, target, language.current(), progress)
        waiting = sum(row.waits_for is Party.REVIEWER for row in rows)
        return {OUTPUT: target, SUBMISSIONS: len(rows), WAITING: waiting}
