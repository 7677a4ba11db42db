"""`hso:recover`: take the edits that were saved in a file into a working copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.text import Text
from ..qgis_bridge.profile.language import say
from .algorithm import HsoAlgorithm

if TYPE_CHECKING:
    from ..core.ledger.edits import Recovered
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


FILE, TAKEN, CONFLICTS, ALREADY, HELD = "FILE", "TAKEN", "CONFLICTS", "ALREADY", "HELD"


class Recover(HsoAlgorithm):
    """Read a file of saved edits back."""

    changes_working_copy = True

    def name(self) -> str:
        """After the colon."""
        return "recover"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Läs in sparade ändringar")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Läser in en fil med sparade ändringar (…-andringar-….json) till en arbetskopia av samma kommun. "
            "Ändringarna ligger sedan och väntar på att skickas. Objekt som har ändrats på plattformen sedan dess blir "
            "konflikter, som väntar tills någon väljer; inget skrivs över. Objekt som också är ändrade i arbetskopian, "
            "eller väntar på något där, lämnas som de är. Körningen kan upprepas: det som redan finns räknas bara.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.add_working_copy()
        title = QCoreApplication.translate("Hso", "Fil med sparade ändringar (JSON)")
        self.addParameter(QgsProcessingParameterFile(FILE, title, extension="json"))
        translate = QCoreApplication.translate
        for name, words in (
            (TAKEN, translate("Hso", "Antal som lästes in")),
            (CONFLICTS, translate("Hso", "Antal konflikter")),
            (ALREADY, translate("Hso", "Antal som redan fanns")),
            (HELD, translate("Hso", "Antal som lämnades kvar i filen")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Read, and say which objects a person must look at."""
        from ..qgis_bridge import jobs

        file = self.parameterAsFile(parameters, FILE, context)
        result = jobs.recover_job(self.path(parameters, context), file, progress)
        for warning in _warnings(result):
            progress.feedback.pushWarning(say(warning))  # type: ignore[attr-defined]  # it is processing's own
        return {
            TAKEN: len(result.taken),
            CONFLICTS: len(result.conflicts),
            ALREADY: len(result.already),
            HELD: len(result.held),
        }


def _warnings(result: Recovered) -> list[Text]:
    warnings = []
    if result.held:
        warnings.append(
            Text(
                "{n} objekt är ändrade i arbetskopian eller väntar på något där, så filens ändringar av dem är inte "
                "inlästa. Skicka eller ångra det som väntar och läs in filen igen: {objects}",
                "{n} objects are changed in the working copy or wait for something there, so the file's edits of them "
                "were not read. Send or undo what waits and read the file again: {objects}",
            ).format(n=len(result.held), objects=", ".join(result.held))
        )
    for identity, names in sorted((result.left_out or {}).items()):
        warnings.append(
            Text(
                "Klassificeringen har inte längre uppgifterna {names}, så deras värden finns bara kvar i filen: "
                "{object}",
                "The classification no longer has the attributes {names}, so their values are only in the file: "
                "{object}",
            ).format(names=", ".join(names), object=identity)
        )
    return warnings
