"""What a comparison of two catalogues says, and what it says follows from each change."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core import catalogue
from hso_plugin.core.text import Text
from scripts.admin.catalogue.changes import Effect
from scripts.admin.catalogue.differences import differences
from scripts.server.catalogue_versions import is_newer, order

DOCUMENT = json.loads(catalogue.default_document())
WORDS = {"sv": "Laddplatser", "en": "Charging points"}
NEW = {"name": "laddplatser", "type": "heltal", "title": WORDS, "help": WORDS, "common": True}
MIGRATION, FAULTS, HIDES = Effect.MIGRATION, Effect.FAULTS, Effect.HIDES


def named(document, part, name):
    key = {"classes": "code", "attributes": "name", "rules": "id"}[part]
    return next(item for item in document[part] if item[key] == name)


def compare(change):
    new = copy.deepcopy(DOCUMENT)
    change(new)
    return differences(catalogue.default(), catalogue.load(json.dumps(new)))


@pytest.mark.parametrize(
    ("change", "said", "effects"),
    [
        (lambda d: d["attributes"].append(NEW), "laddplatser (Laddplatser) har tillkommit", {MIGRATION}),
        (
            lambda d: d["attributes"].append({**NEW, "required": True}),
            "laddplatser (Laddplatser) har tillkommit",
            {MIGRATION, FAULTS},
        ),
        (lambda d: d["attributes"].append({**NEW, "common": False}), "laddplatser (Laddplatser) har tillkommit", set()),
        (lambda d: named(d, "attributes", "invanare").update(maximum=9), "invanare.maximum: 200000 → 9", {FAULTS}),
        (lambda d: named(d, "attributes", "invanare").pop("maximum"), "invanare.maximum: 200000 → –", set()),
        (lambda d: named(d, "attributes", "invanare").update(minimum=1), "invanare.minimum: 0 → 1", {FAULTS}),
        (
            lambda d: named(d, "attributes", "agenda2030").update(required=True),
            "agenda2030.required: nej → ja",
            {FAULTS},
        ),
        (lambda d: named(d, "attributes", "skede").update(required=False), "skede.required: ja → nej", set()),
        (lambda d: named(d, "attributes", "namn").update(title=WORDS), "namn.title: ”Namn” → ”Laddplatser”", set()),
        (
            lambda d: named(d, "attributes", "invanare").update(common=True),
            "invanare, ny för: – → linje, yta",
            {MIGRATION},
        ),
        (lambda d: named(d, "classes", "A3")["attributes"].pop(), "A3.invanare har tagits bort", {HIDES}),
        (
            lambda d: named(d, "classes", "A4")["attributes"].append({"name": "invanare", "required": True}),
            "A4.invanare har tillkommit",
            {FAULTS},
        ),
        (
            lambda d: named(d, "classes", "A3")["attributes"][1].update(required=True),
            "A3.invanare, krävs: nej → ja",
            {FAULTS},
        ),
        (
            lambda d: named(d, "classes", "A4")["attributes"][0].update(code_list="typ_b2"),
            "A4.typ, kodlista: typ_a4 → typ_b2",
            {FAULTS},
        ),
        (lambda d: named(d, "classes", "A1").update(theme="B"), "A1, tema: A → B", set()),
        (
            lambda d: named(d, "classes", "F2").update(geometry=["punkt", "linje"]) or _without(d, "F2"),
            "F2, geometri: punkt, linje, yta → punkt, linje",
            {FAULTS},
        ),
        (
            lambda d: d["classes"].append({**named(d, "classes", "A1"), "code": "A7"}),
            "A7 (Regional kärna) har tillkommit",
            set(),
        ),
        (lambda d: d["code_lists"]["fas"].pop(), "fas.i_drift (I drift) har tagits bort", {FAULTS}),
        (
            lambda d: d["code_lists"]["fas"].append({"code": "vilar", "title": WORDS}),
            "fas.vilar (Laddplatser) har tillkommit",
            set(),
        ),
        (lambda d: d["code_lists"]["fas"][0].update(title=WORDS), "fas.ide: ”Idé” → ”Laddplatser”", set()),
        (lambda d: d["code_lists"].update(ny=[{"code": "a", "title": WORDS}]), "ny: a har tillkommit", set()),
        (lambda d: _cell(d, "A4", "C1", "F"), "A4 över C1: V → F", {FAULTS}),
        (lambda d: _cell(d, "A4", "C1", "-"), "A4 över C1: V → -", set()),
        (
            lambda d: named(d, "rules", "yta-liten")["severity"].update(redigering="fel"),
            "yta-liten, redigering: varning → fel",
            {FAULTS},
        ),
        (
            lambda d: named(d, "rules", "yta-liten")["severity"].pop("inlamning"),
            "yta-liten, inlamning: fel → –",
            set(),
        ),
        (
            lambda d: named(d, "rules", "yta-liten")["params"]["minimum_ha"].pop("A4"),
            "yta-liten.minimum_ha.A4: 2 → –",
            {FAULTS},
        ),
        (lambda d: d["rules"].remove(named(d, "rules", "fa-invanare")), "fa-invanare har tagits bort", set()),
        (
            lambda d: d["rules"].append({**named(d, "rules", "fa-invanare"), "id": "ny"}),
            "ny har tillkommit",
            {FAULTS},
        ),
        (lambda d: named(d, "rules", "yta-liten").update(type="minsta-tal"), "yta-liten.type: minsta-yta →", {FAULTS}),
        (lambda d: named(d, "rules", "yta-liten").update(source="x"), "yta-liten.source:", set()),
        (lambda d: d["municipalities"][0].update(name="X"), "Kommun: 2260 Ånge EPSG:3013 → 2260 X EPSG:3013", set()),
        (lambda d: d["neighbours"].pop(), "Grannkommun:", set()),
        (lambda d: d["themes"][0].update(title=WORDS), "Tema A: ”Orter och bebyggelse”", set()),
        (lambda d: d.update(extent=[488671, 6893073, 713020, 7102332]), "Länets ruta:", {FAULTS}),
        (lambda d: d.update(version="1.1"), "Namn: VN-STRUKTUR 1.0 (förslag) → VN-STRUKTUR 1.1", set()),
    ],
)
def test_a_change_and_what_follows_from_it(change, said, effects):
    found = compare(change)
    (one,) = [each for each in found if each.text.sv.startswith(said)]
    assert set(one.effects) == effects
    assert one.text.en


def _cell(document, one, other, letter):
    document["overlap_matrix"][one][other] = document["overlap_matrix"][other][one] = letter


def _without(document, code):
    matrix = document["overlap_matrix"]
    del matrix[code]
    for row in matrix.values():
        del row[code]


def test_no_change_says_nothing():
    assert compare(lambda d: None) == []


def test_what_is_gone_one_way_is_new_the_other_way():
    def change(d):
        d["attributes"].append(NEW)
        d["code_lists"]["fas"].pop()
        d["rules"].pop()

    old, new = catalogue.default(), copy.deepcopy(DOCUMENT)
    change(new)
    changed = catalogue.load(json.dumps(new))
    there = {c.text.sv.replace("tillkommit", "tagits bort") for c in differences(old, changed)}
    back = {c.text.sv.replace("tillkommit", "tagits bort") for c in differences(changed, old)}
    assert there == back
    assert len(there) == 3
    assert all(isinstance(c.part, Text) for c in differences(old, changed))


@pytest.mark.parametrize(
    ("older", "newer"),
    [("1.0 (förslag)", "1.0"), ("1.0", "1.1 (förslag)"), ("1.1 (förslag)", "1.1"), ("1.9", "1.10"), ("1.9.9", "2")],
)
def test_newer(older, newer):
    assert is_newer(("K", newer), ("K", older))
    assert not is_newer(("K", older), ("K", newer))
    assert not is_newer(("K", older), ("K", older))
    assert not is_newer(("Other", newer), ("K", older))


versions = st.from_regex(r"\A[0-9](\.[0-9]{1,2}){0,2}( \(förslag\))?\Z")


@given(versions, versions)
def test_two_versions_are_newer_one_way_at_most(a, b):
    assert not (is_newer(("K", a), ("K", b)) and is_newer(("K", b), ("K", a)))
    assert is_newer(("K", a), ("K", b)) or is_newer(("K", b), ("K", a)) or order(a) == order(b)
