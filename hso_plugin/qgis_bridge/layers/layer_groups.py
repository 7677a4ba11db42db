"""The layers of a working copy in the project: in groups, styled, with forms, and read only where they are others'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
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
from ...workcopy.storage.connection import is_working_copy
from ...workcopy.storage.table_names import NEIGHBOUR_PREFIX
from . import attribute_forms, styles
from .names import AREAS, CODES, GROUP, NEIGHBOUR, OWN
from .project_layers import all_layers, kind_of, layers, layers_of, note_put_here, open_layer, put_here
from .sources import TABLES, source_of

_CRS = "EPSG:3006"
#: The grid of every coordinate, in metres: so that equal has one meaning on every server.
_PRECISION = 0.001
#: Drawn on top first.
_ORDER = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)


def build_steps(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """Put the layers of the working copy at `path` that are missing into the project; a generator for `SlicedWork`.

    What is there stays as the person has made it: names, symbols, filters, order, copies.

    Raises:
        HsoError: as `open_layer`.
    """
    there = [each for each in all_layers() if each.id() in put_here() and each.isValid()]
    missing = {*TABLES} - {source.table for each in there if (source := source_of(each)) is not None}
    if not missing:
        return
    project = QgsProject.instance()
    if len(missing) == len(TABLES):
        project.setCrs(QgsCoordinateReferenceSystem(_CRS), True)
        yield
    codes = next((each for each in there if each in all_layers(CODES)), None)
    if codes is None:
        codes = open_layer(path, "kodlista")
        codes.setFlags(QgsMapLayer.LayerFlag.Private)
        yield from _add(codes, project.layerTreeRoot())
    if "kommun" in missing:
        areas = open_layer(path, "kommun")
        areas.setRenderer(QgsSingleSymbolRenderer(styles.areas_symbol()))
        yield from _add(areas, _group(NEIGHBOUR, catalogue, municipality))
    for role in (NEIGHBOUR, OWN):
        for kind in _ORDER:
            table = kind.table if role == OWN else NEIGHBOUR_PREFIX + kind
            if table in missing:
                layer = open_layer(path, table)
                yield
                yield from _dress(layer, catalogue, kind, codes, municipality if role == OWN else None)
                faded = role == NEIGHBOUR
                layer.setLabeling(styles.labeling(kind, faded=faded))
                layer.setLabelsEnabled(not faded)
                layer.setOpacity(0.6 if faded else 1.0)
                layer.setDisplayExpression('coalesce("namn", "klass", \'\')')
                if role == OWN:
                    layer.geometryOptions().setGeometryPrecision(_PRECISION)
                    layer.geometryOptions().setRemoveDuplicateNodes(True)
                yield
                parent = _group(role, catalogue, municipality)
                yield from _add(layer, parent, _place(parent, role, kind))


def _group(role: str, catalogue: Catalogue, municipality: str) -> Any:
    """The group that layers of a role stand in, made when there is none."""
    translate = QCoreApplication.translate
    found = own_group() if role == OWN else _group_of([*all_layers(AREAS), *all_layers(NEIGHBOUR)])
    if found is not None:
        return found
    root = QgsProject.instance().layerTreeRoot()
    if role == OWN:
        name = next((m.name for m in catalogue.municipalities if m.code == municipality), municipality)
        made = root.insertGroup(0, translate("Hso", "Strukturbild {municipality}").replace("{municipality}", name))
        made.setCustomProperty(GROUP, OWN)
    else:
        made = root.insertGroup(0, translate("Hso", "Grannkommuner (endast läsning)"))
        made.setExpanded(False)
    return made


def _place(parent: Any, role: str, kind: GeometryKind) -> int:
    """Above the first of the role's layers in the group that is drawn below `kind`; else right below the last."""
    below = [each for other in _ORDER[_ORDER.index(kind) + 1 :] for each in all_layers(role) if kind_of(each) is other]
    others = below or (all_layers(AREAS) if role == NEIGHBOUR else [])
    nodes = parent.children()
    places = [nodes.index(node) for each in others if (node := parent.findLayer(each.id())) in nodes]
    return min(places, default=len(nodes))


def own_group() -> QgsLayerTreeGroup | None:
    """The group of the editable layers, wherever the person has moved it; None when there is none.

    A project that an earlier version saved has no mark on it: then it is the group that a layer of ours stands in.
    """
    root = QgsProject.instance().layerTreeRoot()
    marked = next((group for group in root.findGroups(True) if group.customProperty(GROUP) == OWN), None)
    return marked if marked is not None else _group_of(layers())


def _group_of(members: list[QgsVectorLayer]) -> QgsLayerTreeGroup | None:
    """The group that one of the layers the plugin put into the project stands in."""
    root = QgsProject.instance().layerTreeRoot()
    nodes = [root.findLayer(each.id()) for each in members if each.id() in put_here()]
    parents = [node.parent() for node in nodes if node is not None]
    return next((each for each in parents if each is not root and isinstance(each, QgsLayerTreeGroup)), None)


def dress_steps(catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """Give the layers that are there the forms and symbols of another catalogue; a generator for `SlicedWork`.

    What the person has made of labels, opacity, names and the order of the layers stays.
    """
    codes = next(iter(all_layers(CODES)), None)
    for role in (NEIGHBOUR, OWN):
        for each in all_layers(role):
            kind = None if sip.isdeleted(each) else kind_of(each)
            if codes is not None and kind is not None and each.isValid():
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
    note_put_here(each)
    yield
    parent.insertLayer(place if place >= 0 else len(parent.children()), each)
    yield


def remove_others(path: str) -> None:
    """Take the layers of other working copies than the one at `path` out of the project, and groups then empty.

    Those that a person added over their files go too: nobody would follow what is edited in them.
    """
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    gone = others(path)
    nodes = [root.findLayer(each.id()) for each in gone]
    groups = {id(node.parent()): node.parent() for node in nodes if node is not None and node.parent() is not root}
    project.removeMapLayers([each.id() for each in gone])
    for group in groups.values():
        if not group.children():
            group.parent().removeChildNode(group)


def others(path: str) -> list[QgsVectorLayer]:
    """The layers over other working copies than the one at `path`, as far as the plugin put layers of them here."""
    return [each for file in other_copies(path) for each in layers_of(file)]


def other_copies(path: str) -> list[str]:
    """Paths of other working copies than the one at `path` whose layers the plugin put into the project."""
    put = [source_of(QgsProject.instance().mapLayer(each)) for each in put_here()]
    files = {source.path for source in put if source is not None and not source.is_of(path)}
    return sorted(file for file in files if _is_ours(file))


def _is_ours(file: str) -> bool:
    """True for a working copy, and for one that is gone: a layer of another file may carry a mark that was copied."""
    return not Path(file).exists() or is_working_copy(file)


def stop_ordering() -> None:
    """Have no layer draw its objects in an order of their own, as earlier versions set it (see `styles.renderer`)."""
    for each in all_layers():
        renderer = each.renderer()
        if renderer is not None and renderer.orderByEnabled():
            renderer = renderer.clone()
            renderer.setOrderByEnabled(False)
            each.setRenderer(renderer)
