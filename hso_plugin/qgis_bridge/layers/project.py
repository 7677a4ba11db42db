"""The working copy in QGIS's project: shown, held for this QGIS alone, and QGIS set up for drawing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from qgis.core import Qgis, QgsProject, QgsSnappingConfig, QgsTolerance

from ...core.catalogue.model import Catalogue
from ...core.error_codes.work import UNSAVED
from ...core.errors import HsoError
from ...core.model import GeometryKind
from ...core.text import Text
from ..tasks import lock
from . import layer_release
from .layer_groups import build_steps
from .names import NEIGHBOUR, OWN
from .project_layers import (
    all_layers,
    is_in_project,
    layer,
    layers,
    open_working_copy,
    reload,
    reload_steps,
    unsaved_edits,
)

__all__ = [
    "NEIGHBOUR",
    "OWN",
    "is_in_project",
    "layer",
    "layers",
    "let_go",
    "open_working_copy",
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
    yield from layer_release.attach_steps()  # the project was saved while its file was being replaced
    if not is_in_project(path) or len(all_layers()) != 2 + 2 * len(GeometryKind):
        yield from build_steps(path, catalogue, municipality)
    set_up_drawing()
    QgsProject.instance().layersRemoved.connect(_let_go_of_removed)


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
    with suppress(TypeError):  # not connected
        QgsProject.instance().layersRemoved.disconnect(_let_go_of_removed)


def _let_go_of_removed() -> None:
    """Somebody took the last layer away, or opened another project."""
    if not all_layers():
        let_go()


def _refuse_unsaved(path: str) -> None:
    names = unsaved_edits()
    if names and not is_in_project(path):
        raise HsoError(
            UNSAVED,
            Text(
                "Kartan har ändringar som inte är sparade ({layers}). Spara eller ångra dem först.",
                "The map has edits that are not saved ({layers}). Save or undo them first.",
            ).format(layers=", ".join(names)),
            try_again=True,
        )
