"""The layers of a working copy in the project: in groups, styled, with forms, and read only where they are others'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication

from ...core.catalogue.model import Catalogue
from ...core.model import GeometryKind
from ...workcopy.storage.schema import NEIGHBOUR_PREFIX
from . import attribute_forms, styles
from .names import AREAS, CODES, GROUP, KIND, NEIGHBOUR, OWN
from .project_layers import all_layers, layers, open_layer

_CRS = "EPSG:3006"
#: The grid of every coordinate, in metres: so that equal has one meaning on every server.
_PRECISION = 0.001
#: Drawn on top first.
_ORDER = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)


def build_steps(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """Put the layers of the working copy at `path` in the project, in place of another's; a generator for `SlicedWork`.

    Raises:
        HsoError: as `open_layer`.
    """
    _remove()
    name = next((m.name for m in catalogue.municipalities if m.code == municipality), municipality)
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem(_CRS), True)
    yield
    root = project.layerTreeRoot()
    translate = QCoreApplication.translate
    group = root.insertGroup(0, translate("Hso", "Strukturbild {municipality}").replace("{municipality}", name))
    group.setCustomProperty(GROUP, OWN)
    others = root.insertGroup(1, translate("Hso", "Grannkommuner (endast läsning)"))
    yield
    codes = open_layer(path, CODES, "kodlista")
    codes.setFlags(QgsMapLayer.LayerFlag.Private)
    codes.setReadOnly(True)
    yield from _add(codes, root)
    areas = open_layer(path, AREAS, "kommun")
    areas.setReadOnly(True)
    areas.setRenderer(QgsSingleSymbolRenderer(styles.areas_symbol()))
    yield from _add(areas, others)
    for role, parent in ((NEIGHBOUR, others), (OWN, group)):
        for place, kind in enumerate(_ORDER):
            table = kind.table if role == OWN else NEIGHBOUR_PREFIX + kind
            layer = open_layer(path, role, table, kind)
            yield
            yield from _dress(layer, catalogue, kind, codes, municipality if role == OWN else None)
            faded = role == NEIGHBOUR
            layer.setLabeling(styles.labeling(kind, faded=faded))
            layer.setLabelsEnabled(not faded)
            layer.setOpacity(0.6 if faded else 1.0)
            layer.setDisplayExpression('coalesce("namn", "klass", \'\')')
            layer.setReadOnly(faded)
            if role == OWN:
                layer.geometryOptions().setGeometryPrecision(_PRECISION)
                layer.geometryOptions().setRemoveDuplicateNodes(True)
            yield
            yield from _add(layer, parent, place)
    others.setExpanded(False)


def own_group() -> QgsLayerTreeGroup | None:
    """The group of the editable layers, wherever the person has moved it; None when there is none.

    A project that an earlier version saved has no mark on it: then it is the group that a layer of ours stands in.
    """
    root = QgsProject.instance().layerTreeRoot()
    marked = next((group for group in root.findGroups(True) if group.customProperty(GROUP) == OWN), None)
    if marked is not None:
        return marked
    nodes = [root.findLayer(each.id()) for each in layers()]
    parents = [node.parent() for node in nodes if node is not None]
    return next((each for each in parents if each is not root and isinstance(each, QgsLayerTreeGroup)), None)


def dress_steps(catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """Give the layers that are there the forms and symbols of another catalogue; a generator for `SlicedWork`.

    What the person has made of labels, opacity, names and the order of the layers stays.
    """
    codes = next(iter(all_layers(CODES)), None)
    for role in (NEIGHBOUR, OWN):
        for each in all_layers(role):
            if codes is not None and not sip.isdeleted(each) and each.isValid():
                kind = GeometryKind(str(each.customProperty(KIND)))
                yield from _dress(each, catalogue, kind, codes, municipality if role == OWN else None)
                each.triggerRepaint()


def _dress(
    each: QgsVectorLayer, catalogue: Catalogue, kind: GeometryKind, codes: QgsVectorLayer, municipality: str | None
) -> Iterator[None]:
    """Form and symbols from the catalogue; `municipality` is None for a layer that is only read."""
    yield from attribute_forms.apply_steps(each, catalogue, kind, codes, municipality)
    yield
    each.setRenderer(styles.renderer(catalogue, kind, faded=municipality is None))
    yield


def _add(each: QgsVectorLayer, parent: Any, place: int = -1) -> Iterator[None]:
    yield
    QgsProject.instance().addMapLayer(each, False)
    yield
    parent.insertLayer(place if place >= 0 else len(parent.children()), each)
    yield


def _remove() -> None:
    """Take the layers of a working copy out of the project, and the groups that are then empty."""
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    nodes = [root.findLayer(each.id()) for each in all_layers()]
    groups = {id(node.parent()): node.parent() for node in nodes if node is not None and node.parent() is not root}
    project.removeMapLayers([each.id() for each in all_layers()])
    for group in groups.values():
        if not group.children():
            group.parent().removeChildNode(group)
