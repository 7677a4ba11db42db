"""What the reviewer's algorithms have in common: the platform, and the reviewer's copy of what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import HsoError
from ..core.text import Text
from .algorithm import HsoAlgorithm

if TYPE_CHECKING:
    from ..core.review.records.ports import Exchanged
    from ..qgis_bridge.profile.settings import Profile
    from ..qgis_bridge.tasks.feedback import FeedbackProgress

URL, AUTHCFG, REVIEW_COPY, SUBMITTED = "URL", "AUTHCFG", "REVIEW_COPY", "SUBMITTED"


class ReviewAlgorithm(HsoAlgorithm):
    """Base: each run begins with what is new on the platform.

    Those that record something need a copy that stays: what could not be sent waits in it.
    """

    records = False

    def add_platform(self) -> None:
        """The parameters `URL`, `AUTHCFG` and `REVIEW_COPY`."""
        translate = QCoreApplication.translate
        self.addParameter(QgsProcessingParameterString(URL, translate("Hso", "Plattformens adress (WFS)")))
        self.addParameter(
            QgsProcessingParameterAuthConfig(AUTHCFG, translate("Hso", "Inloggning sparad i QGIS"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                REVIEW_COPY,
                translate("Hso", "Granskningskopia (GeoPackage): skapas om den inte finns"),
                fileFilter="GeoPackage (*.gpkg)",
                optional=not self.records,
                createByDefault=False,
            )
        )

    def add_submitted(self) -> None:
        """The parameter `SUBMITTED`: open submissions too, in the place of what is approved."""
        title = QCoreApplication.translate("Hso", "Ta med det som väntar på beslut")
        self.addParameter(QgsProcessingParameterBoolean(SUBMITTED, title, defaultValue=False))

    def opened(self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress) -> Profile:
        """The connection, with its copy level with the platform. Without `REVIEW_COPY` the copy is a passing one."""
        from ..qgis_bridge.jobs import review_jobs

        path = self.parameterAsFileOutput(parameters, REVIEW_COPY, context).strip()
        profile = review_jobs.review_profile(
            self.parameterAsString(parameters, URL, context).strip(),
            self.parameterAsString(parameters, AUTHCFG, context).strip(),
            path or QgsProcessingUtils.generateTempFilename("granskning.gpkg"),
            "qgis_process",
        )
        review_jobs.open_review_copy_job(profile, progress)
        return profile


def require_landed(result: Exchanged) -> None:
    """Raise `HsoError` when something that was recorded is not on the platform."""
    from ..core.error_codes.review import REFUSED, WAITING

    if result.refused:
        first = result.refused[0]
        raise HsoError(REFUSED, first.reason, first.details)
    if result.trouble is not None:
        raise HsoError(
            WAITING,
            Text(
                "Det är sparat i filen men inte framme på plattformen. Det skickas nästa gång filen används. {why}",
                "It is kept in the file but is not on the platform. It is sent the next time the file is used. {why}",
            ).format(why=result.trouble.text),
            result.trouble.details,
            try_again=True,
        )
