"""The working copy in QGIS's project: shown, held for this QGIS alone, and QGIS set up for drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsSnappingConfig, QgsTolerance, QgsVectorLayer

from ...core.catalogue.model import Catalogue
from ...core.error_codes.files import IN_USE
from ...core.error_codes.work import UNSAVED
from ...core.errors import HsoError
from ...core.text import Text
from ..tasks import lock
from . import layer_groups, layer_release, project_layers
from .layer_groups import other_copies
from .names import NEIGHBOUR, OWN
from .project_layers import (
    all_layers,
    is_in_project,
    kind_of,
    layer,
    layers,
    open_working_copy,
    reload,
    reload_steps,
    unsaved_edits,
)
from .sources import source_of

__all__ = [
    "NEIGHBOUR",
    "OWN",
    "explained",
    "in_transaction_groups",
    "is_in_project",
    "kind_of",
    "layer",
    "layers",
    "let_go",
    "open_working_copy",
    "other_copies",
    "reload",
    "reload_steps",
    "set_up_drawing",
    "steps",
    "unsaved_edits",
]

_SNAP_PIXELS = 12

_lock: lock.Lock | None = None


def steps(path: str, catalogue: Catalogue, municipality: str) -> Iterator[None]:
    """Show the working copy, as a generator for `SlicedWork`: between two values QGIS may deal with other events.

    Layers of another working copy leave the project; the rest of it stays as it is. Of a working copy that is in the
    project already (it was saved and opened again) only the layers that are missing are added.

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
    yield from layer_release.attach_steps()  # the project was saved while its file was being replaced
    layer_groups.remove_others(path)
    project_layers.follow(path)
    layer_groups.stop_ordering()
    yield from layer_groups.build_steps(path, catalogue, municipality)
    set_up_drawing()
    _protect(QgsProject.instance().mapLayers().values())
    QgsProject.instance().layersRemoved.connect(_let_go_of_removed)
    QgsProject.instance().layersAdded.connect(_protect)


def set_up_drawing() -> None:
    """Snapping to corners and edges, and shared borders that move together."""
    project = QgsProject.instance()
    config = QgsSnappingConfig(project)
    config.setEnabled(True)
    config.setMode(Qgis.SnappingMode.AllLayers)
    config.setTypeFlag(Qgis.SnappingType.Vertex | Qgis.SnappingType.Segment)  # type: ignore[arg-type]
    config.setTolerance(_SNAP_PIXELS)
    config.setUnits(QgsTolerance.UnitType.Pixels)
    project.setSnappingConfig(config)
    project.setTopologicalEditing(True)


def let_go() -> None:
    """Let other QGIS windows have the working copy; the layers stay in the project."""
    global _lock
    if _lock is not None:
        _lock.release()
        _lock = None
    for signal, slot in (
        (QgsProject.instance().layersRemoved, _let_go_of_removed),
        (QgsProject.instance().layersAdded, _protect),
    ):
        with suppress(TypeError):  # not connected
            signal.disconnect(slot)


def _let_go_of_removed() -> None:
    """Somebody took the last layer away, or opened another project."""
    if not all_layers():
        let_go()


def _protect(layers: Iterable[QgsMapLayer]) -> None:
    """Have layers over what is others' in the working copy be read only, whoever put them there; and stay so."""
    for each in layers:
        source, path = source_of(each), open_working_copy()
        if not isinstance(each, QgsVectorLayer) or source is None or path is None:
            continue
        if source.role in (None, OWN) or not source.is_of(path):
            continue
        each.setReadOnly(True)
        each.readOnlyChanged.connect(partial(_keep_read_only, each.id()))


def _keep_read_only(identity: str) -> None:
    layer = QgsProject.instance().mapLayer(identity)
    if _lock is not None and isinstance(layer, QgsVectorLayer) and not layer.readOnly():
        layer.setReadOnly(True)


def in_transaction_groups() -> bool:
    """True when the project has QGIS write every edit at once, and keep the file locked until the editing ends."""
    return bool(QgsProject.instance().transactionMode() == Qgis.TransactionMode.AutomaticGroups)


def explained(error: HsoError) -> HsoError:
    """The error, or what it comes of: it is this project that keeps its file locked, no other window."""
    edited = [each.name() for each in layers() if each.isEditable()]
    if error.code != IN_USE or not edited or not in_transaction_groups():
        return error
    return HsoError(
        IN_USE,
        Text(
            "Projektet har automatiska transaktionsgrupper, och då är arbetskopian låst medan {layers} redigeras. "
            "Spara och avsluta redigeringen, eller välj ett annat läge i Projekt – Egenskaper – Datakällor.",
            "The project has automatic transaction groups, which keep the working copy locked while {layers} is being "
            "edited. Save and end the editing, or choose another mode in Project – Properties – Data Sources.",
        ).format(layers=", ".join(edited)),
        error.details,
        try_again=True,
    )


def _refuse_unsaved(path: str) -> None:
    names = [each.name() for each in layer_groups.others(path) if each.isModified()]
    if names:
        raise HsoError(
            UNSAVED,
            Text(
                "Kartan har ändringar som inte är sparade ({layers}). Spara eller ångra dem först.",
                "The map has edits that are not saved ({layers}). Save or undo them first.",
            ).format(layers=", ".join(names)),
            try_again=True,
        )
