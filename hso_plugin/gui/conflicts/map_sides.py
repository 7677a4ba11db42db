"""Draws the sides of a conflict on the map, in three colours, dashes and point marks, and shows them in the legend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPixmap
from shapely import Geometry

from ...core.ledger.merge import Side
from ...qgis_bridge.layers.shapes import as_qgis
from ..map.marker import CRS

_Icon = QgsRubberBand.IconType


@dataclass(frozen=True)
class Look:
    """How a side is drawn: never told apart by colour alone."""

    colour: QColor
    dash: Qt.PenStyle
    mark: QgsRubberBand.IconType
    fill: int = 0


#: Grey, blue and orange-red keep apart for colour-blind eyes too, on light and dark base maps.
LOOKS: Mapping[Side, Look] = {
    Side.BASE: Look(QColor(80, 80, 80), Qt.PenStyle.DotLine, _Icon.ICON_X),
    Side.MINE: Look(QColor(0, 90, 180), Qt.PenStyle.SolidLine, _Icon.ICON_CIRCLE, 45),
    Side.THEIRS: Look(QColor(205, 70, 0), Qt.PenStyle.DashLine, _Icon.ICON_BOX),
}
_WIDTH = 3
_MARK_SIZE = 16


class ConflictMap:
    """One conflict at a time on one canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self.bands: dict[Side, QgsRubberBand] = {}

    def show(self, shapes: Mapping[Side, Geometry]) -> None:
        """Draw `shapes` (E, N in EPSG:3006), mine lowest, so that the dashes of the others are seen upon it."""
        self.clear()
        for side in (Side.MINE, Side.BASE, Side.THEIRS):
            if side in shapes:
                self.bands[side] = self._band(shapes[side], LOOKS[side])

    def clear(self) -> None:
        """Take it off the map."""
        bands, self.bands = self.bands, {}
        for band in bands.values():
            self._canvas.scene().removeItem(band)

    def _band(self, geometry: Geometry, look: Look) -> QgsRubberBand:
        shape = as_qgis(geometry)
        band = QgsRubberBand(self._canvas, shape.type())
        band.setStrokeColor(look.colour)
        band.setSecondaryStrokeColor(QColor(255, 255, 255, 200))
        fill = QColor(look.colour)
        fill.setAlpha(look.fill)
        band.setFillColor(fill)
        band.setLineStyle(look.dash)
        band.setWidth(_WIDTH)
        band.setIcon(look.mark)
        band.setIconSize(_MARK_SIZE)
        band.setToGeometry(shape, QgsCoordinateReferenceSystem(CRS))
        return band


def legend(side: Side, point: bool, height: int) -> QPixmap:
    """How a side is drawn on the map, as a picture of `height` pixels for a label; on white, as on a map."""
    look = LOOKS[side]
    picture = QPixmap(2 * height, height)
    picture.fill(QColor(255, 255, 255))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.colour, 2)
    if not point:
        pen.setStyle(look.dash)
    painter.setPen(pen)
    middle, half = QPointF(height, height / 2), height / 4
    box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    if not point:
        painter.drawLine(QPointF(3, middle.y()), QPointF(2 * height - 3, middle.y()))
    elif look.mark == _Icon.ICON_CIRCLE:
        painter.drawEllipse(box)
    elif look.mark == _Icon.ICON_BOX:
        painter.drawRect(box)
    else:
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
    painter.end()
    return picture
