"""The processing provider `hso`."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from .assemble import Assemble
from .clone import Clone
from .decide import Decide
from .pull import Pull
from .push import Push
from .queue import Queue
from .recover import Recover
from .release import Release
from .status import Status
from .submit import Submit
from .validate import Validate

ICON = Path(__file__).parent.parent / "resources" / "icons" / "hso.svg"


class HsoProvider(QgsProcessingProvider):
    """Fetch, receive, send, recover, check, submit and review."""

    def id(self) -> str:
        """Stands before the colon: `hso:clone`."""
        return "hso"

    def name(self) -> str:
        """Name in the toolbox."""
        return QCoreApplication.translate("Hso", "HSO Strukturbild")

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        """The same, as QGIS wants it in its lists."""
        return str(ICON)

    def loadAlgorithms(self) -> None:
        """Called by QGIS."""
        for algorithm in (Clone, Pull, Push, Recover, Validate, Submit, Queue, Decide, Assemble, Status, Release):
            self.addAlgorithm(algorithm())
