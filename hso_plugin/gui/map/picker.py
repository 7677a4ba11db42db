"""Has the person point at a place on the map, once."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QObject, Qt

from .marker import CRS


class PlacePicker(QObject):
    """Gives the map a tool for one click, then the tool it had before."""

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._tool = QgsMapToolEmitPoint(canvas)
        self._tool.canvasClicked.connect(self._clicked)
        self._before: object = None
        self._done: Callable[[tuple[float, float]], None] | None = None

    @property
    def waiting(self) -> bool:
        """True while a click is waited for."""
        return self._done is not None

    def pick(self, done: Callable[[tuple[float, float]], None]) -> None:
        """Call `done` with easting and northing (EPSG:3006, metres) of the next click with the left button."""
        if self._done is None:
            self._before = self._canvas.mapTool()
        self._done = done
        self._canvas.setMapTool(self._tool)

    def stop(self) -> None:
        """Wait no longer; the map gets its tool back."""
        self._done = None
        if self._canvas.mapTool() is self._tool:
            if self._before is not None:
                self._canvas.setMapTool(self._before)  # type: ignore[arg-type]
            else:
                self._canvas.unsetMapTool(self._tool)
        self._before = None

    def _clicked(self, point: QgsPointXY, button: Qt.MouseButton) -> None:
        done = self._done
        self.stop()
        if done is None or button != Qt.MouseButton.LeftButton:
            return
        crs = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(CRS), QgsProject.instance())
        place = transform.transform(point)
        done((round(place.x(), 3), round(place.y(), 3)))
