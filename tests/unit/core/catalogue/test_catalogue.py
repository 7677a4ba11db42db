"""The catalogue that comes with the plugin, and what the loader says of faulty ones."""

import json

import pytest

from hso_plugin.core import catalogue
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, Severity, Stage


@pytest.fixture
def document():
    return json.loads(catalogue.default_document())


def test_shipped_catalogue_has_the_twenty_classes_in_six_themes():
    shipped = catalogue.default()
    assert shipped.name == "VN-STRUKTUR 1.0 (förslag)"
    assert list(shipped.classes) == (
        "A1 A2 A3 A4 A5 A6 B1 B2 B3 C1 C2 C3 C4 D1 D2 D3 E1 E2 F1 F2".split()  # noqa: SIM905
    )
    assert list(shipped.themes) == list("ABCDEF")
    assert len({theme.colour for theme in shipped.themes.values()}) == 6
    assert {m.code for m in shipped.municipalities} == {"2260", "2262", "2280", "2281", "2282", "2283", "2284"}
    assert len(shipped.neighbours) == 12


def test_goals_8_9_and_11_come_first_and_all_17_are_there():
    codes = [code.code for code in catalogue.default().code_lists["agenda2030"]]
    assert codes[:3] == ["8", "9", "11"]
    assert sorted(codes, key=int) == [str(goal) for goal in range(1, 18)]


def test_rus_has_sixteen_priorities():
    assert len(catalogue.default().code_lists["rus_prioritet"]) == 16


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (GeometryKind.POINT, {"A1", "A2", "A3", "B3", "D3", "F2"}),
        (GeometryKind.LINE, {"A5", "B1", "B2", "C2", "E2", "F2"}),
        (GeometryKind.AREA, {"A4", "A6", "C1", "C3", "C4", "D1", "D2", "E1", "F1", "F2"}),
    ],
)
def test_classes_by_geometry(kind, codes):
    assert {c.code for c in catalogue.default().classes_of(kind)} == codes


def test_every_code_of_a_class_attribute_can_be_chosen_from_a_list_or_is_free():
    shipped = catalogue.default()
    for code in shipped.classes:
        for attribute in shipped.attributes_of(code):
            assert attribute.name not in {"typ", "energislag"} or attribute.code_list, (code, attribute.name)


def test_class_narrows_and_demands():
    by_name = {a.name: a for a in catalogue.default().attributes_of("D1")}
    assert by_name["malkonflikt_9_11"].required
    assert not {a.name: a for a in catalogue.default().attributes_of("D2")}["malkonflikt_9_11"].required
    assert {a.name: a for a in catalogue.default().attributes_of("A4")}["typ"].code_list == "typ_a4"


def test_attributes_come_in_form_order():
    names = [a.name for a in catalogue.default().attributes_of("A3")]
    assert names[:3] == ["klass", "namn", "stallningstagande"]
    assert names[-2:] == ["servicetyp", "invanare"]


def test_rules_have_severities_by_stage():
    rules = {rule.id: rule for rule in catalogue.default().rules}
    assert rules["linje-vantar-granne"].severity[Stage.SUBMISSION] is Severity.WARNING
    assert rules["linje-vantar-granne"].severity[Stage.REGIONAL] is Severity.ERROR
    assert rules["klass-okand"].severity[Stage.EDITING] is Severity.ERROR


