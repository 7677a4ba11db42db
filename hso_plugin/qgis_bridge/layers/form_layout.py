"""Where each attribute stands in the form: tabs and groups, with its help text below it."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorField,
    QgsAttributeEditorTextElement,
    QgsEditFormConfig,
    QgsExpression,
    QgsOptionalExpression,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor, QGuiApplication, QPalette

from ...core.catalogue.model import Attribute, Catalogue
from ...core.model import CLASS, GeometryKind
from ..profile.language import say

_Container = Qgis.AttributeEditorContainerType
#: Which common attributes stand under the later tabs, by how their names begin; the others stand in the first.
_GOALS = ("prioritet", "rus_", "agenda")
_SUSTAINABILITY = ("hk_", "malkonflikt")
_SOURCE = ("kalla_", "berorda_", "fortsatter_")
#: Characters in a line of help text.
_LINE = 56


class FormLayout:
    """Builds the tabs of a layer's form into `config`."""

    def __init__(
        self, layer: QgsVectorLayer, catalogue: Catalogue, kind: GeometryKind, config: QgsEditFormConfig
    ) -> None:
        self._layer = layer
        self._catalogue = catalogue
        self._kind = kind
        self._config = config
        self._common = [a for a in catalogue.columns(kind) if a.name in catalogue.common and a.name != CLASS]

    def build(self) -> None:
        """Replace whatever layout there is."""
        self._config.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
        self._config.clearTabs()
        translate = QCoreApplication.translate
        taken = (*_GOALS, *_SUSTAINABILITY, *_SOURCE)
        first = self._tab(translate("Hso", "Objektet"))
        self._add(first, [self._catalogue.attributes[CLASS]])
        self._add_classes(first)
        self._add(first, [a for a in self._common if not a.name.startswith(taken)])
        self._add(self._tab(translate("Hso", "Mål och prioritering")), self._those(_GOALS))
        self._add(self._tab(translate("Hso", "Hållbarhet")), self._those(_SUSTAINABILITY))
        self._add(self._tab(translate("Hso", "Källa och grannar")), self._those(_SOURCE))

    def _those(self, prefixes: tuple[str, ...]) -> list[Attribute]:
        return [a for a in self._common if a.name.startswith(prefixes)]

    def _tab(self, title: str) -> QgsAttributeEditorContainer:
        tab = QgsAttributeEditorContainer(title, self._config.invisibleRootContainer())
        tab.setType(_Container.Tab)
        self._config.addTab(tab)
        return tab

    def _group(self, parent: QgsAttributeEditorContainer, title: str) -> QgsAttributeEditorContainer:
        group = QgsAttributeEditorContainer(title, parent)
        group.setType(_Container.GroupBox)
        parent.addChildElement(group)
        return group

    def _add_classes(self, tab: QgsAttributeEditorContainer) -> None:
        """A group for each class, of which only the chosen one's is seen: what it means, and its own attributes."""
        for klass in self._catalogue.classes_of(self._kind):
            group = self._group(tab, f"{klass.code} {say(klass.title)}")
            condition = QgsExpression(f'"klass" = {QgsExpression.quotedValue(klass.code)}')
            group.setVisibilityExpression(QgsOptionalExpression(condition))
            group.addChildElement(_text(say(klass.definition), group))
            own = [a.name for a in klass.attributes if a.name not in self._catalogue.common]
            self._add(group, [a for a in self._catalogue.attributes_of(klass.code) if a.name in own])

    def _add(self, parent: QgsAttributeEditorContainer, attributes: Iterable[Attribute]) -> None:
        for attribute in attributes:
            index = self._layer.fields().lookupField(attribute.name)
            field = QgsAttributeEditorField(attribute.name, index, parent)
            parent.addChildElement(field)
            parent.addChildElement(_text(say(attribute.help), parent, muted=True))


def _text(text: str, parent: QgsAttributeEditorElement, *, muted: bool = False) -> QgsAttributeEditorElement:
    """A text in the form, below what it is about.

    It comes from the catalogue, which comes from the platform: shown as text, and never evaluated, though QGIS takes
    HTML here and evaluates what stands between `[%` and `%]`. QGIS does not break lines here, so they are broken in
    advance. The name is a blank, for QGIS 3.40 shows it as a label whatever `setShowLabel` said.
    """
    element = QgsAttributeEditorTextElement(" ", parent)
    element.setShowLabel(False)
    lines = [html.escape(line).replace("%", "&#37;") for line in textwrap.wrap(text, _LINE)]
    style = f" style='color:{_muted()}'" if muted else ""
    element.setText(f"<span{style}>{'<br>'.join(lines)}</span>")
    return element


def _muted() -> str:
    """Text colour a third of the way to the background, in the light theme as in the dark."""
    palette = QGuiApplication.palette()
    front, back = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    parts = zip(front.getRgb()[:3], back.getRgb()[:3], strict=True)
    return QColor(*((2 * ours + theirs) // 3 for ours, theirs in parts)).name()
