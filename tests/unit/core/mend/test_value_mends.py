"""Values that mean something known become that, and missing ones that follow from the place are filled in."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core import catalogue
from hso_plugin.core.catalogue.model import Code
from hso_plugin.core.mend import mendable
from hso_plugin.core.mend.codes import code_for, converted, folded
from hso_plugin.core.model import Stage
from hso_plugin.core.text import Text
from tests.unit.core.rules.conftest import SHIPPED

CODE, TYPE, MISSING, FEW, CLASS = "kod-okand", "attribut-fel-typ", "attribut-saknas", "for-fa-val", "klass-okand"


class TestCodes:
    @pytest.mark.parametrize("written", ["Väg", "VÄG", " vag ", "väg."])
    def test_a_code_written_another_way(self, county, written):
        mend = county.mend(CODE, county.line("B1", (5000, 5000), (8000, 5000), trafikslag=written))
        assert mend.after.attributes == {**mend.before.attributes, "trafikslag": "vag"}
        assert mend.text.sv == f"Trafikslag: ”{' '.join(written.split())}” ändras till ”vag”."

    def test_a_title(self, county):
        assert county.mend(CODE, county.point("A3", 1, 1, skede="Under utredning")) is None
        item = county.point("A3", 5000, 5000, niva="Mellankommunal")
        assert county.mend(CODE, item).after.attributes["niva"] == "mellankommunal"
        item = county.point("A3", 5000, 5000, tidshorisont="Till 2040")
        assert county.mend(CODE, item).after.attributes["tidshorisont"] == "2040"

    def test_one_of_several(self, county):
        item = county.point("A3", 5000, 5000, servicetyp=("Skola", "dagligvaror"))
        assert county.mend(CODE, item).after.attributes["servicetyp"] == ("dagligvaror", "skola")

    def test_the_class_has_its_own_list(self, county):
        item = county.line("B2", (5000, 5000), (11_000, 5000), typ="Pendling")
        assert county.mend(CODE, item).after.attributes["typ"] == "pendling"
        assert county.mend(CODE, county.line("B2", (5000, 5000), (11_000, 5000), typ="Resecentrum")) is None

    @pytest.mark.parametrize("written", ["vägg", "v", "?", "…"])
    def test_what_nobody_knows(self, county, written):
        assert county.mend(CODE, county.line("B1", (5000, 5000), (8000, 5000), trafikslag=written)) is None

    def test_what_the_code_reveals_is_no_graver(self, county):
        item = county.point("A3", 5000, 5000, hk_miljo="Ej bedömd")
        assert county.mend(CODE, item).after.attributes["hk_miljo"] == "ej_bedomd"

    def test_what_the_code_reveals_is_never_graver(self, county):
        document = json.loads(SHIPPED.document)
        rule = next(rule for rule in document["rules"] if rule["id"] == CODE)
        rule["severity"]["inlamning"] = "varning"
        milder = catalogue.load(json.dumps(document))
        assert county.mend(CODE, county.point("A3", 5000, 5000, hk_miljo="Ej bedömd"), catalogue=milder) is None
        assert county.mend(CODE, county.point("A3", 9000, 9000, hk_miljo="Neutral"), catalogue=milder)

    def test_points_do_not_vanish_from_codes(self):
        assert code_for(SHIPPED.code_lists["rus_prioritet"], "11") is None
        assert code_for(SHIPPED.code_lists["rus_prioritet"], 1.1) == "1.1"
        assert code_for(SHIPPED.code_lists["agenda2030"], 11.0) == "11"

    def test_a_code_comes_before_a_title(self):
        codes = [Code("a", Text("b", "b")), Code("b", Text("a", "a")), Code("c", Text("a", "d"))]
        assert code_for(codes, "A") == "a"
        assert code_for(codes, "d") == "c"

    @pytest.mark.parametrize("name", SHIPPED.code_lists)
    def test_every_code_and_title_means_itself(self, name):
        for code in SHIPPED.code_lists[name]:
            for written in (code.code, code.code.upper(), code.title.sv, code.title.en.lower()):
                assert code_for(SHIPPED.code_lists[name], written) in {code.code, None}
            assert code_for(SHIPPED.code_lists[name], code.code) == code.code

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text):
        assert folded(folded(text)) == folded(text)


class TestClass:
    @pytest.mark.parametrize("written", ["a3", "A 3", "Serviceort, landsbygdsnod"])
    def test_a_class_written_another_way(self, county, written):
        item = county.point("A3", 5000, 5000)
        item = replace(item, attributes={**item.attributes, "klass": written})
        assert county.mend(CLASS, item).after.klass == "A3"

    def test_not_one_that_is_drawn_otherwise(self, county):
        item = county.point("A3", 5000, 5000)
        assert county.mend(CLASS, replace(item, attributes={**item.attributes, "klass": "a4"})) is None

    def test_not_one_too_many_far_away(self, county):
        """A municipality has one A2: the one that comes first in order is then the wrong one's."""
        late, early = county.point("A2", 19_000, 19_000), county.point("A2", 500, 500)
        early = replace(early, identity="00000000-0000-0000-0000-000000000000")
        early = replace(early, attributes={**early.attributes, "klass": "a2"})
        assert county.mend(CLASS, early, late) is None


