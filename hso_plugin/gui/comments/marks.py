"""Numbered marks on the map where something was said, and clicks on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsCsException
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPen
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget
from shapely import Geometry

from ..map.marker import CRS

#: Pixels from the middle of a mark to its edge, and how far a click may be off.
RADIUS, NEAR = 11, 14
#: White letters on both have a contrast above 4.5.
OPEN, SETTLED = QColor(24, 78, 160), QColor(82, 98, 92)
_CHOSEN = QColor(224, 0, 160)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark. `geometry` in EPSG:3006; it stands on a point of it."""

    key: str
    number: int
    geometry: Geometry
    settled: bool = False


class _Painted(QgsMapCanvasItem):
    """Draws all marks. It is as large as the canvas, so that moving the map is no change of its size."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.marks: list[tuple[Mark, QgsPointXY]] = []
        self.chosen = ""
        self.setZValue(60)

    def boundingRect(self) -> QRectF:
        """The canvas with a margin, for a map that is being dragged."""
        size = self._canvas.size()
        return QRectF(-size.width(), -size.height(), 3.0 * size.width(), 3.0 * size.height())

    def updatePosition(self) -> None:
        """The map shows another place."""
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None) -> None:
        """A disc with a number for each; the chosen one has a thick rim and is on top."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        for mark, place in sorted(self.marks, key=lambda each: each[0].key == self.chosen):
            chosen = mark.key == self.chosen
            disc = QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS).translated(self.toCanvasCoordinates(place))
            painter.setPen(QPen(_CHOSEN if chosen else QColor("white"), 4 if chosen else 2))
            painter.setBrush(SETTLED if mark.settled else OPEN)
            painter.drawEllipse(disc)
            painter.setPen(QColor("white"))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(mark.number))
        painter.restore()


class CommentMarks(QObject):
    """The marks of one list on one canvas. `picked` comes with the key of a mark that was clicked.

    Nothing is picked while a tool draws or edits: the click is the tool's then, and always stays the tool's too.
    """

    picked = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._painted: _Painted | None = None
        self._pressed: QPointF | None = None

    @property
    def marks(self) -> list[Mark]:
        """What is on the map now."""
        return [mark for mark, _ in self._painted.marks] if self._painted is not None else []

    def show(self, marks: Sequence[Mark], chosen: str = "") -> None:
        """Have just these on the map."""
        if not marks:
            self.clear()
            return
        if self._painted is None:
            self._painted = _Painted(self._canvas)
            self._canvas.viewport().installEventFilter(self)
            self._canvas.destinationCrsChanged.connect(self._moved)
        self._painted.marks = self._placed(marks)
        self._painted.chosen = chosen
        self._painted.update()

    def choose(self, key: str) -> None:
        """Set one off from the others; an empty key none."""
        if self._painted is not None and self._painted.chosen != key:
            self._painted.chosen = key
            self._painted.update()

    def clear(self) -> None:
        """Take all off the map."""
        painted, self._painted = self._painted, None
        if painted is not None:
            self._canvas.viewport().removeEventFilter(self)
            self._canvas.destinationCrsChanged.disconnect(self._moved)
            self._canvas.scene().removeItem(painted)

    def at(self, place: QPointF) -> str:
        """Key of the mark at `place` in the canvas' pixels, empty when there is none."""
        if self._painted is None:
            return ""
        found = [
            ((self._painted.toCanvasCoordinates(point) - place).manhattanLength(), mark.key)
            for mark, point in self._painted.marks
        ]
        return min((each for each in found if each[0] <= NEAR), default=(0, ""))[1]

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """A press and a release at the same place are a click; the map gets both as well."""
        if event is None:
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = QPointF(event.pos())
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            moved = (QPointF(event.pos()) - pressed).manhattanLength()
            key = self.at(pressed) if moved < NEAR / 2 and not self._drawing() else ""
            if key:
                self.picked.emit(key)
        return False

    def _drawing(self) -> bool:
        tool = self._canvas.mapTool()
        return tool is not None and bool(tool.flags() & QgsMapTool.Flag.EditTool)

    def _moved(self) -> None:
        if self._painted is not None:
            self._painted.marks = self._placed([mark for mark, _ in self._painted.marks])
            self._painted.update()

    def _placed(self, marks: Sequence[Mark]) -> list[tuple[Mark, QgsPointXY]]:
        transform = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem(CRS), self._canvas.mapSettings().destinationCrs(), QgsProject.instance()
        )
        placed = []
        for mark in marks:
            point = mark.geometry.representative_point()
            try:
                placed.append((mark, transform.transform(QgsPointXY(point.x, point.y))))
            except QgsCsException:  # the map's coordinate system has no numbers for it
                continue
        return placed
