"""The working copy in QGIS's project: its layers in groups, styled, with forms, and QGIS set up for drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

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
from qgis.PyQt.QtCore import QCoreApplication, QTimer

from ..core.catalogue.model import Catalogue
from ..core.errors import HsoError
from ..core.model import GeometryKind
from ..core.text import Text
from . import forms, lock, styles
from .layer_names import AREAS, CODES, KIND, NEIGHBOUR, OWN, ROLE, WORKING_COPY, title

CRS = "EPSG:3006"
SNAP_PIXELS = 12
#: The grid of every coordinate, in metres: so that equal has one meaning on every server.
PRECISION = 0.001
_ORDER = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)

_lock: lock.Lock | None = None


def add_to_project(
    path: str, catalogue: Catalogue, municipality: str, on_done: Callable[[], None] | None = None
) -> None:
    """Show the working copy, step by step between other events, and call `on_done` when everything is there.

    Layers of another working copy leave the project; the rest of it stays as it is. A working copy that is in the
    project already (it was saved and opened again) keeps its layers as they are.

    Raises:
        HsoError: `HSO-LAST` when another QGIS has it open, `HSO-OSPARAT` when another working copy in the project has
            unsaved edits. The project is as it was then.
    """
    work = steps(path, catalogue, municipality)
    next(work)  # what may be refused is refused here, where the caller hears it

    def go_on() -> None:
        try:
            next(work)
        except StopIteration:
            if on_done is not None:
                on_done()
        else:
            QTimer.singleShot(0, go_on)

    QTimer.singleShot(0, go_on)


def steps(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """The same work as a generator: between two values QGIS may deal with other events."""
    global _lock
    path = str(Path(path).resolve())
    _refuse_unsaved(path)
    held = lock.acquire(path)
    if _lock is not None:
        _lock.release()
    _lock = held
    yield
    if open_working_copy() != path or len(_layers()) != 2 + 2 * len(GeometryKind):
        yield from _build(path, catalogue, municipality)
    set_up_drawing()


def _build(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    _remove()
    name = next((m.name for m in catalogue.municipalities if m.code == municipality), municipality)
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem(CRS), True)
    yield
    root = project.layerTreeRoot()
    translate = QCoreApplication.translate
    group = root.insertGroup(0, translate("HSO", "Strukturbild {municipality}").replace("{municipality}", name))
    others = root.insertGroup(1, translate("HSO", "Grannkommuner (endast läsning)"))
    codes = _open(path, CODES, "kodlista")
    codes.setFlags(QgsMapLayer.LayerFlag.Private)
    codes.setReadOnly(True)
    _add(codes, root)
    yield
    areas = _open(path, AREAS, "kommun")
    areas.setReadOnly(True)
    areas.setRenderer(QgsSingleSymbolRenderer(styles.areas_symbol()))
    _add(areas, others)
    yield
    for role, parent in ((NEIGHBOUR, others), (OWN, group)):
        for place, kind in enumerate(_ORDER):
            table = kind.table if role == OWN else f"grann_{kind}"
            layer = _open(path, role, table, kind)
            yield
            forms.apply(layer, catalogue, kind, codes, municipality if role == OWN else None)
            yield
            faded = role == NEIGHBOUR
            layer.setRenderer(styles.renderer(catalogue, kind, faded=faded))
            layer.setLabeling(styles.labeling(kind, faded=faded))
            layer.setLabelsEnabled(not faded)
            layer.setOpacity(0.6 if faded else 1.0)
            layer.setDisplayExpression('coalesce("namn", "klass", \'\')')
            layer.setReadOnly(faded)
            if role == OWN:
                layer.geometryOptions().setGeometryPrecision(PRECISION)
                layer.geometryOptions().setRemoveDuplicateNodes(True)
            yield
            _add(layer, parent, place)
            yield
    others.setExpanded(False)


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


def open_working_copy() -> str | None:
    """Path of the working copy whose layers are in the project, None when there is none."""
    return next((str(layer.customProperty(WORKING_COPY)) for layer in _layers()), None)


def layers(kind: GeometryKind | None = None) -> list[QgsVectorLayer]:
    """The editable layers, or that of one kind."""
    return [layer for layer in _layers(OWN) if kind is None or layer.customProperty(KIND) == str(kind)]


def layer(kind: GeometryKind) -> QgsVectorLayer | None:
    """The editable layer of a kind, None when no working copy is in the project."""
    return next(iter(layers(kind)), None)


def unsaved_edits(path: str | None = None) -> list[str]:
    """Names of the layers with edits that are not saved; of the working copy at `path`, or of any."""
    if path is not None and open_working_copy() != str(Path(path).resolve()):
        return []
    return [layer.name() for layer in layers() if layer.isModified()]


def reload() -> None:
    """Show what the file says now, after something else than QGIS has written to it."""
    for each in _layers():
        if not each.isModified():
            each.reload()
            each.updateExtents(True)
            each.triggerRepaint()


def let_go() -> None:
    """Let other QGIS windows have the working copy; the layers stay in the project."""
    global _lock
    if _lock is not None:
        _lock.release()
        _lock = None


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


def _layers(role: str | None = None) -> list[QgsVectorLayer]:
    found = [each for each in QgsProject.instance().mapLayers().values() if each.customProperty(WORKING_COPY)]
    return [each for each in found if role is None or each.customProperty(ROLE) == role]


def _open(path: str, role: str, table: str, kind: GeometryKind | None = None) -> QgsVectorLayer:
    opened = QgsVectorLayer(f"{path}|layername={table}", title(role, kind), "ogr")
    if not opened.isValid():
        raise HsoError(
            "HSO-ARBETSKOPIA",
            Text(
                "Arbetskopian går inte att öppna i QGIS: den är skadad. Hämta en ny till ett annat namn.",
                "The working copy cannot be opened in QGIS: it is damaged. Fetch a new one under another name.",
            ),
            f"{path} {table}: {opened.error().summary()}",
        )
    # Asked for now and remembered: the provider cannot count (-1) once another layer of the file is being edited.
    opened.featureCount()
    opened.setCustomProperty(WORKING_COPY, path)
    opened.setCustomProperty(ROLE, role)
    if kind is not None:
        opened.setCustomProperty(KIND, str(kind))
    return opened


def _add(each: QgsVectorLayer, parent: QgsLayerTreeGroup | None, place: int = -1) -> None:
    assert parent is not None  # the stubs' opinion of every answer
    QgsProject.instance().addMapLayer(each, False)
    parent.insertLayer(place if place >= 0 else len(parent.children()), each)


def _remove() -> None:
    """Take the layers of a working copy out of the project, and the groups that are then empty."""
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    nodes = [root.findLayer(each.id()) for each in _layers()]
    groups = {id(node.parent()): node.parent() for node in nodes if node is not None and node.parent() is not root}
    project.removeMapLayers([each.id() for each in _layers()])
    for group in groups.values():
        if not group.children():
            group.parent().removeChildNode(group)
