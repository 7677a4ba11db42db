"""The working copy in QGIS's project: its layers in groups, styled, with forms, and QGIS set up for drawing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsSnappingConfig,
    QgsTolerance,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication

from ..core.catalogue.model import Catalogue
from ..core.errors import HsoError
from ..core.model import GeometryKind
from ..core.text import Text
from . import detached, forms, lock, styles
from .layer_names import AREAS, CODES, GROUP, KIND, NEIGHBOUR, OWN
from .layers import (
    all_layers,
    layer,
    layers,
    open_layer,
    open_working_copy,
    reload,
    reload_steps,
    unsaved_edits,
)

__all__ = [
    "NEIGHBOUR",
    "OWN",
    "dress_steps",
    "layer",
    "layers",
    "let_go",
    "open_working_copy",
    "own_group",
    "reload",
    "reload_steps",
    "set_up_drawing",
    "steps",
    "unsaved_edits",
]

CRS = "EPSG:3006"
SNAP_PIXELS = 12
#: The grid of every coordinate, in metres: so that equal has one meaning on every server.
PRECISION = 0.001
_ORDER = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)

_lock: lock.Lock | None = None


def steps(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """Show the working copy, as a generator for `Turns`: between two values QGIS may deal with other events.

    Layers of another working copy leave the project; the rest of it stays as it is. A working copy that is in the
    project already (it was saved and opened again) keeps its layers as they are.

    Raises:
        HsoError: `HSO-LAST` when another QGIS has it open, `HSO-OSPARAT` when another working copy in the project has
            unsaved edits. The project is as it was then.
    """
    global _lock
    path = str(Path(path).resolve())
    _refuse_unsaved(path)
    held = lock.acquire(path)
    let_go()
    _lock = held
    yield
    yield from detached.attach_steps()  # the project was saved while its file was being replaced
    if open_working_copy() != path or len(all_layers()) != 2 + 2 * len(GeometryKind):
        yield from _build(path, catalogue, municipality)
    set_up_drawing()
    QgsProject.instance().layersRemoved.connect(_let_go_of_removed)


def _build(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    _remove()
    name = next((m.name for m in catalogue.municipalities if m.code == municipality), municipality)
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem(CRS), True)
    yield
    root = project.layerTreeRoot()
    translate = QCoreApplication.translate
    group = root.insertGroup(0, translate("HSO", "Strukturbild {municipality}").replace("{municipality}", name))
    group.setCustomProperty(GROUP, OWN)
    others = root.insertGroup(1, translate("HSO", "Grannkommuner (endast läsning)"))
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
            table = kind.table if role == OWN else f"grann_{kind}"
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
                layer.geometryOptions().setGeometryPrecision(PRECISION)
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
    """Give the layers that are there the forms and symbols of another catalogue; a generator like `steps`.

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
    forms.apply(each, catalogue, kind, codes, municipality)
    yield
    each.setRenderer(styles.renderer(catalogue, kind, faded=municipality is None))
    yield


def set_up_drawing() -> None:
    """Snapping to corners and edges, and shared borders that move together."""
    project = QgsProject.instance()
    config = QgsSnappingConfig(project)
    config.setEnabled(True)
    config.setMode(Qgis.SnappingMode.AllLayers)
    config.setTypeFlag(Qgis.SnappingType.Vertex | Qgis.SnappingType.Segment)  # type: ignore[arg-type]
    config.setTolerance(SNAP_PIXELS)
    config.setUnits(QgsTolerance.UnitType.Pixels)
    project.setSnappingConfig(config)
    project.setTopologicalEditing(True)


def let_go() -> None:
    """Let other QGIS windows have the working copy; the layers stay in the project."""
    global _lock
    if _lock is not None:
        _lock.release()
        _lock = None
    with suppress(TypeError):  # not connected
        QgsProject.instance().layersRemoved.disconnect(_let_go_of_removed)


def _let_go_of_removed() -> None:
    """Somebody took the last layer away, or opened another project."""
    if not all_layers():
        let_go()


def _refuse_unsaved(path: str) -> None:
    names = unsaved_edits()
    if names and open_working_copy() != path:
        raise HsoError(
            "HSO-OSPARAT",
            Text(
                "Kartan har ändringar som inte är sparade ({layers}). Spara eller ångra dem först.",
                "The map has edits that are not saved ({layers}). Save or undo them first.",
            ).format(layers=", ".join(names)),
            try_again=True,
        )


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
