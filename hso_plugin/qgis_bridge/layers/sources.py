"""Whose a layer is: told by its source, the file and the table, whatever QGIS has made of its name, style and marks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from ...core.model import GeometryKind
from ...workcopy.storage.table_names import NEIGHBOUR_PREFIX
from .names import AREAS, CODES, DETACHED, DETACHED_ID, NEIGHBOUR, OWN

#: A working copy's tables that are shown as layers: the role, and the kind of what is in it.
TABLES: dict[str, tuple[str, GeometryKind | None]] = {
    "kodlista": (CODES, None),
    "kommun": (AREAS, None),
    **{NEIGHBOUR_PREFIX + kind: (NEIGHBOUR, kind) for kind in GeometryKind},
    **{kind.table: (OWN, kind) for kind in GeometryKind},
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file's path as the layer has it, and the name of a table in it, empty when the source names none."""

    path: str
    table: str

    @property
    def role(self) -> str | None:
        """The table's role in a working copy; None for any other table."""
        return TABLES.get(self.table, (None, None))[0]

    @property
    def kind(self) -> GeometryKind | None:
        """The kind of own or neighbours' objects in the table; None for any other table."""
        return TABLES.get(self.table, (None, None))[1]

    def is_of(self, path: Path | str) -> bool:
        """True when the file is the one at `path`, whatever way leads there.

        Files of another name, and on a server where `path` is none, are not asked for: the server may be out of reach,
        and Windows waits half a minute for it.
        """
        wanted, file = Path(path), Path(self.path)
        if file == wanted:
            return True
        if file.name.casefold() != wanted.name.casefold():
            return False
        from ..profile.copy_location import leads_to_server

        if leads_to_server(str(file)) and not leads_to_server(str(wanted)):
            return False
        return file.resolve() == wanted.resolve()


def source_of(layer: QgsMapLayer | None) -> Source | None:
    """The file and table of a layer, detached ones included; None for a layer that comes from no file of tables."""
    if not isinstance(layer, QgsVectorLayer):
        return None
    text = layer.source() if layer.providerType() == "ogr" else detached_source(layer)
    if not text or ".gpkg" not in text.casefold():
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", text)
    return Source(str(parts.get("path") or ""), str(parts.get("layerName") or ""))


def detached_source(layer: QgsVectorLayer) -> str | None:
    """The source that a layer detached from its file comes back to; None for any other.

    The layer's id stands beside it: a layer that only got this one's style was never detached.
    """
    if layer.providerType() != "memory" or layer.customProperty(DETACHED_ID, layer.id()) != layer.id():
        return None
    return str(layer.customProperty(DETACHED) or "") or None
