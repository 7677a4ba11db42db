"""`hso:pull`: take in what is new on the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from .algorithm import HsoAlgorithm

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


RECEIVED, CONFLICTS = "RECEIVED", "CONFLICTS"


class Pull(HsoAlgorithm):
    """Receive."""

    changes_working_copy = True

    def name(self) -> str:
        """After the colon."""
        return "pull"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Hämta nytt från plattformen")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Hämtar det som är nytt på länsplattformen till arbetskopian. Objekt som också är ändrade här blir "
            "konflikter, som väntar tills någon väljer; inget skrivs över.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.add_working_copy()
        self.addOutput(QgsProcessingOutputNumber(RECEIVED, QCoreApplication.translate("Hso", "Antal som kom in")))
        self.addOutput(QgsProcessingOutputNumber(CONFLICTS, QCoreApplication.translate("Hso", "Antal konflikter")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Receive."""
        from ..qgis_bridge import jobs

        result = jobs.pull_job(jobs.profile_of(self.path(parameters, context)), progress)
        return {RECEIVED: len(result.received), CONFLICTS: len(result.conflicts)}
