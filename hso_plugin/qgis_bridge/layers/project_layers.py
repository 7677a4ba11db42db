"""The plugin's layers in the project: opening them, and finding them by the marks they carry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ...core.errors import HsoError
from ...core.model import GeometryKind
from ...core.text import Text
from .names import KIND, NEIGHBOUR, OWN, ROLE, WORKING_COPY, title


def open_working_copy() -> str | None:
    """Path of the working copy whose layers are in the project, None when there is none."""
    return next((str(layer.customProperty(WORKING_COPY)) for layer in all_layers()), None)


def is_in_project(path: Path | str) -> bool:
    """True when the layers of the working copy at `path` are in the project."""
    return open_working_copy() == str(Path(path).resolve())


def layers(kind: GeometryKind | None = None) -> list[QgsVectorLayer]:
    """The editable layers, or that of one kind."""
    return [layer for layer in all_layers(OWN) if kind is None or layer.customProperty(KIND) == str(kind)]


def layer(kind: GeometryKind) -> QgsVectorLayer | None:
    """The editable layer of a kind, None when no working copy is in the project."""
    return next(iter(layers(kind)), None)


def kind_of(found: QgsMapLayer | None) -> GeometryKind | None:
    """The kind of a layer of own or neighbours' objects; None for any other layer."""
    if found is None or found.customProperty(ROLE) not in (OWN, NEIGHBOUR) or not found.customProperty(KIND):
        return None
    return GeometryKind(found.customProperty(KIND))


def unsaved_edits(path: str | None = None) -> list[str]:
    """Names of the layers with edits that are not saved; of the working copy at `path`, or of any."""
    if path is not None and not is_in_project(path):
        return []
    return [layer.name() for layer in layers() if layer.isModified()]


def reload() -> None:
    """Show what the file says now, after something else than QGIS has written to it."""
    for _ in reload_steps():
        pass


def reload_steps(changed: Collection[tuple[str, GeometryKind]] | None = None) -> Iterator[None]:
    """The same as a generator: between two values QGIS may deal with other events.

    `changed` names the role and kind of the layers that something was written to; None is all.
    """
    names = None if changed is None else {(role, str(kind)) for role, kind in changed}
    for name in [each.id() for each in all_layers()]:
        each = QgsProject.instance().mapLayer(name)  # it may be gone by now
        if not isinstance(each, QgsVectorLayer) or each.isModified():
            continue
        if names is None or (each.customProperty(ROLE), each.customProperty(KIND)) in names:
            each.reload()
            yield
            if QgsProject.instance().mapLayer(name) is each:
                each.updateExtents(True)
                each.triggerRepaint()
                yield


def all_layers(role: str | None = None) -> list[QgsVectorLayer]:
    """The layers of the working copy, or those of one role."""
    found = [each for each in QgsProject.instance().mapLayers().values() if each.customProperty(WORKING_COPY)]
    return [each for each in found if role is None or each.customProperty(ROLE) == role]


def open_layer(path: str, role: str, table: str, kind: GeometryKind | None = None) -> QgsVectorLayer:
    """A table of the working copy as a marked layer, not yet in the project. Raises `HsoError` (HSO-ARBETSKOPIA)."""
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False  # each gets ours, and to look for one takes as long as to open the table
    opened = QgsVectorLayer(f"{path}|layername={table}", title(role, kind), "ogr", options)
    if not opened.isValid():
        from ...core.error_codes.files import NO_WORKING_COPY

        raise HsoError(
            NO_WORKING_COPY,
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
