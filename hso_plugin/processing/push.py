"""`hso:push`: send what has been changed, and see that it landed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import HsoError
from ..core.text import Text
from ..qgis_bridge.profile.language import say
from .algorithm import HsoAlgorithm

if TYPE_CHECKING:
    from ..core.ledger.ports import PushResult
    from ..qgis_bridge.tasks.feedback import FeedbackProgress
    from ..workcopy import Counts


LANDED, RECEIVED = "LANDED", "RECEIVED"


class Push(HsoAlgorithm):
    """Send."""

    changes_working_copy = True

    def name(self) -> str:
        """After the colon."""
        return "push"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Skicka till plattformen")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Skickar ändringarna i arbetskopian till länsplattformen och läser tillbaka att de kom fram. Det som är "
            "nytt på plattformen hämtas först. Körningen misslyckas om något nekas eller krockar med någon annans "
            "ändring; resten är då framme, och det som inte kom fram ligger kvar i arbetskopian.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.add_working_copy()
        self.addOutput(QgsProcessingOutputNumber(LANDED, QCoreApplication.translate("Hso", "Antal som kom fram")))
        self.addOutput(QgsProcessingOutputNumber(RECEIVED, QCoreApplication.translate("Hso", "Antal som kom in")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Send; what was refused or is in conflict is a fault, said after everything else has landed."""
        from ..qgis_bridge import jobs

        path = self.path(parameters, context)
        result = jobs.push_job(jobs.profile_of(path), progress)
        left = jobs.counts(path)
        if left.conflicts or left.to_send:
            raise _incomplete(result, left)
        return {LANDED: result.landed, RECEIVED: len(result.received)}


def _incomplete(result: PushResult, left: Counts) -> HsoError:
    text = Text(
        "{landed} ändringar kom fram, {refused} nekades och {conflicts} är i konflikt. {left} ändringar som inte kom "
        "fram ligger kvar i arbetskopian. Öppna den i QGIS och lös dem.",
        "{landed} changes landed, {refused} were refused and {conflicts} are in conflict. {left} changes that did not "
        "land are still in the working copy. Open it in QGIS and solve them.",
    ).format(
        landed=result.landed, refused=len(result.refused), conflicts=left.conflicts, left=left.to_send + left.conflicts
    )
    reasons = "; ".join(f"{refusal.object.identity}: {say(refusal.reason)}" for refusal in result.refused)
    from ..core.error_codes.work import INCOMPLETE

    return HsoError(INCOMPLETE, text, reasons)
