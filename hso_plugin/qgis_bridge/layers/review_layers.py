"""Objects of the review on the map: layers in memory, to look at only, with the symbols of the classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType
from shapely import Geometry

from ...core.catalogue.model import Catalogue
from ...core.model import CLASS, IDENTITY, MUNICIPALITY, GeometryKind, MapObject
from . import memory_layers, styles
from .names import AREAS, OWN, ROLE, title
from .shapes import as_qgis

#: The role in the layers' marks: they are not a working copy's.
REVIEW = "granskning"
CRS = "EPSG:3006"
_TYPES = {GeometryKind.POINT: "Point", GeometryKind.LINE: "LineString", GeometryKind.AREA: "MultiPolygon"}
_FIELDS = (IDENTITY, MUNICIPALITY, CLASS, "namn")
#: Drawn on top first.
_ORDER = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)
#: Features made between two turns of the event loop.
_PORTION = 250


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of layers: its title, its objects, and whether they only stand around what is looked at."""

    title: str
    objects: Sequence[MapObject]
    faded: bool = False


def show_steps(groups: Sequence[Shown], catalogue: Catalogue, areas: Mapping[str, Geometry]) -> Iterator[None]:
    """Have just these groups in the project, the first on top, as a generator for `SlicedWork`.

    Args:
        areas: municipality polygons by code, EPSG:3006; they are the lowest layer.
    """
    clear()
    project = QgsProject.instance()
    if not project.mapLayers():
        project.setCrs(QgsCoordinateReferenceSystem(CRS), True)
    yield
    for place, shown in enumerate(groups):
        parent = _group(place, shown.title)
        for kind in _ORDER:
            layer = _layer(_TYPES[kind], title(OWN, kind))
            layer.setRenderer(styles.renderer(catalogue, kind, faded=shown.faded))
            layer.setLabeling(styles.labeling(kind, faded=shown.faded))
            layer.setLabelsEnabled(not shown.faded)
            layer.setOpacity(0.6 if shown.faded else 1.0)
            yield
            found = [each for each in shown.objects if each.kind is kind and each.geometry is not None]
            yield from _fill(layer, found)
            _add(layer, parent)
            yield
        parent.setExpanded(not shown.faded)
    borders = _layer("MultiPolygon", title(AREAS, None))
    borders.setRenderer(QgsSingleSymbolRenderer(styles.areas_symbol()))
    features = []
    for code, area in areas.items():
        feature = QgsFeature(borders.fields())
        feature[MUNICIPALITY] = code
        feature.setGeometry(as_qgis(area))
        features.append(feature)
    borders.dataProvider().addFeatures(features)
    parent = _group(len(groups), QCoreApplication.translate("Hso", "Kommuner"))
    _add(borders, parent)
    parent.setExpanded(False)
    yield


def layers() -> list[QgsMapLayer]:
    """The review's layers in the project."""
    return memory_layers.in_project(REVIEW, _FIELDS)


def clear() -> None:
    """Take the review's layers out of the project, also those that came with a project that was saved."""
    project = QgsProject.instance()
    project.removeMapLayers([each.id() for each in layers()])
    root = project.layerTreeRoot()
    for child in list(root.children()):
        if isinstance(child, QgsLayerTreeGroup) and child.customProperty(ROLE) == REVIEW and not child.children():
            root.removeChildNode(child)


def _group(place: int, name: str) -> QgsLayerTreeGroup:
    group = QgsProject.instance().layerTreeRoot().insertGroup(place, name)
    group.setCustomProperty(ROLE, REVIEW)
    return group  # type: ignore[return-value]  # one was just made


def _fill(layer: QgsVectorLayer, objects: Sequence[MapObject]) -> Iterator[None]:
    provider = layer.dataProvider()
    for start in range(0, len(objects), _PORTION):
        features = []
        for thing in objects[start : start + _PORTION]:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([thing.identity, thing.municipality, thing.klass, thing.name])
            feature.setGeometry(as_qgis(thing.geometry))
            features.append(feature)
        provider.addFeatures(features)
        yield
    layer.updateExtents()


def _layer(geometry: str, name: str) -> QgsVectorLayer:
    layer = memory_layers.make(f"{geometry}?crs={CRS}", name, REVIEW)
    layer.dataProvider().addAttributes([QgsField(each, QMetaType.Type.QString) for each in _FIELDS])
    layer.updateFields()
    layer.setDisplayExpression('coalesce("namn", "klass", \'\')')
    layer.setReadOnly(True)
    layer.setCustomProperty("skipMemoryLayersCheck", 1)  # made anew from the file: nothing is lost with them
    return layer


def _add(layer: QgsVectorLayer, parent: QgsLayerTreeGroup) -> None:
    QgsProject.instance().addMapLayer(layer, False)
    node = parent.addLayer(layer)
    if node is not None:
        node.setExpanded(False)
