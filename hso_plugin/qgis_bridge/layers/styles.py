"""How objects look on the map: a symbol for each class from the catalogue's hints, names beside, neighbours faded."""

from __future__ import annotations

from typing import TypeVar

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsSymbolLayerUtils,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor

from ...core.catalogue.model import Catalogue, ObjectClass
from ...core.model import CLASS, GeometryKind
from ..profile.language import say

_Symbol = TypeVar("_Symbol", bound=QgsSymbol)

#: What an object without a class looks like: it must stand out, for it cannot be sent.
_UNKNOWN = {"colour": "#ff00ff", "marker": "cross_fill", "line": "dot", "fill": "b_diagonal", "width": 1.2}
#: A solid fill lets the map below through; the outline carries the colour.
_FILL_ALPHA = 95
#: Names are written from these scales on: at smaller ones an area's name would hide the area.
_LABEL_SCALE = {GeometryKind.POINT: 400_000, GeometryKind.LINE: 250_000, GeometryKind.AREA: 150_000}


def symbol(klass: ObjectClass, kind: GeometryKind, *, faded: bool = False) -> QgsSymbol:
    """The symbol of a class as objects of `kind`; `faded` for neighbours' objects."""
    return _symbol(klass.symbol, kind, faded)


def renderer(catalogue: Catalogue, kind: GeometryKind, *, faded: bool = False) -> QgsCategorizedSymbolRenderer:
    """Categories by `klass` in catalogue order, and one for objects that lack a class."""
    categories = [
        QgsRendererCategory(klass.code, symbol(klass, kind, faded=faded), f"{klass.code} {say(klass.title)}")
        for klass in catalogue.classes_of(kind)
    ]
    unknown = QCoreApplication.translate("Hso", "Klass saknas")
    # An empty value is QGIS's «all other values».
    categories.append(QgsRendererCategory("", _symbol(_UNKNOWN, kind, faded), unknown))
    result = QgsCategorizedSymbolRenderer(CLASS, categories)
    if kind is GeometryKind.POINT:
        # The first classes are the greatest places: they are drawn last, on top. By symbol levels: QGIS 3.40.6
        # may end when it draws a layer with an order of its features in a project with transaction groups.
        for level, place in enumerate(reversed(range(len(categories)))):
            drawn = categories[place].symbol().clone()
            drawn.symbolLayer(0).setRenderingPass(level)
            result.updateCategorySymbol(place, drawn)
        result.setUsingSymbolLevels(True)
    return result


def labeling(kind: GeometryKind, *, faded: bool = False) -> QgsVectorLayerSimpleLabeling:
    """The object's name beside it, at scales where there is room."""
    settings = QgsPalLayerSettings()
    settings.fieldName = "namn"
    settings.scaleVisibility = True
    settings.minimumScale = _LABEL_SCALE[kind]
    settings.maximumScale = 1
    settings.placement = {
        GeometryKind.POINT: Qgis.LabelPlacement.OrderedPositionsAroundPoint,
        GeometryKind.LINE: Qgis.LabelPlacement.Curved,
        GeometryKind.AREA: Qgis.LabelPlacement.Horizontal,
    }[kind]
    settings.dist = 0.8
    settings.offsetType = Qgis.LabelOffsetType.FromSymbolBounds
    # Points first: they are what people look for.
    settings.priority = {GeometryKind.POINT: 9, GeometryKind.LINE: 5, GeometryKind.AREA: 6}[kind]
    text = QgsTextFormat()
    text.setSize(8 if faded else 9)
    text.setSizeUnit(Qgis.RenderUnit.Points)
    text.setColor(QColor("#8a8a8a" if faded else "#222222"))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(0.8)
    buffer.setColor(QColor(255, 255, 255, 210))
    text.setBuffer(buffer)
    settings.setFormat(text)
    return QgsVectorLayerSimpleLabeling(settings)


def areas_symbol() -> QgsFillSymbol:
    """Municipal boundaries: a thin grey line and no fill, so that everything else is seen."""
    outline = QgsSimpleFillSymbolLayer(QColor(0, 0, 0, 0), Qt.BrushStyle.NoBrush, QColor("#7a7a7a"))
    outline.setStrokeStyle(Qt.PenStyle.DashDotLine)
    outline.setStrokeWidth(0.4)
    return _of(QgsFillSymbol(), outline)


def _symbol(hints: object, kind: GeometryKind, faded: bool) -> QgsSymbol:
    values: dict[str, object] = dict(hints)  # type: ignore[call-overload]
    colour = QColor(str(values.get("colour", "#777777")))
    if faded:
        colour = _paler(colour)
    width = float(str(values.get("width", 1.0)))
    if kind is GeometryKind.POINT:
        return _marker(colour, str(values.get("marker", "circle")), max(width, 3.0))
    if kind is GeometryKind.LINE:
        return _line(colour, str(values.get("line", "solid")), width)
    return _area(colour, str(values.get("fill", "solid")), str(values.get("line", "solid")), width)


def _marker(colour: QColor, shape: str, size: float) -> QgsMarkerSymbol:
    decoded, _known = QgsSimpleMarkerSymbolLayer.decodeShape(shape)
    layer = QgsSimpleMarkerSymbolLayer(decoded, size, 0, Qgis.ScaleMethod.ScaleDiameter, colour, QColor("#ffffff"))
    layer.setStrokeWidth(0.4)
    return _of(QgsMarkerSymbol(), layer)


def _line(colour: QColor, style: str, width: float) -> QgsLineSymbol:
    layer = QgsSimpleLineSymbolLayer(colour, width, QgsSymbolLayerUtils.decodePenStyle(style))
    layer.setPenCapStyle(Qt.PenCapStyle.FlatCap)
    layer.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return _of(QgsLineSymbol(), layer)


def _area(colour: QColor, fill: str, line: str, width: float) -> QgsFillSymbol:
    inside = QColor(colour)
    if fill == "solid":
        inside.setAlpha(_FILL_ALPHA)
    brush = QgsSymbolLayerUtils.decodeBrushStyle(fill)
    layer = QgsSimpleFillSymbolLayer(inside, brush, colour, QgsSymbolLayerUtils.decodePenStyle(line), width)
    return _of(QgsFillSymbol(), layer)


def _of(symbol: _Symbol, layer: QgsSymbolLayer) -> _Symbol:
    """`symbol` with `layer` alone. The constructor's list would leave the layer to Python, and crash."""
    symbol.changeSymbolLayer(0, layer)
    return symbol


def _paler(colour: QColor) -> QColor:
    """Halfway to light grey: still the class's colour, but behind."""
    return QColor.fromRgb(*((part + 2 * 205) // 3 for part in (colour.red(), colour.green(), colour.blue())))
