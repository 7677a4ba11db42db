"""Detaches the project's layers from a working copy's file while that is replaced.

The layers stay what and where they are: their ids, names, styles, forms, joins and places in the layer tree, whatever
the person has made of them. Only their source changes, to an empty one in memory and back. Meanwhile they are read
only, so that nothing can be drawn into nowhere. Where they come from is written on each of them: a project that was
saved in the meantime finds its way back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProject, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes

from ..profile.copy_location import leads_to_server

#: Custom properties of a detached layer: the source to come back to, and whether it could be edited.
_SOURCE, _EDITABLE = "hso/kalla", "hso/redigerbar"


def detach_steps(path: str) -> Iterator[None]:
    """Have every layer over the file at `path` let go of it, the person's own ones too. None may be in edit mode.

    A generator: between two values QGIS may deal with other events.
    """
    for identity in over(path):
        layer = QgsProject.instance().mapLayer(identity)
        if isinstance(layer, QgsVectorLayer):
            _detach(layer)
            yield


def attach_steps() -> Iterator[None]:
    """Have the detached layers take up their files again; a layer whose source is gone is left invalid, as QGIS does.

    A generator as above. Nothing happens to a layer that was never detached.
    """
    for identity in detached():
        layer = QgsProject.instance().mapLayer(identity)
        if isinstance(layer, QgsVectorLayer):
            _attach(layer)
            yield


def over(path: str) -> list[str]:
    """Ids of the layers whose file is the one at `path`.

    Files of another name, and on a server where `path` is none, are not asked for: the server may be out of reach, and
    Windows waits half a minute for it.
    """
    wanted = Path(path)
    return [layer.id() for layer in _vector_layers() if _is_over(layer, wanted)]


def _is_over(layer: QgsVectorLayer, wanted: Path) -> bool:
    if layer.providerType() != "ogr":
        return False
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    file = Path(parts.get("path") or "")
    if file == wanted:
        return True
    if file.name.casefold() != wanted.name.casefold():
        return False
    if leads_to_server(str(file)) and not leads_to_server(str(wanted)):
        return False
    return file.resolve() == wanted.resolve()


def detached() -> list[str]:
    """Ids of the layers that are detached now."""
    return [layer.id() for layer in _vector_layers() if layer.customProperty(_SOURCE)]


def _detach(layer: QgsVectorLayer) -> None:
    layer.setCustomProperty(_SOURCE, layer.source())
    layer.setCustomProperty(_EDITABLE, not layer.readOnly())
    shape = QgsWkbTypes.displayString(layer.wkbType()) if layer.isSpatial() else "NoGeometry"
    authid = f"?crs={layer.crs().authid()}" if layer.isSpatial() else ""
    layer.setDataSource(f"{shape}{authid}", layer.name(), "memory", False)
    layer.setReadOnly(True)


def _attach(layer: QgsVectorLayer) -> None:
    layer.setDataSource(str(layer.customProperty(_SOURCE)), layer.name(), "ogr", False)
    layer.setReadOnly(not layer.customProperty(_EDITABLE))
    for name in (_SOURCE, _EDITABLE):
        layer.removeCustomProperty(name)
    layer.featureCount()  # asked for now and remembered, as when it was opened


def _vector_layers() -> list[QgsVectorLayer]:
    return [layer for layer in QgsProject.instance().mapLayers().values() if isinstance(layer, QgsVectorLayer)]
