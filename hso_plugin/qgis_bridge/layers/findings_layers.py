"""The findings' layers in the project: one a geometry type, in memory, told apart by severity in shape and colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsFeatureRequest,
    QgsField,
    QgsFillSymbol,
    QgsLayerTreeGroup,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProject,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType, Qt
from qgis.PyQt.QtGui import QColor

from ...core.model import GeometryKind, Severity
from . import memory_layers
from . import project_layers as own_layers
from .names import FINDINGS, ROLE

#: Names of the fields, in the order of `findings_features`.
FIELDS = ("id", "allvar", "fynd", "atgard", "regel", "klass", "helt")
_TYPES = {GeometryKind.POINT: "MultiPoint", GeometryKind.LINE: "MultiLineString", GeometryKind.AREA: "MultiPolygon"}
_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
#: As the icons of the lists: red octagon, amber triangle, blue circle.
_LOOKS = {
    Severity.NOTE: ("note", "#2f6cb8", Qt.PenStyle.DotLine, Qt.BrushStyle.FDiagPattern),
    Severity.WARNING: ("warning", "#c98200", Qt.PenStyle.DashLine, Qt.BrushStyle.BDiagPattern),
    Severity.ERROR: ("error", "#d63a3a", Qt.PenStyle.SolidLine, Qt.BrushStyle.DiagCrossPattern),
}
_ICON_MM = 4.5
#: Where a finding on a whole object stands beside the object's own symbol and name, in mm to the right and down: each
#: severity in a corner of its own.
_BESIDE = {Severity.ERROR: "2.8,-2.8", Severity.WARNING: "-2.8,-2.8", Severity.NOTE: "-2.8,2.8"}
#: Features freed between two turns of the event loop.
_PORTION = 1000


def create() -> dict[GeometryKind, QgsVectorLayer]:
    """Empty layers, not yet in the project."""
    return {kind: _layer(kind) for kind in GeometryKind}


def add_steps(layers: dict[GeometryKind, QgsVectorLayer]) -> Iterator[None]:
    """Put the layers on top of the working copy's own, as a generator: between two values QGIS may do other things."""
    project = QgsProject.instance()
    anchor = next(iter(own_layers.layers()), None)
    node = None if anchor is None else project.layerTreeRoot().findLayer(anchor.id())
    parent = project.layerTreeRoot() if node is None else node.parent()
    group = parent.insertGroup(0, QCoreApplication.translate("Hso", "Fynd"))
    group.setCustomProperty(ROLE, FINDINGS)
    yield
    for layer in (layers[kind] for kind in (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)):
        project.addMapLayer(layer, False)
        group.addLayer(layer)
        yield
    group.setExpanded(False)


def take_out() -> list[Any]:
    """Take the findings' layers out of the project, also those that came with a project that was saved.

    They are the caller's then: freeing many features takes its time, see `empty`.
    """
    project = QgsProject.instance()
    taken = [project.takeMapLayer(each) for each in memory_layers.in_project(FINDINGS, FIELDS)]
    _remove_groups(project.layerTreeRoot())
    return taken


def empty(layers: list[Any]) -> Iterator[None]:
    """Free the features of layers that are out of the project, a portion at a time."""
    for layer in layers:
        fids = layer.allFeatureIds()
        for start in range(0, len(fids), _PORTION):
            layer.dataProvider().deleteFeatures(fids[start : start + _PORTION])
            yield


def _remove_groups(parent: Any) -> None:
    for child in parent.children():
        if isinstance(child, QgsLayerTreeGroup):
            _remove_groups(child)
            if child.customProperty(ROLE) == FINDINGS and not child.children():
                parent.removeChildNode(child)


def _layer(kind: GeometryKind) -> QgsVectorLayer:
    translate = QCoreApplication.translate
    names = {
        GeometryKind.POINT: translate("Hso", "Fynd: platser och hela objekt"),
        GeometryKind.LINE: translate("Hso", "Fynd: sträckor"),
        GeometryKind.AREA: translate("Hso", "Fynd: ytor"),
    }
    layer = memory_layers.make(f"{_TYPES[kind]}?crs=EPSG:3006", names[kind], FINDINGS)
    layer.dataProvider().addAttributes([QgsField(name, QMetaType.Type.QString) for name in FIELDS])
    layer.updateFields()
    # Without a spatial index: while the map is drawn each change would copy it whole, a second with 20 000 findings.
    titles = {
        "allvar": translate("Hso", "Allvar"),
        "fynd": translate("Hso", "Fynd"),
        "atgard": translate("Hso", "Så här åtgärdar du"),
        "regel": translate("Hso", "Regel"),
        "klass": translate("Hso", "Klass"),
    }
    for name, title in titles.items():
        layer.setFieldAlias(layer.fields().lookupField(name), title)
    for name in ("id", "helt"):
        layer.setEditorWidgetSetup(layer.fields().lookupField(name), QgsEditorWidgetSetup("Hidden", {}))
    layer.setDisplayExpression('"fynd"')
    # The sentences hold names that somebody has typed: they stay text in the tip's HTML.
    plain = "replace(replace(replace(\"fynd\", '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
    layer.setMapTipTemplate(f"<p>[% {plain} %]</p>")
    layer.setRenderer(_renderer(kind))
    layer.setReadOnly(True)
    # They are made anew from the objects: QGIS need not ask what to do with them when it closes.
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    # Not among what QGIS searches in: the list of findings has a search of its own.
    flags = QgsMapLayer.LayerFlag.Identifiable | QgsMapLayer.LayerFlag.Removable
    layer.setFlags(flags)  # type: ignore[arg-type]  # the stubs call a union of flags a number
    return layer


def _renderer(kind: GeometryKind) -> QgsCategorizedSymbolRenderer:
    translate = QCoreApplication.translate
    titles = {
        Severity.ERROR: translate("Hso", "Fel", "one"),
        Severity.WARNING: translate("Hso", "Varning"),
        Severity.NOTE: translate("Hso", "Upplysning"),
    }
    categories = [QgsRendererCategory(str(each), _symbol(each, kind), title) for each, title in titles.items()]
    renderer = QgsCategorizedSymbolRenderer("allvar", categories)
    # The gravest are drawn last, on top.
    rank = f"CASE WHEN \"allvar\" = '{Severity.ERROR}' THEN 2 WHEN \"allvar\" = '{Severity.WARNING}' THEN 1 ELSE 0 END"
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause(rank, True)]))
    renderer.setOrderByEnabled(True)
    return renderer


def _symbol(severity: Severity, kind: GeometryKind) -> QgsSymbol:
    icon, name, pen, brush = _LOOKS[severity]
    colour = QColor(name)
    if kind is GeometryKind.POINT:
        marker = QgsMarkerSymbol()
        picture = QgsSvgMarkerSymbolLayer(str(_ICONS / f"{icon}.svg"), _ICON_MM)
        where = QgsProperty.fromExpression(f"if(\"helt\" = '1', '{_BESIDE[severity]}', '0,0')")
        picture.setDataDefinedProperty(QgsSymbolLayer.Property.Offset, where)
        marker.changeSymbolLayer(0, picture)
        return marker
    if kind is GeometryKind.LINE:
        line = QgsLineSymbol()
        line.changeSymbolLayer(0, QgsSimpleLineSymbolLayer(QColor(255, 255, 255, 200), 2.2))
        line.appendSymbolLayer(QgsSimpleLineSymbolLayer(colour, 1.2, pen))
        return line
    area = QgsFillSymbol()
    area.changeSymbolLayer(0, QgsSimpleFillSymbolLayer(colour, brush, colour, pen, 0.8))
    return area