class TestTypes:
    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("1 200", 1200),
            ("5.0", 5),
            ("1\u00a0200,0", 1200),
            ("+7", 7),
            ("5,5", None),
            ("5.000", None),
            ("cirka 5", None),
            ("", None),
        ],
    )
    def test_whole_numbers(self, county, written, value):
        assert converted(SHIPPED, SHIPPED.attributes["invanare"], written) == value

    @pytest.mark.parametrize(
        ("written", "value"), [("12,5", 12.5), ("0.125", 0.125), ("1 234,56", 1234.56), ("−3", -3), ("5 MW", None)]
    )
    def test_decimal_numbers(self, written, value):
        assert converted(SHIPPED, SHIPPED.attributes["elbehov_mw"], written) == value

    def test_in_an_object(self, county):
        mend = county.mend(TYPE, county.point("A3", 5000, 5000, invanare="1 200"))
        assert mend.after.attributes["invanare"] == 1200
        assert mend.text.sv == "Invånare: ”1 200” ändras till ”1200”."

    def test_not_to_a_number_out_of_bounds(self, county):
        assert county.mend(TYPE, county.point("A3", 5000, 5000, invanare="-5")) is None

    def test_a_number_that_is_a_code(self, county):
        assert county.mend(TYPE, county.point("A3", 5000, 5000, prioritet=2.0)).after.attributes["prioritet"] == "2"

    def test_a_number_that_is_a_name(self, county):
        assert county.mend(TYPE, county.point("A3", 5000, 5000, namn=1234)).after.attributes["namn"] == "1234"

    def test_a_list_written_as_text(self, county):
        item = county.point("A3", 5000, 5000, servicetyp="Skola; dagligvaror")
        assert county.mend(TYPE, item).after.attributes["servicetyp"] == ("dagligvaror", "skola")
        assert county.mend(TYPE, county.point("A3", 5000, 5000, servicetyp="skola, bio")) is None

    def test_a_list_of_one_where_one_is_asked_for(self, county):
        assert county.mend(TYPE, county.point("A3", 5000, 5000, niva=("lokal",))).after.attributes["niva"] == "lokal"
        assert county.mend(TYPE, county.point("A3", 5000, 5000, niva=("lokal", "regional"))) is None


