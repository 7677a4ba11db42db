"""The layers' forms, made from the catalogue: widgets, marks, demands, defaults and what a copy of an object keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

from ...core.catalogue.model import Attribute, Catalogue
from ...core.model import CLASS, IDENTITY, MUNICIPALITY, GeometryKind
from ..profile.language import current, say
from .form_layout import FormLayout

#: The first QGIS whose value relations can be ordered by a field.
_ORDER_BY_FIELD = 34200
#: Columns that are for the plugin and the platform.
UNSEEN = ("fid", IDENTITY, MUNICIPALITY)
_quoted = QgsExpression.quotedValue


def apply_steps(
    layer: QgsVectorLayer, catalogue: Catalogue, kind: GeometryKind, codes: QgsVectorLayer, municipality: str | None
) -> Iterator[None]:
    """Give `layer` its form; a generator for `SlicedWork`.

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
    yield
    form.finish()
    _hide_columns(layer)
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
        """Widget, name and demands of one attribute."""
        index = self._layer.fields().lookupField(attribute.name)
        lists = self._lists(attribute)
        if any(lists.values()):
            widget = self._list_widget(attribute, lists)
        else:
            # Numbers too: QGIS's box for numbers shows an empty one as NULL, and changes it when the wheel is turned.
            widget = QgsEditorWidgetSetup("TextEdit", {"IsMultiline": attribute.long, "UseHtml": False})
        if attribute.name in self._catalogue.free_texts:
            # QGIS writes NULL into the box of a text that has none; people would write after it.
            self._layer.setDefaultValueDefinition(index, QgsDefaultValue("''"))
        self._layer.setEditorWidgetSetup(index, widget)
        self._layer.setFieldAlias(index, say(attribute.title))
        if attribute.long:
            self._config.setLabelOnTop(index, True)
        self._demand(index, attribute)
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
        if attribute.name == CLASS:
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
        if attribute.multiple and Qgis.versionInt() < _ORDER_BY_FIELD and any(map(self._is_out_of_order, names)):
            # Before, the catalogue's order comes with a group of one for each value, at the price of wider rows.
            setup |= {"Group": "ordning", "DisplayGroupName": False}
        return QgsEditorWidgetSetup("ValueRelation", setup)

    def _is_out_of_order(self, name: str) -> bool:
        """True if QGIS's own order, by code as text, would read wrong: 1, 10, 11, 2. Words may stand by code."""
        codes = [code.code for code in self._catalogue.code_lists[name]]
        return codes != sorted(codes) and all(code.isdigit() for code in codes)

    def _value_map(self, name: str) -> QgsEditorWidgetSetup:
        """One value of one list: kept in the layer's form itself, in the catalogue's order."""
        if name == f"klass_{self._kind}":
            titles = {k.code: f"{k.code} {say(k.title)}" for k in self._catalogue.classes_of(self._kind)}
        else:
            titles = {code.code: say(code.title) for code in self._catalogue.code_lists[name]}
        none = {QCoreApplication.translate("Hso", "(inget valt)"): QgsValueMapFieldFormatter.NULL_VALUE}
        return QgsEditorWidgetSetup("ValueMap", {"map": [none, *({title: code} for code, title in titles.items())]})

    def _demand(self, index: int, attribute: Attribute) -> None:
        """What the value must be: it warns but does not stop, for half-done work may be saved."""
        title, name = say(attribute.title), f'"{attribute.name}"'
        translate = QCoreApplication.translate
        demanding = [code for code, own in self._by_class.items() if (a := own.get(attribute.name)) and a.required]
        if demanding:
            filled = f"{name} IS NOT NULL AND trim(to_string({name})) NOT IN ('', '{{}}')"
            if len(demanding) < len(self._by_class):
                filled = f"coalesce(\"klass\", '') NOT IN ({_listed(demanding)}) OR ({filled})"
            self._constrain(index, filled, translate("Hso", "{name} behöver fyllas i.").replace("{name}", title))
            self._star(index, attribute, title, demanding)
        elif attribute.minimum is not None and attribute.maximum is not None:
            low, high = attribute.minimum, attribute.maximum
            text = translate("Hso", "{name} ska vara mellan {low} och {high}.").replace("{name}", title)
            text = text.replace("{low}", f"{low:g}").replace("{high}", f"{high:.0f}")
            self._constrain(index, f"{name} IS NULL OR {name} BETWEEN {low!r} AND {high!r}", text)

    def _constrain(self, index: int, expression: str, text: str) -> None:
        self._layer.setConstraintExpression(index, expression, text)
        self._layer.setFieldConstraint(
            index,
            QgsFieldConstraints.Constraint.ConstraintExpression,
            QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft,
        )

    def _star(self, index: int, attribute: Attribute, title: str, demanding: list[str]) -> None:
        """A star after the name, for the classes that demand it."""
        if len(demanding) == len(self._by_class):
            self._layer.setFieldAlias(index, f"{title} *")
            return
        starred = f'CASE WHEN "klass" IN ({_listed(demanding)}) THEN {_quoted(f"{title} *")} ELSE {_quoted(title)} END'
        properties = QgsPropertyCollection()
        properties.setProperty(QgsEditFormConfig.DataDefinedProperty.Alias, QgsProperty.fromExpression(starred))
        self._config.setDataDefinedFieldProperties(attribute.name, properties)


def _listed(codes: list[str]) -> str:
    return ", ".join(_quoted(code) for code in codes)


def _hide_columns(layer: QgsVectorLayer) -> None:
    """Leave what nobody fills in out of the attribute table; what else a person has hidden there stays so."""
    config = layer.attributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.hidden or column.name in UNSEEN
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def _set_identity(layer: QgsVectorLayer, municipality: str) -> None:
    """New objects, copies and split-off pieces get an identity of their own, in lower case, and the municipality."""
    fields = layer.fields()
    identity, code = fields.lookupField(IDENTITY), fields.lookupField(MUNICIPALITY)
    layer.setDefaultValueDefinition(identity, QgsDefaultValue("lower(uuid('WithoutBraces'))"))
    layer.setDefaultValueDefinition(code, QgsDefaultValue(_quoted(municipality)))
    for index in (identity, code):
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
        layer.setFieldSplitPolicy(index, Qgis.FieldDomainSplitPolicy.DefaultValue)
        layer.setFieldDuplicatePolicy(index, Qgis.FieldDuplicatePolicy.DefaultValue)
