"""`hso:validate`: check a working copy against the rules and write a report."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import HsoError
from ..core.model import Severity, Stage
from ..core.rules import report
from ..core.text import Text
from ..qgis_bridge import jobs, language
from ..qgis_bridge.feedback import FeedbackProgress
from .algorithm import HsoAlgorithm

STAGE, REPORT = "STAGE", "REPORT"
COUNTS = {Severity.ERROR: "ERRORS", Severity.WARNING: "WARNINGS", Severity.NOTE: "NOTES"}


class Validate(HsoAlgorithm):
    """Check."""

    def name(self) -> str:
        """After the colon."""
        return "validate"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("HSO", "Kontrollera mot reglerna")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "HSO",
            "Kontrollerar objekten i arbetskopian mot reglerna och skriver en rapport i JSON. Skede: redigering (medan "
            "man ritar), inlamning (inför inlämning) eller regional (alla kommuner tillsammans). Körningen lyckas "
            "också när det finns fynd; läs antalen i rapporten.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        self.add_working_copy()
        self.addParameter(
            QgsProcessingParameterEnum(
                STAGE,
                QCoreApplication.translate("HSO", "När: redigering, inlamning eller regional"),
                [str(stage) for stage in Stage],
                defaultValue=str(Stage.SUBMISSION),
                usesStaticStrings=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                REPORT, QCoreApplication.translate("HSO", "Rapport (JSON)"), fileFilter="JSON (*.json)"
            )
        )
        for severity, name in COUNTS.items():
            self.addOutput(QgsProcessingOutputNumber(name, str(severity)))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Check and write."""
        path = self.path(parameters, context)
        stage = Stage(self.parameterAsEnumString(parameters, STAGE, context))
        findings = jobs.check_job(path, stage, progress)
        catalogue = jobs.catalogue_of(path)
        document = report(findings, catalogue, stage, language.current())
        target = Path(self.parameterAsFileOutput(parameters, REPORT, context))
        _write(target, json.dumps(document, ensure_ascii=False, indent=1))
        return {REPORT: str(target), **{name: document["counts"][str(s)] for s, name in COUNTS.items()}}


def _write(target: Path, text: str) -> None:
    """Write the whole file or none of it."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, target)
    except OSError as error:
        raise HsoError(
            "HSO-DISK",
            Text(
                f"Rapporten går inte att skriva till {target}. Välj en mapp som finns och där du får skriva.",
                f"The report cannot be written to {target}. Choose a folder that exists and where you may write.",
            ),
            str(error),
        ) from error
