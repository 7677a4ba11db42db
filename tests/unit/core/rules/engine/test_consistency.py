"""What the rules say fits the catalogue's classes, attributes and codes; every fault is named with its line."""

import json

import pytest

from hso_plugin.core import catalogue, rules
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.rules import RULE_TYPES

#: Types and parameters that may name classes of any geometry, though the shipped rules name those of one.
ANY_GEOMETRY = {
    ("avstand", "apart"),
    ("hogst-antal", "maximum"),
    ("minst-antal", "minimum"),
    ("minst-antal", "unless"),
    ("minsta-tal", "minimum"),
    ("narhet", "near"),
    ("nod-vid-strak", "classes"),
    ("val-kravs", "codes"),
}


def changed(rule, params=(), **others):
    document = json.loads(catalogue.default_document())
    found = next(r for r in document["rules"] if r["id"] == rule)
    for path, value in params:
        part = found["params"]
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = value
    found.update(others)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text, catalogue.load(text)


@pytest.mark.parametrize(
    ("rule", "path", "value", "said"),
    [
        ("yta-liten", ["minimum_ha", "A1"], 1, "minimum_ha.A1: regeln gäller ytor, men A1 är det inte"),
        ("linje-kort", ["minimum_m", "C1"], 1, "minimum_m.C1: regeln gäller linjer, men C1 är det inte"),
        ("linje-lang", ["maximum_m", "A3"], 1, "maximum_m.A3: regeln gäller linjer"),
        ("linje-los-ande", ["objects", "A4"], ["A1"], "objects.A4: regeln gäller linjer"),
        ("linje-vantar-granne", ["objects", "A4"], ["A1"], "objects.A4: regeln gäller linjer"),
        ("linje-vantar-granne", ["same", "E2"], ["trafikslag"], "same.E2[0]: E2 har inte attributet trafikslag"),
        ("linje-fortsatter-till", ["objects", "A4"], ["A1"], "objects.A4: regeln gäller linjer"),
        ("linje-utan-faste", ["start", "A4"], ["A1"], "start.A4: regeln gäller linjer"),
        ("linje-utan-faste", ["end", "A4"], ["A1"], "end.A4: regeln gäller linjer"),
        ("nod-utan-strak", ["near"], ["B1", "A4"], "near[1]: regeln gäller linjer"),
        ("nod-utan-strak", ["classes"], ["A1"], "attribute: A1 har inte attributet typ"),
        ("nod-utan-strak", ["near"], ["E2"], "near_attribute: E2 har inte attributet trafikslag"),
        ("nod-utan-strak", ["fits", "brygga"], ["vag"], "fits.brygga: typ har inte valet brygga"),
        ("nod-utan-strak", ["fits", "hamn"], ["rymd"], "fits.hamn[0]: trafikslag har inte valet rymd"),
        ("hk-ej-bedomd", ["codes"], ["ej_bedömd"], "codes[0]: hk_miljo har inte valet ej_bedömd"),
        (
            "motivering-kort",
            ["when", "hk_miljo_motivering", "codes"],
            ["bidrar", "x"],
            "when.hk_miljo_motivering.codes[1]: hk_miljo har inte valet x",
        ),
        ("rus-passar-inte", ["codes", "D1"], ["1.2", "9.9"], "codes.D1[1]: rus_prioritet har inte valet 9.9"),
        ("rus-passar-inte", ["attribute"], "trafikslag", "codes.D1: D1 har inte attributet trafikslag"),
        ("fa-invanare", ["minimum", "A4"], {"invanare": 1}, "minimum.A4.invanare: A4 har inte attributet invanare"),
        ("fa-invanare", ["minimum", "A3"], {"namn": 1}, "minimum.A3.namn: namn är inget tal"),
        ("for-fa-val", ["minimum", "A3"], {"namn": 1}, "minimum.A3.namn: namn tar bara ett värde"),
        ("yta-overlapp", ["pairs"], "V", "rules[yta-overlapp-avvag].params.pairs: yta-overlapp gäller redan V"),
        ("yta-overlapp", ["pairs"], "-", "pairs: det tillåtna behöver ingen regel"),
        ("yta-overlapp", ["pairs"], "X", "pairs: X är inte något av F, V, -"),
    ],
)
def test_what_does_not_agree_is_named(rule, path, value, said):
    _, loaded = changed(rule, [(path, value)])
    with pytest.raises(HsoError) as raised:
        rules.validate(loaded)
    assert raised.value.code == "HSO-KATALOG"
    assert said in raised.value.text.sv


def test_a_letter_without_a_rule_is_named():
    document = json.loads(catalogue.default_document())
    document["rules"] = [rule for rule in document["rules"] if rule["id"] != "yta-overlapp-avvag"]
    with pytest.raises(HsoError, match=r"overlap_matrix.A4.A6: no rule of type ytoverlapp is on V"):
        rules.validate(catalogue.load(json.dumps(document)))


def test_the_line_of_a_parameter_is_named():
    text, loaded = changed("rus-passar-inte", [(["codes", "D1"], ["1.2", "9.9"])])
    line = next(number for number, each in enumerate(text.split("\n"), 1) if each.strip() == '"9.9"')
    with pytest.raises(HsoError, match=f"Line {line}, rules.rus-passar-inte..params.codes.D1"):
        rules.validate(loaded)


def test_the_parameters_spoken_of_exist():
    with pytest.raises(ValueError, match="minimum_km"):
        rules.rule_type("sjalvgjord", params=("minimum_m",), about={"minimum_km": GeometryKind.LINE})(lambda *_: ())
    assert {param for each in RULE_TYPES.values() for param in each.about}


def test_a_type_that_lists_classes_of_one_geometry_says_which():
    """By what the shipped rules name: where all classes of a parameter are points, or lines, or areas, it is said."""
    shipped = catalogue.load(catalogue.default_document())
    silent = set()
    for rule in shipped.rules:
        for name, value in rule.params.items():
            classes = (
                [shipped.classes[code] for code in value if code in shipped.classes]
                if isinstance(value, (dict, list))
                else []
            )
            kinds = {each.kinds for each in classes}
            if len(kinds) == 1 and len(next(iter(kinds))) == 1 and name not in RULE_TYPES[rule.type].about:
                silent.add((rule.type, name))
    assert silent == ANY_GEOMETRY
