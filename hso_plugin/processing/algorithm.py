"""What the algorithms have in common: faults as one plain sentence, progress, care for layers with unsaved edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from qgis.core import (  # type: ignore[attr-defined]
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from .. import requirements
from ..core.errors import Cancelled, HsoError
from ..qgis_bridge.profile import language

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress

WORKING_COPY = "WORKING_COPY"


class HsoAlgorithm(QgsProcessingAlgorithm):
    """Base: subclasses say what they are and do the work in `work`.

    QGIS makes every algorithm with its parameters when it starts. What only the work needs is imported in `work`, so
    that a start of QGIS does not pay for it.
    """

    #: True for those that change a working copy that may be open in the project.
    changes_working_copy = False

    def createInstance(self) -> Self:
        """Called by QGIS for each run."""
        return type(self)()

    def icon(self) -> QIcon:
        """The provider's."""
        return self.provider().icon() if self.provider() else super().icon()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Do it; may raise `HsoError` and `Cancelled`."""
        raise NotImplementedError

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the main thread, before: nothing is written under layers with unsaved edits."""
        _require_packages()
        from ..qgis_bridge.layers import project

        if self.changes_working_copy and project.unsaved_edits(self.path(parameters, context)):
            raise QgsProcessingException(
                QCoreApplication.translate(
                    "Hso", "Kartan har ändringar som inte är sparade. Spara eller ångra dem och försök igen."
                )
            )
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback | None
    ) -> dict[str, Any]:
        """The work, with its faults as QGIS wants them: qgis_process then ends with another code than 0."""
        from ..qgis_bridge.tasks.feedback import FeedbackProgress

        feedback = feedback or QgsProcessingFeedback()
        try:
            return self.work(parameters, context, FeedbackProgress(feedback, feedback.pushInfo))
        except HsoError as error:
            if error.details:
                feedback.pushDebugInfo(f"{error.code}: {error.details}")
            raise QgsProcessingException(language.say(error.text)) from error
        except Cancelled as error:
            raise QgsProcessingException(
                QCoreApplication.translate("Hso", "Avbrutet. Inget har gått förlorat.")
            ) from error

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """In the main thread, after: what is shown follows the file."""
        if self.changes_working_copy:
            from ..qgis_bridge.layers import project

            project.reload()
        return {}

    def path(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The working copy that was given."""
        return str(self.parameterAsFile(parameters, WORKING_COPY, context))

    def add_working_copy(self) -> None:
        """The parameter `WORKING_COPY`: an existing file."""
        self.addParameter(
            QgsProcessingParameterFile(
                WORKING_COPY, QCoreApplication.translate("Hso", "Arbetskopia (GeoPackage)"), extension="gpkg"
            )
        )


def _require_packages() -> None:
    """Raise `QgsProcessingException` when a package that the work needs cannot be used."""
    faults = requirements.unusable()
    if faults:
        raise QgsProcessingException(requirements.sentence(faults))
