"""`hso:clone`: fetch a municipality's map into a new working copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .algorithm import WORKING_COPY, HsoAlgorithm

if TYPE_CHECKING:
    from ..qgis_bridge.tasks.feedback import FeedbackProgress


URL, AUTHCFG, MUNICIPALITY, OBJECTS = "URL", "AUTHCFG", "MUNICIPALITY", "OBJECTS"


class Clone(HsoAlgorithm):
    """Fetch everything into a new GeoPackage."""

    def name(self) -> str:
        """After the colon."""
        return "clone"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Hämta kommunens karta")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Hämtar kommunens strukturbild från länsplattformen till en ny arbetskopia (GeoPackage), med "
            "grannkommunernas objekt att läsa. Utan inloggning i QGIS tas användare och lösenord ur miljövariablerna "
            "HSO_USER och HSO_PASSWORD. Misslyckas hämtningen lämnas ingen fil kvar.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterString(URL, QCoreApplication.translate("Hso", "Plattformens adress (WFS)"))
        )
        self.addParameter(
            QgsProcessingParameterAuthConfig(
                AUTHCFG, QCoreApplication.translate("Hso", "Inloggning sparad i QGIS"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterString(MUNICIPALITY, QCoreApplication.translate("Hso", "Kommunkod, fyra siffror"))
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                WORKING_COPY,
                QCoreApplication.translate("Hso", "Ny arbetskopia (GeoPackage)"),
                fileFilter="GeoPackage (*.gpkg)",
            )
        )
        self.addOutput(QgsProcessingOutputNumber(OBJECTS, QCoreApplication.translate("Hso", "Antal objekt i kommunen")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Fetch."""
        from ..qgis_bridge import jobs
        from ..qgis_bridge.profile.settings import Profile

        path = self.parameterAsFileOutput(parameters, WORKING_COPY, context)
        profile = Profile(
            name="qgis_process",
            title="",
            url=self.parameterAsString(parameters, URL, context).strip(),
            authcfg=self.parameterAsString(parameters, AUTHCFG, context).strip(),
            municipality=self.parameterAsString(parameters, MUNICIPALITY, context).strip(),
            working_copy=path,
        )
        return {WORKING_COPY: path, OBJECTS: jobs.clone_job(profile, progress)}