def set_in(document, path, value):
    for step in path[:-1]:
        document = document[step]
    if value is KeyError:
        del document[path[-1]]
    else:
        document[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["classes", 3, "attributes", 0, "name"], "typx", "classes[3].attributes[0]: okänt attribut typx"),
        (["classes", 3, "attributes", 0, "code_list"], "typ_a9", "classes[3].attributes[0].code_list: okänd kodlista"),
        (["classes", 0, "theme"], "X", "classes[0].theme: okänt tema X"),
        (["classes", 0, "geometry"], [], "classes[0].geometry: är tom"),
        (["classes", 0, "geometry"], ["yta", "yta"], "classes[0].geometry: har samma värde två gånger"),
        (["classes", 0, "geometry"], ["cirkel"], "classes[0].geometry[0]: cirkel är inte"),
        (["classes", 1, "code"], "A1", "classes[1]: A1 finns redan"),
        (["classes", 0, "symbol", "colour"], "röd", "classes[0].symbol.colour: röd har inte rätt form"),
        (["classes", 0, "title"], {"sv": "Nod"}, "classes[0].title: saknar en"),
        (["classes", 0, "titel"], "Nod", "classes[0].titel: okänt namn titel"),
        (["classes"], {}, "classes: ska vara en lista"),
        (["classes"], [], "classes: är tom"),
        (["attributes", 0, "name"], "kommunkod", "attributes[0].name: kommunkod är upptaget"),
        (["attributes", 0, "name"], "sort", "attributes: saknar klass"),
        (["attributes", 1, "type"], "tal", "attributes[1].type: tal är inte"),
        (["attributes", 1, "minimum"], 3, "attributes[1]: bara tal"),
        (["attributes", 1, "common"], "ja", "attributes[1].common: ska vara true"),
        (["code_lists", "skede", 0, "code"], "a,b", "code_lists.skede[0].code: a,b har inte rätt form"),
        (["code_lists", "skede", 0], 7, "code_lists.skede[0]: ska vara ett objekt"),
        (["rules", 0, "severity"], {"alltid": "fel"}, "rules[0].severity.alltid: okänt namn alltid"),
        (["rules", 0, "severity"], {"inlamning": "grov"}, "rules[0].severity.inlamning: grov är inte"),
        (
            ["rules", 0, "message", "sv"],
            "{objekt.__class__}",
            "rules[0].message.sv: {objekt.__class__} har inte rätt form",
        ),
        (["extent"], [1, 2, 0, 4], "extent: ska vara"),
        (["extent", 0], True, "extent[0]: ska vara ett tal"),
        (["format"], 0, "format: ska vara 1"),
        (["format"], True, "format: ska vara 1"),
        (["rules", 0, "why"], KeyError, "rules[0]: saknar why"),
        (["rules", 0, "severity"], {}, "rules[0].severity: är tom"),
        (["overlap_matrix", "A4", "C1"], "F", "overlap_matrix.A4.C1: A4 över C1 är F, men C1 över A4 är V"),
        (["overlap_matrix", "A4", "C1"], "f", "overlap_matrix.A4.C1: f är inte något av F, V, -"),
        (["overlap_matrix", "A4", "C1"], KeyError, "overlap_matrix.A4: saknar C1"),
        (["overlap_matrix", "A4", "A1"], "-", "overlap_matrix.A4.A1: okänt namn A1"),
        (["overlap_matrix", "F2"], KeyError, "overlap_matrix: saknar F2"),
        (["rules"], KeyError, "dokumentet: saknar rules"),
        (["municipalities", 0, "local_crs"], KeyError, "municipalities[0]: saknar local_crs"),
    ],
)
def test_loader_names_the_place_of_a_fault(document, path, value, said):
    set_in(document, path, value)
    with pytest.raises(HsoError) as raised:
        catalogue.load(json.dumps(document))
    assert raised.value.code == "HSO-KATALOG"
    assert said in raised.value.text.sv


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"format": 1, "format": 1}', '{"format": NaN}', "[" * 100_000, " " * 5_000_001]
)
def test_loader_refuses_what_is_no_catalogue(text):
    with pytest.raises(HsoError) as raised:
        catalogue.load(text)
    assert raised.value.code == "HSO-KATALOG"


@pytest.mark.parametrize("more", [{}, {"rules": "of another shape"}])
def test_a_later_format_asks_for_a_later_plugin(document, more):
    with pytest.raises(HsoError) as raised:
        catalogue.load(json.dumps({**document, "format": 2, **more}))
    assert raised.value.code == "HSO-KATALOG-NY"
    assert "uppdatera insticksprogrammet" in raised.value.text.sv


def test_document_is_kept():
    text = catalogue.default_document()
    assert catalogue.load(text).document == text
