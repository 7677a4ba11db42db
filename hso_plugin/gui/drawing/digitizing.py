"""Makes QGIS ready to draw an object of a class, and opens an object's form."""

from __future__ import annotations

from qgis.core import QgsSymbolLayerUtils, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QIcon

from ...core.catalogue.model import Catalogue
from ...core.model import GeometryKind
from ...qgis_bridge.editing.edited_rows import find
from ...qgis_bridge.layers import project, styles
from .chosen_class import ChosenClass
from .form_focus import turn_to
from .objects_model import Choice
from .start_editing import start_editing

ICON_SIZE = QSize(20, 16)


class Drawing:
    """QGIS's own tools, set up by one click."""

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self.chosen = ChosenClass(iface.mapCanvas())  # type: ignore[arg-type]  # QGIS always has one

    def start(self, choice: Choice) -> bool:
        """Make the class's layer current and editable, its class preset and the tool for new objects chosen."""
        layer = project.layer(choice.kind)
        if layer is None:
            return False
        self._iface.setActiveLayer(layer)
        if not self._start_editing(layer):
            return False
        self._iface.actionAddFeature().trigger()
        self.chosen.choose(layer, choice.klass.code)
        return True

    def open_form(self, kind: GeometryKind, identity: str, field: str = "") -> bool:
        """Open the object's form for editing, at `field` if there is one; False when the layer has no such object."""
        found = find(identity, kind)
        if found is None:
            return False
        layer, feature = found
        self._iface.setActiveLayer(layer)
        self._start_editing(layer)
        opened = bool(self._iface.openFeatureForm(layer, feature, False, False))
        if opened and field:
            turn_to(layer, feature, field)
        return opened

    def _start_editing(self, layer: QgsVectorLayer) -> bool:
        return start_editing(layer, self._iface.mapCanvas())  # type: ignore[arg-type]  # QGIS always has one


class Symbols:
    """The map's symbols as icons, by class and geometry kind; each is drawn when it is first asked for.

    All of them take 60 ms, and a list shows a few.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._classes = catalogue.classes
        self._drawn: dict[tuple[str, GeometryKind], QIcon | None] = {}

    def icon(self, klass: str, kind: GeometryKind) -> QIcon | None:
        """The icon of a class's objects of one kind; None when the catalogue has no such."""
        key = (klass, kind)
        if key not in self._drawn:
            self._drawn[key] = self._draw(klass, kind)
        return self._drawn[key]

    def _draw(self, klass: str, kind: GeometryKind) -> QIcon | None:
        item = self._classes.get(klass)
        if item is None or kind not in item.kinds:
            return None
        return QIcon(QgsSymbolLayerUtils.symbolPreviewPixmap(styles.symbol(item, kind), ICON_SIZE))
