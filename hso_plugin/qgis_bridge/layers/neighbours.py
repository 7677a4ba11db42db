"""Neighbours' objects as the project's layers show them, one at a time."""

from __future__ import annotations

from qgis.core import QgsExpression, QgsFeatureRequest
from qgis.PyQt.QtCore import QVariant

from ...core.model import CLASS, IDENTITY, MUNICIPALITY, MapObject
from ...workcopy.storage.blob import decode
from .names import NEIGHBOUR
from .project_layers import all_layers, kind_of
from .shapes import gpkg_blob
from .values import plain

#: What people know an object by.
_NAMES = (CLASS, "namn")


def neighbour(identity: str) -> MapObject | None:
    """The neighbour's object with this identity: its place, class and name, no other attributes; None without one."""
    expression = QgsExpression.createFieldEqualityExpression(IDENTITY, QVariant(identity))
    request = QgsFeatureRequest().setFilterExpression(expression).setLimit(1)
    for layer in all_layers(NEIGHBOUR):
        feature = next(layer.getFeatures(request), None)
        kind = kind_of(layer)
        if feature is None or kind is None:
            continue
        values = {name: str(plain(feature[name]) or "") for name in _NAMES}
        (place,) = decode([gpkg_blob(feature.geometry())])
        return MapObject(
            kind,
            identity,
            str(plain(feature[MUNICIPALITY]) or ""),
            {name: value for name, value in values.items() if value},
            place,
        )
    return None
