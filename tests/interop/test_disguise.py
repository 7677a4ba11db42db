"""The disguises do differ from QGIS Server, seen from outside: a suite that passes has met what they change."""

from __future__ import annotations

import pytest
import requests

from hso_plugin.core.progress import Silent
from hso_plugin.core.wfs import capabilities, document, schema
from hso_plugin.core.wfs.names import GML, local

from .disguise import FORMS, run
from .ledger import Ledger, following
from .server import Person, Server, given
from .wardrobe import Form

pytestmark = pytest.mark.skipif(given() is not None, reason="a server was named: there is no disguise")


@pytest.fixture(scope="module", params=FORMS)
def form(request) -> Form:
    return FORMS[request.param]


@pytest.fixture(scope="module")
def disguised(platform, form):
    with run(platform, form) as url:
        yield Ledger.of(Server(url, {"planerare": Person(*platform.user("2281"), "2281")}))


def test_names_are_others_and_the_key_is_hidden(disguised, form):
    types = disguised.profile.types.values()
    assert {(t.prefix, t.namespace) for t in types} == {(form.prefix, form.namespace)}
    assert {t.geometry for t in types} == {form.geometry, None}
    assert not any("fid" in t.attributes for t in types)


def test_geojson_in_degrees_is_found_out(disguised, form):
    offered = capabilities.read(
        document.parse(ask(disguised, params={"REQUEST": "GetCapabilities", "SERVICE": "WFS"}).content)
    )
    assert [f for f in offered.formats if "json" in f] == ([form.json] if form.json else [])
    assert disguised.profile.geojson == ""
    assert [full for full in offered.types if local(full) == "kommun"] != [f"{form.prefix}:kommun"]


def test_an_answer_looks_otherwise(disguised, form):
    kommun = disguised.profile.names["kommun"]
    answer = ask(disguised, params={"SERVICE": "WFS", "REQUEST": "GetFeature", "VERSION": "1.1.0", "TYPENAME": kommun})
    root = document.parse(answer.content)
    assert bool(root.findall(f"{{{GML}}}featureMembers")) is (form.style == "members")
    assert bool(root.findall(f".//{{{GML}}}outerBoundaryIs")) is (form.style == "gml2")


def test_a_transaction_is_all_or_nothing(disguised, form):
    good, bad = disguised.node("God"), disguised.node("Dålig", klass="Q9")
    before = disguised.from_now()
    answer = disguised.insert(good, bad)
    assert not answer.accepted
    assert "HSO-KLASS" in answer.message
    assert before.versions(good.object.identity) == []
    assert disguised.insert(good).accepted
    assert not disguised.insert(following(good), following(good)).accepted
    assert len(before.versions(good.object.identity)) == 1


def test_a_fault_has_its_own_form_and_status(disguised, form):
    answer = ask(disguised, params={"SERVICE": "WFS", "REQUEST": "Nonsense"})
    assert answer.status_code == form.fault_status
    root = document.parse(answer.content)
    assert local(root.tag) == ("ExceptionReport" if form.fault == "ows" else "ServiceExceptionReport")


def test_answers_are_capped(disguised, form):
    versions = [disguised.node(f"Nod {number}") for number in range(form.cap + 5)]
    start = disguised.from_now()
    assert disguised.insert(*versions).accepted
    pages = list(
        disguised.platform().onward(versions[0].object.kind, start.start[versions[0].object.kind] + 1, Silent())
    )
    assert max(map(len, pages)) <= form.cap
    assert sum(map(len, pages)) == len(versions)


def test_types_are_described_under_the_names_of_the_capabilities(disguised):
    names = ",".join(disguised.profile.names.values())
    answer = ask(
        disguised, params={"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "DescribeFeatureType", "TYPENAME": names}
    )
    assert schema.read(document.parse(answer.content)).keys() == disguised.profile.names.keys()


def ask(disguised: Ledger, **more) -> requests.Response:
    return requests.get(disguised.server.url, auth=disguised.server.user("planerare"), timeout=60, **more)
