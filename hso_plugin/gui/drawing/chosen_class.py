"""The class chosen in the palette: what is drawn next has it, and nothing else that comes into the layer later."""

from __future__ import annotations

from qgis.core import QgsDefaultValue, QgsExpression, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsMapToolPan, QgsMapToolZoom
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ...core.model import CLASS
from ...qgis_bridge.layers import project


class ChosenClass(QObject):
    """Presets a class in a layer while the tool that draws is in the person's hand.

    QGIS has one preset for all that comes into a layer, and saves it with the project: what is pasted another day would
    get it too. So it is taken back when another tool is taken up, when editing ends, and when a project is opened. A
    tool that only moves the map is no other tool.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._layer: QgsVectorLayer | None = None
        self._tool: QgsMapTool | None = None

    def choose(self, layer: QgsVectorLayer, klass: str) -> None:
        """Preset `klass` in `layer` for as long as the tool that is in use now is."""
        self.forget()
        self._layer, self._tool = layer, self._canvas.mapTool()
        _preset(layer, QgsDefaultValue(QgsExpression.quotedValue(klass)))
        self._canvas.mapToolSet.connect(self._follow_tool)
        layer.editingStopped.connect(self.forget)

    def forget(self) -> None:
        """Preset nothing any more."""
        layer, self._layer, self._tool = self._layer, None, None
        if layer is None:
            return
        self._canvas.mapToolSet.disconnect(self._follow_tool)
        if not sip.isdeleted(layer):
            layer.editingStopped.disconnect(self.forget)
            _preset(layer, QgsDefaultValue())

    def forget_saved(self) -> None:
        """Take back what was preset when the project was saved."""
        for layer in project.layers():
            if layer is not self._layer and layer.defaultValueDefinition(_index(layer)).isValid():
                _preset(layer, QgsDefaultValue())

    def _follow_tool(self, tool: QgsMapTool | None) -> None:
        if tool is not self._tool and not isinstance(tool, (QgsMapToolPan, QgsMapToolZoom)):
            self.forget()


def _preset(layer: QgsVectorLayer, value: QgsDefaultValue) -> None:
    layer.setDefaultValueDefinition(_index(layer), value)


def _index(layer: QgsVectorLayer) -> int:
    return int(layer.fields().lookupField(CLASS))
