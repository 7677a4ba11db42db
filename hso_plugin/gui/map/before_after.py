"""Draws on the map what an object is and what it would be: before dashed, after filled."""

from __future__ import annotations

import shapely
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from shapely import Geometry

from ...qgis_bridge.layers.shapes import as_qgis
from .marker import COLOUR, CRS

#: Green, with the marker's magenta beside it: told apart by dashes and fill too.
AFTER = QColor(0, 140, 70)


class BeforeAfter:
    """One change at a time on one canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._bands: list[QgsRubberBand] = []

    def show(self, before: Geometry | None, after: Geometry | None) -> None:
        """Draw both (E, N in EPSG:3006); nothing where the place stays the same or there is none."""
        if before is None or after is None or shapely.equals_exact(before, after):
            self.clear()
        else:
            self.show_all(before, after)

    def show_all(self, before: Geometry | None, after: Geometry | None) -> None:
        """Draw each that there is: a new object has no before, a deleted one no after."""
        self.clear()
        if after is not None and not after.is_empty:
            self._bands.append(self._band(after, AFTER, Qt.PenStyle.SolidLine, 3))
            self._bands[-1].setFillColor(QColor(0, 140, 70, 60))
        if before is not None and not before.is_empty:
            self._bands.append(self._band(before, COLOUR, Qt.PenStyle.DashLine, 2))
            self._bands[-1].setFillColor(QColor(0, 0, 0, 0))

    def clear(self) -> None:
        """Take it off the map."""
        bands, self._bands = self._bands, []
        for band in bands:
            self._canvas.scene().removeItem(band)

    def _band(self, geometry: Geometry, colour: QColor, style: Qt.PenStyle, width: int) -> QgsRubberBand:
        shape = as_qgis(geometry)
        band = QgsRubberBand(self._canvas, shape.type())
        band.setColor(colour)
        band.setLineStyle(style)
        band.setWidth(width)
        band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        band.setIconSize(14)
        band.setToGeometry(shape, QgsCoordinateReferenceSystem(CRS))
        return band
