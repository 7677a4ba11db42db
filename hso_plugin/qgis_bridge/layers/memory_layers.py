"""The layers in memory that the plugin makes and takes away again, told from what people have made of them.

QGIS copies a layer's mark when the layer is duplicated or its style is pasted, and keeps it when a layer in memory is
made permanent. Such a layer is the person's, whatever its mark says.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from .names import ROLE

#: Ids of the layers made here since QGIS was started.
_made: set[str] = set()


def make(source: str, name: str, role: str) -> QgsVectorLayer:
    """A layer in memory, marked with its role; `source` is geometry and reference system as the provider wants them."""
    layer = QgsVectorLayer(source, name, "memory")
    layer.setCustomProperty(ROLE, role)
    _made.add(layer.id())
    return layer


def is_ours(layer: QgsMapLayer) -> bool:
    """True for a layer that was made here and still lies in memory."""
    return layer.id() in _made and layer.providerType() == "memory"


def in_project(role: str, fields: Sequence[str]) -> list[QgsMapLayer]:
    """The plugin's layers of a role in the project, and what a saved project brings back of them: nothing but columns.

    `fields` are the names of the columns that such a layer has.
    """
    marked = [each for each in QgsProject.instance().mapLayers().values() if each.customProperty(ROLE) == role]
    return [each for each in marked if is_ours(each) or _is_left_over(each, fields)]


def _is_left_over(layer: QgsMapLayer, fields: Sequence[str]) -> bool:
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.providerType() == "memory"
        and layer.featureCount() == 0
        and layer.fields().names() == list(fields)
    )
