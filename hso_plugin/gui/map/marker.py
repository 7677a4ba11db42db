"""Shows a place on the map: zoom, flash and an outline that stays while the object is chosen."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor
from shapely import Geometry

from ...qgis_bridge.layers.shapes import as_qgis
from .extent import Extent

CRS = "EPSG:3006"
#: Least width of the view in metres: a point or a short loose end is shown with its surroundings.
LEAST_WIDTH = 600.0
#: How much wider than the object the view is.
MARGIN = 1.4
#: Magenta: no class of the catalogue and no base map uses it.
COLOUR = QColor(224, 0, 160)


class MapMarker:
    """One marked place at a time on one canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._band: QgsRubberBand | None = None
        #: What the mark is of, for whoever wants to know its own mark again: set after marking, and lost as soon as
        #: anybody marks something else or takes the mark away.
        self.owner: str | None = None
        self._crs = QgsCoordinateReferenceSystem(CRS)

    def show(self, geometry: Geometry | None, *, move: bool = True) -> bool:
        """Zoom to `geometry` (E, N in EPSG:3006), outline and flash it; False when there is no place to show.

        Without `move` the map stays where it is.
        """
        if geometry is None or geometry.is_empty:
            self.clear()
            return False
        self.outline(geometry)
        if move:
            self._canvas.setExtent(self._view(QgsRectangle(*geometry.bounds)))
            self._canvas.refresh()
        self._canvas.flashGeometries([as_qgis(geometry)], self._crs, COLOUR, QColor(224, 0, 160, 0), 4, 250)
        return True

    def hold(self, held: bool) -> None:
        """Leave the map undrawn while much is put into it; draw it anew when that is over."""
        self._canvas.freeze(held)
        if held:
            self._canvas.stopRendering()  # it reads the file of the layers
        else:
            self._canvas.refresh()

    def zoom_to(self, extent: Extent | None) -> None:
        """Zoom to `extent`; nothing happens when there is none."""
        if extent is not None:
            self._canvas.setExtent(self._view(QgsRectangle(*extent)))
            self._canvas.refresh()

    def outline(self, geometry: Geometry | None) -> None:
        """Outline `geometry` without moving the map; None takes the outline away."""
        self.clear()
        if geometry is None or geometry.is_empty:
            return
        shape = as_qgis(geometry)
        self._band = QgsRubberBand(self._canvas, shape.type())
        self._band.setColor(COLOUR)
        self._band.setFillColor(QColor(224, 0, 160, 40))
        self._band.setWidth(3)
        self._band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        self._band.setIconSize(14)
        self._band.setToGeometry(shape, self._crs)

    def clear(self) -> None:
        """Take the outline off the map."""
        self.owner = None
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None

    def _view(self, place: QgsRectangle) -> QgsRectangle:
        box = QgsRectangle(place)
        box.scale(MARGIN)
        grow = (LEAST_WIDTH - max(box.width(), box.height())) / 2
        if grow > 0:
            box.grow(grow)
        settings = self._canvas.mapSettings()
        transform = QgsCoordinateTransform(self._crs, settings.destinationCrs(), QgsProject.instance())
        return transform.transformBoundingBox(box)
