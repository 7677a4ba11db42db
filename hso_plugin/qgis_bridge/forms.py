"""The layers' forms, made from the catalogue: widgets, marks, demands, defaults and what a copy of an object keeps."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    Qgis,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsFieldConstraints,
    QgsProperty,
    QgsPropertyCollection,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.catalogue.model import Attribute, Catalogue
from ..core.model import GeometryKind
from .form_layout import FormLayout
from .language import current, say

#: Columns that are the machine's; the form does not show them.
TECHNICAL = ("fid", "objektidentitet", "kommunkod", "objektversion", "anvandare")
#: The first QGIS whose value relations can be ordered by a field.
_ORDER_BY_FIELD = 34200
_quoted = QgsExpression.quotedValue


def apply(
    layer: QgsVectorLayer, catalogue: Catalogue, kind: GeometryKind, codes: QgsVectorLayer, municipality: str | None
) -> None:
    """Give `layer` its form.

    Args:
        layer: with the columns of `kind`.
        catalogue: what the form is made from.
        kind: which classes it has.
        codes: the layer `kodlista`, in the same project.
        municipality: code for new objects; None for a layer that is only read.
    """
    form = _Form(layer, catalogue, kind, codes)
    for attribute in catalogue.columns(kind):
        form.set_up(attribute)
    form.finish()
    if municipality is not None:
        _set_identity(layer, municipality)


class _Form:
    """One layer's form in the making."""

    def __init__(self, layer: QgsVectorLayer, catalogue: Catalogue, kind: GeometryKind, codes: QgsVectorLayer) -> None:
        self._layer = layer
        self._catalogue = catalogue
        self._kind = kind
        self._codes = codes
        self._config: QgsEditFormConfig = layer.editFormConfig()
        self._by_class = {
            klass.code: {a.name: a for a in catalogue.attributes_of(klass.code)} for klass in catalogue.classes_of(kind)
        }

    def set_up(self, attribute: Attribute) -> None:
        """Widget, name and demand of one attribute."""
        index = self._layer.fields().lookupField(attribute.name)
        lists = self._lists(attribute)
        if any(lists.values()):
            widget = self._list_widget(attribute, lists)
        elif attribute.type != "text" and attribute.minimum is not None and attribute.maximum is not None:
            widget = _number_widget(attribute)
        else:
            widget = QgsEditorWidgetSetup("TextEdit", {"IsMultiline": attribute.long, "UseHtml": False})
            if attribute.type == "text":
                # QGIS writes NULL into the box of a text that has none; people would write after it.
                self._layer.setDefaultValueDefinition(index, QgsDefaultValue("''"))
        self._layer.setEditorWidgetSetup(index, widget)
        demanding = [code for code, own in self._by_class.items() if (a := own.get(attribute.name)) and a.required]
        title = say(attribute.title)
        self._layer.setFieldAlias(index, title)
        if attribute.long:
            self._config.setLabelOnTop(index, True)
        if demanding:
            self._mark(index, attribute, title, demanding)
        # A copied or split-off object says the same as its original; only its identity is new.
        self._layer.setFieldSplitPolicy(index, Qgis.FieldDomainSplitPolicy.Duplicate)
        self._layer.setFieldDuplicatePolicy(index, Qgis.FieldDuplicatePolicy.Duplicate)

    def finish(self) -> None:
        """Lay the form out, and have it opened for every new object."""
        FormLayout(self._layer, self._catalogue, self._kind, self._config).build()
        self._config.setSuppress(Qgis.AttributeFormSuppression.Off)
        self._layer.setEditFormConfig(self._config)

    def _lists(self, attribute: Attribute) -> Mapping[str, str | None]:
        """Name of the attribute's code list by class; classes without the attribute are left out."""
        if attribute.name == "klass":
            return dict.fromkeys(self._by_class, f"klass_{self._kind}")
        return {code: own[attribute.name].code_list for code, own in self._by_class.items() if attribute.name in own}

    def _list_widget(self, attribute: Attribute, lists: Mapping[str, str | None]) -> QgsEditorWidgetSetup:
        names = sorted({name for name in lists.values() if name})
        if len(names) == 1 and not attribute.multiple:
            return self._value_map(names[0])
        if len(names) == 1:
            where = f'"lista" = {_quoted(names[0])}'
        else:
            pairs = ", ".join(f"{_quoted(code)}, {_quoted(name)}" for code, name in lists.items() if name)
            where = f"\"lista\" = map_get(map({pairs}), current_value('klass'))"
        setup = {
            "Layer": self._codes.id(),
            "LayerName": self._codes.name(),
            "LayerSource": self._codes.publicSource(),
            "LayerProviderName": self._codes.providerType(),
            "Key": "kod",
            "Value": "titel_sv" if current() == "sv" else "titel_en",
            "FilterExpression": where,
            "AllowNull": not attribute.multiple,
            "AllowMulti": attribute.multiple,
            "NofColumns": 1,
            "OrderByKey": False,
            "OrderByValue": False,
            "OrderByField": True,  # QGIS 3.42 and later
            "OrderByFieldName": "ordning",
            "UseCompleter": False,
        }
        if attribute.multiple and Qgis.versionInt() < _ORDER_BY_FIELD and not all(map(self._is_in_order, names)):
            # Before, the catalogue's order comes with a group of one for each value, at the price of wider rows.
            setup |= {"Group": "ordning", "DisplayGroupName": False}
        return QgsEditorWidgetSetup("ValueRelation", setup)

    def _is_in_order(self, name: str) -> bool:
        """True if the list's order is that of its codes, which is QGIS's own."""
        codes = [code.code for code in self._catalogue.code_lists[name]]
        return codes == sorted(codes)

    def _value_map(self, name: str) -> QgsEditorWidgetSetup:
        """One value of one list: kept in the layer's form itself, in the catalogue's order."""
        if name == f"klass_{self._kind}":
            titles = {k.code: f"{k.code} {say(k.title)}" for k in self._catalogue.classes_of(self._kind)}
        else:
            titles = {code.code: say(code.title) for code in self._catalogue.code_lists[name]}
        none = {QCoreApplication.translate("HSO", "(inget valt)"): QgsValueMapFieldFormatter.NULL_VALUE}
        return QgsEditorWidgetSetup("ValueMap", {"map": [none, *({title: code} for code, title in titles.items())]})

    def _mark(self, index: int, attribute: Attribute, title: str, demanding: list[str]) -> None:
        """A star after the name, and a demand that warns but does not stop: half-done work may be saved."""
        name = f'"{attribute.name}"'
        filled = f"{name} IS NOT NULL AND trim(to_string({name})) NOT IN ('', '{{}}')"
        text = QCoreApplication.translate("HSO", "{name} behöver fyllas i.").replace("{name}", title)
        if len(demanding) == len(self._by_class):
            self._layer.setFieldAlias(index, f"{title} *")
        else:
            classes = ", ".join(_quoted(code) for code in demanding)
            filled = f"coalesce(\"klass\", '') NOT IN ({classes}) OR ({filled})"
            marked = f'CASE WHEN "klass" IN ({classes}) THEN {_quoted(f"{title} *")} ELSE {_quoted(title)} END'
            properties = QgsPropertyCollection()
            alias = QgsEditFormConfig.DataDefinedProperty.Alias
            properties.setProperty(alias, QgsProperty.fromExpression(marked))
            self._config.setDataDefinedFieldProperties(attribute.name, properties)
        self._layer.setConstraintExpression(index, filled, text)
        self._layer.setFieldConstraint(
            index,
            QgsFieldConstraints.Constraint.ConstraintExpression,
            QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft,
        )


def _number_widget(attribute: Attribute) -> QgsEditorWidgetSetup:
    whole = attribute.type == "heltal"
    return QgsEditorWidgetSetup(
        "Range",
        {
            "Style": "SpinBox",
            "AllowNull": True,
            "Min": attribute.minimum,
            "Max": attribute.maximum,
            "Step": 1,
            "Precision": 0 if whole else 1,
        },
    )


def _set_identity(layer: QgsVectorLayer, municipality: str) -> None:
    """New objects, copies and split-off pieces get an identity of their own, in lower case, and the municipality."""
    fields = layer.fields()
    identity, code = fields.lookupField("objektidentitet"), fields.lookupField("kommunkod")
    layer.setDefaultValueDefinition(identity, QgsDefaultValue("lower(uuid('WithoutBraces'))"))
    layer.setDefaultValueDefinition(code, QgsDefaultValue(_quoted(municipality)))
    for index in (identity, code):
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
        layer.setFieldSplitPolicy(index, Qgis.FieldDomainSplitPolicy.DefaultValue)
        layer.setFieldDuplicatePolicy(index, Qgis.FieldDuplicatePolicy.DefaultValue)
