"""Where each attribute stands in the form: tabs and groups, with its help text below it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

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

from ..core.catalogue.model import Attribute, Catalogue
from ..core.model import GeometryKind
from .language import say

_Container = Qgis.AttributeEditorContainerType
#: Which common attributes stand under the later tabs, by how their names begin; the others stand in the first.
_GOALS = ("prioritet", "rus_", "agenda")
_SUSTAINABILITY = ("hk_", "malkonflikt")
_SOURCE = ("kalla_", "berorda_", "fortsatter_")


class FormLayout:
    """Builds the tabs of a layer's form into `config`."""

    def __init__(
        self, layer: QgsVectorLayer, catalogue: Catalogue, kind: GeometryKind, config: QgsEditFormConfig
    ) -> None:
        self._layer = layer
        self._catalogue = catalogue
        self._kind = kind
        self._config = config
        self._common = [a for a in catalogue.columns(kind) if a.name in catalogue.common and a.name != "klass"]

    def build(self) -> None:
        """Replace whatever layout there is."""
        self._config.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
        self._config.clearTabs()
        translate = QCoreApplication.translate
        taken = (*_GOALS, *_SUSTAINABILITY, *_SOURCE)
        first = self._tab(translate("HSO", "Objektet"))
        self._add(first, [self._catalogue.attributes["klass"]])
        self._add_classes(first)
        self._add(first, [a for a in self._common if not a.name.startswith(taken)])
        self._add(self._tab(translate("HSO", "Mål och prioritering")), self._those(_GOALS))
        self._add_sustainability(self._tab(translate("HSO", "Hållbarhet")))
        self._add(self._tab(translate("HSO", "Källa och grannar")), self._those(_SOURCE))

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
            group.addChildElement(_text(f"{klass.code}_definition", say(klass.definition), group, strong=True))
            own = [a.name for a in klass.attributes if a.name not in self._catalogue.common]
            self._add(group, [a for a in self._catalogue.attributes_of(klass.code) if a.name in own])

    def _add_sustainability(self, tab: QgsAttributeEditorContainer) -> None:
        """The criteria one by one, each with its motivation, and the conflict of goals last."""
        attributes = self._those(_SUSTAINABILITY)
        names = {a.name for a in attributes}
        for attribute in attributes:
            if attribute.name.endswith("_motivering") and attribute.name.removesuffix("_motivering") in names:
                continue
            both = [a for a in attributes if a.name in (attribute.name, f"{attribute.name}_motivering")]
            self._add(self._group(tab, say(attribute.title)) if len(both) > 1 else tab, both)

    def _add(self, parent: QgsAttributeEditorContainer, attributes: Iterable[Attribute]) -> None:
        for attribute in attributes:
            index = self._layer.fields().lookupField(attribute.name)
            field = QgsAttributeEditorField(attribute.name, index, parent)
            parent.addChildElement(field)
            parent.addChildElement(_text(f"{attribute.name}_hjalp", say(attribute.help), parent))


def _text(
    name: str, text: str, parent: QgsAttributeEditorElement, *, strong: bool = False
) -> QgsAttributeEditorElement:
    """A line of text in the form: muted below an attribute, plain where it defines a class.

    The text comes from the catalogue, which comes from the platform: shown as text, and never evaluated, though QGIS
    takes HTML here and evaluates what stands between `[%` and `%]`.
    """
    element = QgsAttributeEditorTextElement(name, parent)
    element.setShowLabel(False)
    safe = html.escape(text).replace("[%", "[&#37;").replace("%]", "&#37;]")
    element.setText(f"<span>{safe}</span>" if strong else f"<small style='color:#6e6e6e'>{safe}</small>")
    return element


def visible_attributes(catalogue: Catalogue, klass: str) -> Sequence[str]:
    """Names of the attributes the form shows for a class."""
    return [attribute.name for attribute in catalogue.attributes_of(klass)]
