"""`hso:submit`: hand a municipality's map in for review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import HsoError
from ..core.text import Text
from .algorithm import HsoAlgorithm
from .review_algorithm import require_landed

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


MESSAGE, SUBMISSION, POSITION, CHANGES = "MESSAGE", "SUBMISSION", "POSITION", "CHANGES"


class Submit(HsoAlgorithm):
    """Submit."""

    changes_working_copy = True

    def name(self) -> str:
        """After the colon."""
        return "submit"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Lämna in till regional avstämning")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Hämtar det som är nytt, kontrollerar kommunens objekt inför inlämning och lämnar in dem. Körningen "
            "misslyckas, utan att något lämnas in, om något är oskickat, om kontrollen visar fel eller om en varning "
            "saknar motivering. Arbetet kan fortsätta direkt: det som är inlämnat ändras inte.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.add_working_copy()
        translate = QCoreApplication.translate
        self.addParameter(
            QgsProcessingParameterString(MESSAGE, translate("Hso", "Meddelande till granskaren"), multiLine=True)
        )
        self.addOutput(QgsProcessingOutputString(SUBMISSION, translate("Hso", "Inlämningens identitet")))
        self.addOutput(QgsProcessingOutputNumber(POSITION, translate("Hso", "Plats i liggaren")))
        self.addOutput(
            QgsProcessingOutputNumber(CHANGES, translate("Hso", "Antal ändringar sedan den senast godkända"))
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Submit, and see that it landed."""
        from ..core.error_codes.review import NO_MESSAGE
        from ..core.review.records import states
        from ..qgis_bridge import jobs
        from ..qgis_bridge.jobs import review_jobs

        message = self.parameterAsString(parameters, MESSAGE, context).strip()
        if not message:
            raise HsoError(
                NO_MESSAGE,
                Text(
                    "Skriv ett meddelande till granskaren. Inget är inlämnat.",
                    "Write a message to the reviewer. Nothing was submitted.",
                ),
            )
        profile = jobs.profile_of(self.path(parameters, context))
        basis = review_jobs.submission_basis_job(profile, progress)
        require_landed(review_jobs.submit_job(profile, message, basis, progress))
        landed = states.newest(review_jobs.known_review(profile).review, basis.municipality)
        return {
            SUBMISSION: landed.change if landed else "",
            POSITION: basis.position,
            CHANGES: len(basis.changes),
        }