class TestMissing:
    def test_the_municipalities_an_area_lies_in(self, county):
        mend = county.mend(MISSING, county.box("F1", 19_000, 5000, 2000, 1000, berorda_kommuner=None))
        assert mend.after.attributes["berorda_kommuner"] == ("2262", "2281")
        assert mend.text.sv == "Berörda kommuner fylls i: Sundsvall och Timrå, som objektet ligger i."
        assert mend.text.en == "Municipalities concerned is filled in: Sundsvall and Timrå, where the object lies."

    def test_one_is_not_enough(self, county):
        assert county.mend(MISSING, county.box("F1", 9000, 5000, 2000, 1000, berorda_kommuner=None)) is None

    def test_a_second_one(self, county):
        mend = county.mend(FEW, county.box("F1", 19_000, 5000, 2000, 1000, berorda_kommuner=("2281",)))
        assert mend.after.attributes["berorda_kommuner"] == ("2262", "2281")
        assert "fylls i: Timrå," in mend.text.sv

    def test_those_already_chosen_stay(self, county):
        mend = county.mend(FEW, county.box("F1", 19_000, 5000, 2000, 1000, berorda_kommuner=("2280",)))
        assert mend.after.attributes["berorda_kommuner"] == ("2262", "2280", "2281")

    @pytest.mark.parametrize(("width", "mended"), [(1.001, True), (0.999, False)])
    def test_from_a_tenth_of_a_hectare(self, county, width, mended):
        item = county.box("F1", 19_000, 5000, 1000 + width, 1000, berorda_kommuner=None)
        assert (county.mend(MISSING, item) is not None) is mended

    def test_what_must_be_known_is_left_to_people(self, county):
        assert county.mend(MISSING, county.point("A3", 5000, 5000, skede=None)) is None
        assert county.mend(FEW, county.point("A3", 5000, 5000, servicetyp=("skola",))) is None

    def test_the_only_choice_there_is(self, county):
        document = json.loads(SHIPPED.document)
        document["code_lists"]["skede"] = document["code_lists"]["skede"][:1]
        item = county.point("A3", 5000, 5000, skede=None)
        mend = county.mend(MISSING, item, catalogue=catalogue.load(json.dumps(document)))
        assert mend.after.attributes["skede"] == "befintlig"
        assert mend.text.sv == "Skede fylls i: Befintlig, det enda som går att välja."

    @pytest.mark.parametrize("stage", Stage)
    def test_at_every_stage(self, county, stage):
        item = county.box("F1", 19_000, 5000, 2000, 1000, berorda_kommuner=None)
        assert county.mend(MISSING, item, stage=stage)


class TestOffered:
    """No mend is offered where object and catalogue already tell that there is none."""

    @pytest.mark.parametrize(
        ("rule", "klass", "values", "offered"),
        [
            (MISSING, "A3", {"skede": None}, False),
            (MISSING, "A3", {"stallningstagande": None}, False),
            (FEW, "A3", {"servicetyp": ("skola",)}, False),
            (CODE, "A3", {"skede": "Planerad"}, True),
            (CODE, "A3", {"skede": "sedan"}, False),
            (TYPE, "A3", {"invanare": "1 200"}, True),
            (TYPE, "A3", {"invanare": "många"}, False),
            (TYPE, "A3", {"invanare": "0"}, True),
            (CLASS, "a3", {}, True),
            (CLASS, "Z9", {}, False),
        ],
    )
    def test_a_value(self, county, rule, klass, values, offered):
        item = county.point("A3", 5000, 5000, **values)
        item = replace(item, attributes={**item.attributes, "klass": klass})
        (finding,) = [found for found in county.check(item, rule=rule) if found.part != "agenda2030"]
        assert mendable(finding, item, SHIPPED) is offered

    @pytest.mark.parametrize(("rule", "given"), [(MISSING, None), (FEW, ("2281",))])
    def test_the_municipalities_an_object_lies_in(self, county, rule, given):
        item = county.box("F1", 19_000, 5000, 2000, 1000, berorda_kommuner=given)
        (finding,) = county.check(item, rule=rule)
        assert mendable(finding, item, SHIPPED)

    def test_a_rule_without_any_mend(self, county):
        item = county.point("A3", 5000, 5000, invanare=5)
        (finding,) = county.check(item, rule="fa-invanare")
        assert not mendable(finding, item, SHIPPED)
