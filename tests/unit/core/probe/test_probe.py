"""The first contact: what a platform must have, and the one sentence for each thing it lacks."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import requests

from hso_plugin.core import probe
from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import REQUIRED_TYPES, ServerProfile
from hso_plugin.core.probe.self_test import CheckLine, self_test
from hso_plugin.core.wfs.encodings import GeoJson, Gml
from tests.unit.core.conftest import Site

from .map_platform import SHIPPED, Platform

JSON = "application/vnd.geo+json"


@pytest.fixture
def platform(site: Site) -> Platform:
    made = Platform()
    site.respond = made.answer
    return made


def refusal(site: Site, session: requests.Session) -> HsoError:
    with pytest.raises(HsoError) as caught:
        probe.find_server(site.url, session)
    return caught.value


def test_a_platform_is_found(platform: Platform, site: Site, session: requests.Session) -> None:
    server = probe.find_server(site.url, session)
    assert (server.url, server.title, server.geojson) == (site.url, "Strukturbild", JSON)
    assert tuple(server.types) == REQUIRED_TYPES
    assert {name for name, found in server.types.items() if found.geometry} == set(REQUIRED_TYPES) - {
        "behorighet",
        "regelverk",
    }
    probe.check_columns(server, SHIPPED)
    met = probe.introduce(server, session)
    assert met.catalogue == SHIPPED
    assert met.rights == (Right("eva", "2281", "planerare"),)
    assert met.user == "eva"
    assert met.areas["2281"].bounds == (600_000, 6_900_000, 640_000, 6_960_000)


def test_the_profile_survives_as_text(platform: Platform, site: Site, session: requests.Session) -> None:
    server = probe.find_server(site.url, session)
    again = ServerProfile.from_json(server.to_json())
    assert again == server
    assert isinstance(again.encoding, GeoJson)
    assert again.encoding.output_format == JSON
    plain = ServerProfile.from_json(replace(server, geojson="", title="Å «ä»").to_json())
    assert (plain.title, type(plain.encoding)) == ("Å «ä»", Gml)


def test_a_platform_that_takes_no_changes(platform: Platform, site: Site, session: requests.Session) -> None:
    platform.operations = ("GetCapabilities", "DescribeFeatureType")
    assert refusal(site, session).code == "HSO-SKRIVSKYDDAD"


@pytest.mark.parametrize("name", REQUIRED_TYPES)
def test_a_missing_table_is_named(platform: Platform, site: Site, session: requests.Session, name: str) -> None:
    del platform.types[name]
    fault = refusal(site, session)
    assert fault.code == "HSO-SCHEMA"
    assert f"tabellen {name}." in fault.text.sv
    assert f"the table {name}." in fault.text.en


def test_a_missing_description_is_named(platform: Platform, site: Site, session: requests.Session) -> None:
    platform.described = REQUIRED_TYPES[1:]
    fault = refusal(site, session)
    assert (fault.code, f"beskrivningen av {REQUIRED_TYPES[0]}" in fault.text.sv) == ("HSO-SCHEMA", True)


@pytest.mark.parametrize("column", ["lopnr", "klass", "versiongiltigtill"])
def test_a_missing_column_is_named(platform: Platform, site: Site, session: requests.Session, column: str) -> None:
    platform.types[GeometryKind.LINE.ledger].remove(column)
    with pytest.raises(HsoError) as caught:
        probe.check_columns(probe.find_server(site.url, session), SHIPPED)
    assert caught.value.code == "HSO-SCHEMA"
    assert f"saknar {column} i tabellen {GeometryKind.LINE.ledger}" in caught.value.text.sv


@pytest.mark.parametrize(
    "json_areas",
    [{}, {"2281": [(6_900_000, 600_000)] * 4}, {"2281": [(18.0, 62.0)] * 4}, {"2262": [(600_000, 6_900_000)] * 4}],
    ids=["nothing", "northing first", "degrees", "another one"],
)
def test_geojson_that_says_something_else_is_not_used(
    platform: Platform, site: Site, session: requests.Session, json_areas: dict[str, list[tuple[float, float]]]
) -> None:
    platform.json_areas = json_areas
    assert probe.find_server(site.url, session).geojson == ""


def test_geojson_a_millimetre_away_is_not_used(platform: Platform, site: Site, session: requests.Session) -> None:
    moved = [(east + 0.001, north) for east, north in platform.areas["2281"]]
    platform.json_areas = {"2281": moved}
    assert probe.find_server(site.url, session).geojson == ""


def test_a_server_without_geojson(platform: Platform, site: Site, session: requests.Session) -> None:
    platform.formats = ()
    assert probe.find_server(site.url, session).geojson == ""


@pytest.mark.parametrize("valid", [[], ["false"], ["true", "1"]])
def test_one_catalogue_is_in_force(platform: Platform, site: Site, session: requests.Session, valid: list[str]) -> None:
    platform.catalogues = [(word, SHIPPED.document) for word in valid]
    with pytest.raises(HsoError) as caught:
        probe.read_catalogue(probe.find_server(site.url, session), session)
    assert caught.value.code == "HSO-KATALOG"


@pytest.mark.parametrize(
    "newer", [{"format": 2, "classes": {"of": "another shape"}}, {"rules": [{"type": "skymningsregel"}]}]
)
def test_a_catalogue_that_needs_a_later_plugin(
    platform: Platform, site: Site, session: requests.Session, newer: dict[str, Any]
) -> None:
    document = json.loads(SHIPPED.document)
    for rule in newer.get("rules", []):
        document["rules"][7] |= rule
    platform.catalogues = [("true", json.dumps({**document, **newer, "rules": document["rules"]}))]
    server = probe.find_server(site.url, session)
    for run in (probe.read_catalogue, lambda *there: probe.require_understood(*there, "VN-STRUKTUR 0.9")):
        with pytest.raises(HsoError) as caught:
            run(server, session)
        assert caught.value.code == "HSO-KATALOG-NY"
        assert "Inget har ändrats" in caught.value.text.sv


def test_a_catalogue_whose_rules_do_not_hold_together(
    platform: Platform, site: Site, session: requests.Session
) -> None:
    document = json.loads(SHIPPED.document)
    next(rule for rule in document["rules"] if rule["id"] == "yta-liten")["params"]["minimum_ha"]["A1"] = 3
    platform.catalogues = [("true", json.dumps(document))]
    with pytest.raises(HsoError, match=r"minimum_ha\.A1") as caught:
        probe.read_catalogue(probe.find_server(site.url, session), session)
    assert caught.value.code == "HSO-KATALOG"


def test_a_user_without_rights(platform: Platform, site: Site, session: requests.Session) -> None:
    platform.rights = []
    with pytest.raises(HsoError) as caught:
        probe.read_rights(probe.find_server(site.url, session), session)
    assert caught.value.code == "HSO-BEHORIGHET"


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        ([("eva", "2281", "planerare")], True),
        ([("eva", None, "stod")], True),
        ([("eva", "2262", "planerare"), ("eva", "2281", "planerare")], True),
        ([("eva", "2262", "planerare")], False),
        ([("eva", None, "granskare")], False),
        ([("eva", None, "admin")], False),
        ([("eva", "2281", "granskare"), ("eva", "2262", "planerare")], False),
    ],
)
def test_who_may_send(rights: list[tuple[str, str | None, str]], allowed: bool) -> None:
    own = tuple(Right(*right) for right in rights)
    if allowed:
        probe.require_right(own, "2281")
        return
    with pytest.raises(HsoError) as caught:
        probe.require_right(own, "2281")
    assert caught.value.code == "HSO-BEHORIGHET"
    assert "eva" in caught.value.text.sv
    assert "2281" in caught.value.text.sv


def lines(site: Site, session: requests.Session, municipality: str = "2281") -> list[CheckLine]:
    return list(self_test(site.url, session, municipality))


def test_the_self_test_of_a_platform_that_works(platform: Platform, site: Site, session: requests.Session) -> None:
    found = lines(site, session)
    assert [line.ok for line in found] == [True] * 5
    assert found[0].text.sv.endswith("Strukturbild")
    assert found[1].text.sv == "Inloggad som eva"
    assert found[2].text.sv == "Du får ändra objekt i Sundsvall"
    assert found[3].text.sv.endswith(SHIPPED.name)
    assert found[4].text.sv.endswith("1 kommungränser")


def test_the_self_test_stops_at_the_first_fault(platform: Platform, site: Site, session: requests.Session) -> None:
    found = lines(site, session, "2262")
    assert [line.ok for line in found] == [True, True, False, None, None]
    assert "får inte ändra objekt i kommun 2262" in found[2].text.sv
    assert found[4].text.sv == "Kommungränser och koordinater: inte prövat"
    assert "kommun" not in platform.asked[platform.asked.index("behorighet") :], "nothing is asked after the fault"


def test_the_self_test_sees_the_wrong_axis_order(platform: Platform, site: Site, session: requests.Session) -> None:
    platform.areas = {"2281": [(north, east) for east, north in platform.areas["2281"]]}
    found = lines(site, session)
    assert [line.ok for line in found] == [True, True, True, True, False]
    assert "norr före öster" in found[4].text.sv


def test_the_self_test_when_the_platform_refuses(platform: Platform, site: Site, session: requests.Session) -> None:
    platform.refuses = ("behorighet",)
    found = lines(site, session)
    assert [line.ok for line in found] == [True, False, None, None, None]
    assert found[1].details


def test_the_self_test_when_nobody_is_there(session: requests.Session) -> None:
    found = list(self_test("http://127.0.0.1:1/wfs", session, "2281"))
    assert [line.ok for line in found] == [False, None, None, None, None]
    assert "127.0.0.1:1" in found[0].text.sv
