"""The layers of the open working copy in the project, and opening them. They are found by their sources.

Every layer over the file counts, however it came into the project. The project remembers by their ids which ones the
plugin put there itself: they have its forms and symbols.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ...core.errors import HsoError
from ...core.model import GeometryKind
from ...core.text import Text
from .names import KIND, OWN, ROLE, title
from .sources import TABLES, source_of

#: Where the project keeps the ids of the layers that the plugin put there, by table.
_SCOPE = "hso"

#: Path of the working copy that is shown; it stays when its layers leave the project.
_path: str | None = None


def follow(path: str | None) -> None:
    """From now on the layers of the working copy at `path` are meant."""
    global _path
    _path = path


def open_working_copy() -> str | None:
    """Path of the working copy whose layers are in the project, None when there is none."""
    return _path if _path is not None and layers() else None


def is_in_project(path: Path | str) -> bool:
    """True when a layer of the own objects in the working copy at `path` is in the project."""
    return bool(layers_of(path, OWN))


def layers(kind: GeometryKind | None = None) -> list[QgsVectorLayer]:
    """The layers over the own objects' tables, or over that of one kind; those that the plugin put there first."""
    return [layer for layer in all_layers(OWN) if kind is None or kind_of(layer) is kind]


def layer(kind: GeometryKind) -> QgsVectorLayer | None:
    """The layer that objects of a kind are drawn in, None when no working copy is in the project."""
    return next(iter(layers(kind)), None)


def kind_of(found: QgsMapLayer | None) -> GeometryKind | None:
    """The kind of a layer of own or neighbours' objects; None for any other layer.

    While no working copy has been shown yet, a project that was saved with its layers knows them.
    """
    source = source_of(found)
    if source is None or found is None:
        return None
    meant = source.is_of(_path) if _path is not None else found.id() in put_here()
    return source.kind if meant else None


def unsaved_edits(path: str | None = None) -> list[str]:
    """Names of the layers with edits that are not saved; of the working copy at `path`, or of the one that is shown."""
    path = _path if path is None else path
    return [] if path is None else [layer.name() for layer in layers_of(path) if layer.isModified()]


def reload() -> None:
    """Show what the file says now, after something else than QGIS has written to it."""
    for _ in reload_steps():
        pass


def reload_steps(changed: Collection[tuple[str, GeometryKind]] | None = None) -> Iterator[None]:
    """The same as a generator: between two values QGIS may deal with other events.

    `changed` names the role and kind of the layers that something was written to; None is all.
    """
    for name in [each.id() for each in all_layers()]:
        each = QgsProject.instance().mapLayer(name)  # it may be gone by now
        if not isinstance(each, QgsVectorLayer) or each.isModified():
            continue
        source = source_of(each)
        if changed is None or (source is not None and (source.role, source.kind) in changed):
            each.reload()
            yield
            if QgsProject.instance().mapLayer(name) is each:
                each.updateExtents(True)
                each.triggerRepaint()
                yield


def all_layers(role: str | None = None) -> list[QgsVectorLayer]:
    """The layers over the working copy that is shown, or those of one role; those that the plugin put there first."""
    return [] if _path is None else layers_of(_path, role)


def layers_of(path: Path | str, role: str | None = None) -> list[QgsVectorLayer]:
    """The layers over the tables of the working copy at `path`, or those of one role, in the same order."""
    found = []
    for each in QgsProject.instance().mapLayers().values():
        source = source_of(each)
        wanted = source is not None and source.role is not None and role in (None, source.role)
        if wanted and source is not None and source.is_of(path):
            found.append(each)
    ours = put_here()
    # One with a filter shows only some of the objects.
    return sorted(found, key=lambda each: (each.id() not in ours, bool(each.subsetString())))


# ----- which of them the plugin put there


def put_here() -> set[str]:
    """Ids of the layers in the project that the plugin put there, of whatever working copy.

    A project that an earlier version saved does not know them: there it is the ones that carry a mark and no filter.
    """
    project = QgsProject.instance()
    known = {project.readEntry(_SCOPE, f"/{table}")[0] for table in TABLES} - {""}
    if known:
        return known
    oldest: dict[tuple[str, str], str] = {}
    for each in project.mapLayers().values():
        source = source_of(each)
        if source is not None and source.role is not None and each.customProperty(ROLE) and not each.subsetString():
            oldest.setdefault((source.path, source.table), each.id())
    return set(oldest.values())


def note_put_here(each: QgsVectorLayer) -> None:
    """Remember that the plugin put a layer of a working copy into the project."""
    source = source_of(each)
    if source is not None:
        QgsProject.instance().writeEntry(_SCOPE, f"/{source.table}", each.id())


def open_layer(path: str, table: str) -> QgsVectorLayer:
    """A table of the working copy as a marked layer, not yet in the project. Raises `HsoError` (HSO-ARBETSKOPIA)."""
    role, kind = TABLES[table]
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
    opened.setCustomProperty(ROLE, role)
    if kind is not None:
        opened.setCustomProperty(KIND, str(kind))
    return opened
