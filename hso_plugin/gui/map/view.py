"""What the map shows now: its extent in EPSG:3006, and a word when that has changed."""

from __future__ import annotations

from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsCsException
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .extent import Extent
from .marker import CRS

#: How long the map has to lie still before anything follows it, so that a drag is one move.
SETTLE_MS = 150


class MapView(QObject):
    """Follows a canvas. `moved` comes when somebody has panned or zoomed, once it lies still."""

    moved = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.moved)
        canvas.extentsChanged.connect(self._settle.start)

    @property
    def extent(self) -> Extent | None:
        """West, south, east, north in metres; None when the map shows no place that EPSG:3006 has numbers for."""
        canvas = self._canvas
        transform = QgsCoordinateTransform(
            canvas.mapSettings().destinationCrs(), QgsCoordinateReferenceSystem(CRS), QgsProject.instance()
        )
        try:
            box = transform.transformBoundingBox(canvas.extent())
        except QgsCsException:
            return None
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    def close(self) -> None:
        """Let go of the canvas."""
        self._settle.stop()
        self._canvas.extentsChanged.disconnect(self._settle.start)
