"""`hso:release`: record the approved maps as a release, or fetch one again as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import HsoError
from ..core.reports.formats import GEOPACKAGE, file_filter
from ..core.text import Text
from .review_algorithm import ReviewAlgorithm, require_landed

if TYPE_CHECKING:
    from ..core.review.records.model import Release as Record
    from ..qgis_bridge.profile.settings import Profile
    from ..qgis_bridge.tasks.feedback import FeedbackProgress

NAME, OUTPUT, RELEASE, MUNICIPALITIES = "NAME", "OUTPUT", "RELEASE", "MUNICIPALITIES"


class Release(ReviewAlgorithm):
    """Record or fetch a release."""

    records = True

    def name(self) -> str:
        """After the colon."""
        return "release"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Fastställ eller hämta en utgåva")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Utan OUTPUT fastställs kommunernas godkända kartor som en utgåva med namnet. Med OUTPUT hämtas utgåvan "
            "med det namnet till en GeoPackage, precis som den var när den fastställdes. En utgåva ändras aldrig, och "
            "ett namn används bara en gång.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        translate = QCoreApplication.translate
        self.add_platform()
        self.addParameter(QgsProcessingParameterString(NAME, translate("Hso", "Utgåvans namn")))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                OUTPUT,
                translate("Hso", "Hämta utgåvan hit (GeoPackage); tomt för att fastställa en ny"),
                fileFilter=file_filter((GEOPACKAGE,)),
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputString(RELEASE, translate("Hso", "Utgåvans identitet")))
        self.addOutput(QgsProcessingOutputNumber(MUNICIPALITIES, translate("Hso", "Antal kommuner i utgåvan")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Record, and see that it landed; or fetch."""
        from ..qgis_bridge.jobs import review_figures_jobs, written_files

        name = " ".join(self.parameterAsString(parameters, NAME, context).split())
        target = self.parameterAsFileOutput(parameters, OUTPUT, context).strip()
        if target:
            written_files.require_file(target, (GEOPACKAGE,))
        profile = self.opened(parameters, context, progress)
        if target:
            review_figures_jobs.fetch_release_job(profile, name, target, progress)
        else:
            self._record(profile, name, progress)
        found = _known(profile, name)
        return {
            OUTPUT: target,
            RELEASE: found.change if found else "",
            MUNICIPALITIES: len(found.submissions) if found else 0,
        }

    def _record(self, profile: Profile, name: str, progress: FeedbackProgress) -> None:
        from ..core.error_codes.platform import EXISTS

        if _known(profile, name) is not None:
            raise HsoError(
                EXISTS,
                Text(
                    "Det finns redan en utgåva med det namnet. Inget är fastställt. Välj ett annat namn, eller ange "
                    "OUTPUT för att hämta den.",
                    "There is a release of that name already. Nothing was recorded. Choose another name, or give "
                    "OUTPUT to fetch it.",
                ),
                name,
            )
        from ..qgis_bridge.jobs import review_jobs

        result = review_jobs.record_release_job(profile, name, progress)
        review_jobs.drop_job(profile, [each.record.change for each in result.refused], progress)
        require_landed(result)


def _known(profile: Profile, name: str) -> Record | None:
    from ..qgis_bridge.jobs import review_jobs

    releases = review_jobs.known_review(profile).review.releases
    return next((each for each in releases if each.name.casefold() == name.casefold()), None)
