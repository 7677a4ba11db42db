"""The real attribute forms: what they show for each class, what they demand, what they save."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsLineString,
    QgsPoint,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeForm, QgsEditorWidgetWrapper, QgsGui
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableWidget, QTabWidget, QWidget

from hso_plugin.core.model import GeometryKind
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.layers import attribute_forms, project
from hso_plugin.qgis_bridge.layers.names import CODES
from hso_plugin.qgis_bridge.layers.project_layers import all_layers
from tests.support.working_copies import CATALOGUE, OWN, make, one_of_each

CLASSES = [(kind, klass.code) for klass in CATALOGUE.classes.values() for kind in klass.kinds]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def _editors(qgis_app):
    QgsGui.editorWidgetRegistry().initEditors()


@pytest.fixture
def shown(tmp_path, qgis_new_project, _editors):
    """The working copy in the project, its own layers in edit mode."""
    yield _show(tmp_path, CATALOGUE)
    _close()


def _show(folder, catalogue):
    path = str(make(folder / "karta.gpkg", one_of_each(), catalogue))
    for _ in project.steps(path, catalogue, OWN):
        pass
    for layer in project.layers():
        assert layer.startEditing()
    return path


def _close() -> None:
    for layer in project.layers():
        layer.rollBack()
    QgsProject.instance().clear()
    project.let_go()


def feature_of(layer: QgsVectorLayer, klass: str) -> QgsFeature:
    return next(layer.getFeatures(QgsFeatureRequest().setFilterExpression(f"\"klass\" = '{klass}'")))


def open_form(qtbot, kind: GeometryKind, klass: str) -> QgsAttributeForm:
    layer = project.layer(kind)
    form = QgsAttributeForm(layer, feature_of(layer, klass))
    qtbot.addWidget(form)
    form.show()
    return form


def is_offered(widget: QWidget) -> bool:
    """True if the person can get to it: nothing that holds it is hidden, but for the tab that is behind another."""
    current: QWidget | None = widget
    while current is not None and current.parentWidget() is not None:
        behind = current.parentWidget().parentWidget() if current.parentWidget() else None
        if current.isHidden() and not isinstance(behind, QTabWidget):
            return False
        current = current.parentWidget()
    return True


def offered(form: QgsAttributeForm) -> list[tuple[str, QWidget]]:
    """Field and widget of everything the form lets the person fill in."""
    found = []
    for widget in form.findChildren(QWidget):
        wrapper = QgsEditorWidgetWrapper.fromWidget(widget)
        if wrapper is not None and is_offered(widget):
            found.append((wrapper.field().name(), widget))
    return found


def widget_of(form: QgsAttributeForm, name: str) -> QWidget:
    return next(widget for field, widget in offered(form) if field == name)


def table_of(form: QgsAttributeForm, name: str) -> QTableWidget:
    """The table with boxes to tick, of an attribute that takes several codes."""
    return widget_of(form, name).findChild(QTableWidget)


def choices(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count()) if box.itemText(index)]


@pytest.mark.parametrize(("kind", "klass"), CLASSES)
def test_a_form_shows_the_attributes_of_the_class_and_no_others_each_once(shown, qtbot, kind, klass):
    form = open_form(qtbot, kind, klass)
    names = [name for name, _ in offered(form)]
    assert sorted(names) == sorted(attribute.name for attribute in CATALOGUE.attributes_of(klass))
    first_tab = [(widget.mapTo(form, QPoint()).y(), name) for name, widget in offered(form) if widget.isVisible()]
    assert min(first_tab)[1] == "klass"


@pytest.mark.parametrize("kind", GeometryKind)
def test_the_attribute_table_shows_what_is_filled_in_and_nothing_else(shown, kind):
    layer = project.layer(kind)
    assert unseen_columns(layer) == ["fid", "objektidentitet", "kommunkod"]
    seen = {column.name for column in layer.attributeTableConfig().columns() if not column.hidden}
    assert seen == {attribute.name for attribute in CATALOGUE.columns(kind)}


def unseen_columns(layer: QgsVectorLayer) -> list[str]:
    """Of the layer's own columns; the one without a name is QGIS's, for actions."""
    return [column.name for column in layer.attributeTableConfig().columns() if column.hidden and column.name]


def test_a_column_that_a_person_hid_in_the_table_stays_hidden(shown):
    layer = project.layer(GeometryKind.POINT)
    config = layer.attributeTableConfig()
    columns = config.columns()
    next(column for column in columns if column.name == "kalla_plan").hidden = True
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)
    codes = next(iter(all_layers(CODES)))
    for _ in attribute_forms.apply_steps(layer, CATALOGUE, GeometryKind.POINT, codes, "2281"):
        pass
    assert unseen_columns(layer) == ["fid", "objektidentitet", "kommunkod", "kalla_plan"]


def test_changing_the_class_changes_the_form(shown, qtbot):
    form = open_form(qtbot, GeometryKind.AREA, "A4")
    own = CATALOGUE.code_lists
    assert len(choices(widget_of(form, "typ"))) == len(own["typ_a4"]) + 1
    form.changeAttribute("klass", "E1")
    names = {name for name, _ in offered(form)}
    assert "energislag" in names
    assert "typ" not in names
    assert len(choices(widget_of(form, "energislag"))) == len(own["energislag_e1"]) + 1
    form.changeAttribute("klass", "D2")
    assert len(choices(widget_of(form, "typ"))) == len(own["typ_d2"]) + 1


def test_lists_stand_in_the_order_of_the_catalogue(shown, qtbot):
    form = open_form(qtbot, GeometryKind.AREA, "D1")
    table = table_of(form, "agenda2030")
    titles = [table.item(row, 0).text() for row in range(table.rowCount()) if table.item(row, 0).text()]
    assert [title.split()[0] for title in titles[:4]] == ["8", "9", "11", "1"]
    for name in ("skede", "niva", "tidshorisont", "planlage"):
        wanted = [{c.title.sv, c.title.en} for c in CATALOGUE.code_lists[name]]
        found = choices(widget_of(form, name))[1:]
        assert all(title in pair for title, pair in zip(found, wanted, strict=True)), (found, wanted)


def test_what_is_filled_in_is_saved_as_codes(shown, qtbot):
    layer = project.layer(GeometryKind.AREA)
    form = open_form(qtbot, GeometryKind.AREA, "A4")
    typ, planned = widget_of(form, "typ"), widget_of(form, "skede")
    typ.setCurrentIndex(1)
    planned.setCurrentIndex(2)
    table = table_of(form, "rus_prioritet")
    for row in (0, 2):
        table.item(row, 0).setCheckState(Qt.CheckState.Checked)
    assert form.save()
    saved = feature_of(layer, "A4")
    assert saved["typ"] in {code.code for code in CATALOGUE.code_lists["typ_a4"]}
    assert saved["skede"] == CATALOGUE.code_lists["skede"][1].code
    codes = CATALOGUE.code_lists["rus_prioritet"]
    assert saved["rus_prioritet"] == f'{{"{codes[0].code}","{codes[2].code}"}}'


@pytest.mark.parametrize(("kind", "klass"), CLASSES)
def test_what_is_required_is_marked_and_asked_for_and_nothing_else(shown, qtbot, kind, klass):
    layer = project.layer(kind)
    empty = QgsFeature(layer.fields())
    empty["klass"] = klass
    form = open_form(qtbot, kind, klass)
    labels = {label.text() for label in form.findChildren(QLabel) if is_offered(label)}
    for attribute in CATALOGUE.attributes_of(klass):
        valid, messages = QgsVectorLayerUtils.validateAttribute(
            layer, empty, layer.fields().lookupField(attribute.name)
        )
        required = attribute.required and attribute.name != "klass"
        assert valid is not required, attribute.name
        titles = {attribute.title.sv, attribute.title.en}
        assert bool(messages) is required
        assert any(title in message for message in messages for title in titles) is required
        starred = any(f"{title} *" in labels for title in titles)
        assert starred is attribute.required, attribute.name


def test_a_demand_warns_but_lets_half_done_work_be_saved(shown, qtbot):
    form = open_form(qtbot, GeometryKind.POINT, "A3")
    widget_of(form, "namn").setText("")
    assert form.save()
    assert feature_of(project.layer(GeometryKind.POINT), "A3")["namn"] in ("", None)


@pytest.mark.parametrize("kind", list(GeometryKind))
def test_help_stands_in_the_form_for_every_attribute(shown, qtbot, kind):
    klass = CATALOGUE.classes_of(kind)[0].code
    form = open_form(qtbot, kind, klass)
    texts = [_plain(label.text()) for label in form.findChildren(QLabel) if is_offered(label)]
    for attribute in CATALOGUE.attributes_of(klass):
        assert attribute.help.sv in texts or attribute.help.en in texts, attribute.name
    definition = CATALOGUE.classes[klass].definition
    assert definition.sv in texts or definition.en in texts


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text.replace("<br>", " ")).replace("&#37;", "%").replace("&#x27;", "'")


def test_text_of_the_catalogue_is_neither_evaluated_nor_taken_for_html(tmp_path, qgis_new_project, qtbot, _editors):
    nasty = "[% 1 + 1 %] <img src='http://127.0.0.1:1/x'> 100 % & \"klart\""
    attributes = {
        **CATALOGUE.attributes,
        "namn": replace(
            CATALOGUE.attributes["namn"], help=Text(nasty, nasty), title=Text("N'; [% 2 %]", "N'; [% 2 %]")
        ),
    }
    _show(tmp_path, replace(CATALOGUE, attributes=attributes))
    try:
        form = open_form(qtbot, GeometryKind.POINT, "A3")
        texts = [label.text() for label in form.findChildren(QLabel)]
        (help_text,) = [text for text in texts if "klart" in text]
        assert "&lt;img" in help_text
        assert "<img" not in help_text
        assert "1 + 1" in help_text
        assert any("[% 2 %]" in text for text in texts)
    finally:
        _close()


@pytest.mark.parametrize(("kind", "klass"), CLASSES)
def test_empty_boxes_are_empty(shown, qtbot, kind, klass):
    form = open_form(qtbot, kind, klass)
    texts = [widget.toPlainText() for widget in form.findChildren(QPlainTextEdit) if is_offered(widget)]
    texts += [widget.text() for widget in form.findChildren(QLineEdit) if is_offered(widget)]
    assert "" in texts
    assert not [text for text in texts if "NULL" in text]


def test_a_number_out_of_bounds_is_warned_of(shown, qtbot):
    layer = project.layer(GeometryKind.POINT)
    form = open_form(qtbot, GeometryKind.POINT, "A3")
    feature, index = QgsFeature(layer.fields()), layer.fields().lookupField("invanare")
    feature["klass"] = "A3"
    for number, wanted in ((None, True), (0, True), (200_000, True), (200_001, False), (-1, False)):
        feature["invanare"] = number
        assert QgsVectorLayerUtils.validateAttribute(layer, feature, index)[0] is wanted
    widget_of(form, "invanare").setText("812")
    assert form.save()
    assert feature_of(layer, "A3")["invanare"] == 812


@pytest.mark.parametrize("kind", list(GeometryKind))
def test_a_new_object_has_identity_and_municipality_and_empty_texts(shown, kind):
    layer = project.layer(kind)
    one, other = QgsVectorLayerUtils.createFeature(layer), QgsVectorLayerUtils.createFeature(layer)
    assert UUID.fullmatch(one["objektidentitet"])
    assert one["objektidentitet"] != other["objektidentitet"]
    assert (one["kommunkod"], one["namn"]) == (OWN, "")


def test_a_copy_says_the_same_under_an_identity_of_its_own(shown):
    layer = project.layer(GeometryKind.POINT)
    original = feature_of(layer, "A3")
    copy, _layers = QgsVectorLayerUtils.duplicateFeature(layer, original, QgsProject.instance())
    assert (copy["namn"], copy["klass"]) == (original["namn"], "A3")
    assert copy["objektidentitet"] != original["objektidentitet"]
    assert UUID.fullmatch(copy["objektidentitet"])


def test_of_a_split_area_one_part_goes_on_and_the_other_is_new(shown):
    layer = project.layer(GeometryKind.AREA)
    original = feature_of(layer, "A4")
    for other in layer.getFeatures():
        if other.id() != original.id():
            layer.deleteFeature(other.id())
    line = QgsLineString([QgsPoint(599_000, 6_930_400), QgsPoint(602_000, 6_930_400)])
    layer.splitFeatures(line, False, False)
    assert len({part["objektidentitet"] for part in layer.getFeatures()}) == 2, "already before it is saved"
    assert layer.commitChanges(False), layer.commitErrors()
    parts = list(layer.getFeatures())
    assert len(parts) == 2
    identities = [part["objektidentitet"] for part in parts]
    assert original["objektidentitet"] in identities
    assert len(set(identities)) == 2
    assert all(UUID.fullmatch(identity) for identity in identities)
    assert {(part["namn"], part["klass"], part["kommunkod"]) for part in parts} == {("Prov A4", "A4", OWN)}


def test_what_is_drawn_lies_on_the_grid(shown):
    layer = project.layer(GeometryKind.POINT)
    feature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("POINT (600000.12349 6930000.98761)"))
    layer.addFeature(feature)
    drawn = layer.getFeature(feature.id()).geometry()
    layer.geometryOptions().apply(drawn)
    assert drawn.asWkt(6) == "Point (600000.123 6930000.988)"
