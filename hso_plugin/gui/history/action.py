"""«Historik» among QGIS's own actions on an object: in the results of Identify, in forms and in attribute tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import QgsFeature, QgsMapLayer
from qgis.gui import QgsGui, QgsMapLayerAction, QgsMapLayerActionContext
from qgis.PyQt.QtCore import QCoreApplication, QObject

from ...core.model import IDENTITY
from ...qgis_bridge.layers.project_layers import kind_of
from ...qgis_bridge.layers.values import plain
from ..widgets import icons

if TYPE_CHECKING:
    from ...core.model import GeometryKind


class HistoryAction(QgsMapLayerAction):
    """Offered on the working copy's layers alone, the neighbours' among them."""

    def __init__(self, show: Callable[[GeometryKind, str], None], parent: QObject) -> None:
        name = QCoreApplication.translate("Hso", "Strukturbild: historik")
        super().__init__(name, parent, QgsMapLayerAction.Target.SingleFeature, icons.icon("history"))
        self._show = show
        self.triggeredForFeatureV2.connect(self._open)
        QgsGui.mapLayerActionRegistry().addMapLayerAction(self)

    def withdraw(self) -> None:
        """Offer it no more, before the plugin is unloaded."""
        QgsGui.mapLayerActionRegistry().removeMapLayerAction(self)

    def canRunUsingLayer(self, layer: QgsMapLayer, context: QgsMapLayerActionContext | None = None) -> bool:
        """QGIS asks without a context too, for programs of old, and wants a no then."""
        return context is not None and kind_of(layer) is not None

    def _open(self, layer: QgsMapLayer, feature: QgsFeature) -> None:
        kind = kind_of(layer)
        identity = plain(feature[IDENTITY])
        if kind is not None and identity:
            self._show(kind, str(identity).lower())
