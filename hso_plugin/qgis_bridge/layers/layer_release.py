"""Detaches the project's layers from a working copy's file while that is replaced.

The layers stay what and where they are: their ids, names, styles, forms, joins and places in the layer tree, whatever
the person has made of them. Only their source changes, to an empty one in memory and back. Meanwhile they are read
only, so that nothing can be drawn into nowhere. Where they come from is written on each of them: a project that was
saved in the meantime finds its way back.
"""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsProject, QgsVectorLayer, QgsWkbTypes

from .names import DETACHED, DETACHED_ID
from .sources import detached_source, source_of

#: Custom property of a detached layer: whether it could be edited.
_EDITABLE = "hso/redigerbar"


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
    """Ids of the layers whose file is the one at `path`, and that are not detached."""
    found = [(layer, source_of(layer)) for layer in _vector_layers() if layer.providerType() == "ogr"]
    return [layer.id() for layer, source in found if source is not None and source.is_of(path)]


def detached() -> list[str]:
    """Ids of the layers that are detached now."""
    return [layer.id() for layer in _vector_layers() if detached_source(layer)]


def _detach(layer: QgsVectorLayer) -> None:
    layer.setCustomProperty(DETACHED, layer.source())
    layer.setCustomProperty(DETACHED_ID, layer.id())
    layer.setCustomProperty(_EDITABLE, not layer.readOnly())
    shape = QgsWkbTypes.displayString(layer.wkbType()) if layer.isSpatial() else "NoGeometry"
    authid = f"?crs={layer.crs().authid()}" if layer.isSpatial() else ""
    layer.setDataSource(f"{shape}{authid}", layer.name(), "memory", False)
    layer.setReadOnly(True)


def _attach(layer: QgsVectorLayer) -> None:
    layer.setDataSource(str(layer.customProperty(DETACHED)), layer.name(), "ogr", False)
    layer.setReadOnly(not layer.customProperty(_EDITABLE))
    for name in (DETACHED, DETACHED_ID, _EDITABLE):
        layer.removeCustomProperty(name)
    layer.featureCount()  # asked for now and remembered, as when it was opened


def _vector_layers() -> list[QgsVectorLayer]:
    return [layer for layer in QgsProject.instance().mapLayers().values() if isinstance(layer, QgsVectorLayer)]
