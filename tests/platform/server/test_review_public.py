"""What everybody reads without a password: the published map, and by no way anything else."""

from __future__ import annotations

import re

import pytest
import requests

from scripts.local_platform import published
from tests.support import raw

PUBLIC = {f"strukturbild_{kind}_publicerad" for kind in ("punkt", "linje", "yta")}
CLOSED = sorted({str(layer["name"]) for layer in published.layers()} - PUBLIC)
VERSIONS = ("1.0.0", "1.1.0", "2.0.0")

AGGREGATE = (
    '<ogc:Function name="aggregate"><ogc:Literal>behorighet</ogc:Literal><ogc:Literal>count</ogc:Literal>'
    "<ogc:Literal>anvandare</ogc:Literal></ogc:Function>"
)


def compared(left):
    return (
        '<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:PropertyIsGreaterThan>'
        f"{left}<ogc:Literal>0</ogc:Literal></ogc:PropertyIsGreaterThan></ogc:Filter>"
    )


#: Filters and orders that QGIS would work out over layers that whoever asks may not read.
COMPUTED = {
    "filter": {"FILTER": compared(AGGREGATE)},
    "filter_prefix": {"FILTER": compared(AGGREGATE).replace("ogc:", "f:").replace("xmlns:ogc", "xmlns:f")},
    "filter_no_prefix": {
        "FILTER": compared(AGGREGATE).replace("<ogc:", "<").replace("</ogc:", "</").replace(":ogc", "")
    },
    "filter_entity": {"FILTER": f"<!DOCTYPE x [<!ENTITY f '{AGGREGATE}'>]>" + compared("&f;")},
    "order": {"SORTBY": "if(aggregate('behorighet','count',\"anvandare\")>0,-lopnr,lopnr)"},
    "order_after_a_column": {"SORTBY": "namn A,-lopnr"},
    "expression": {"EXP_FILTER": "1=1"},
    "expression_lower": {"exp_filter": "1=1"},
}


def read(platform, method="GET", **parameters):
    query = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature"} | parameters
    return requests.request(method, platform.local.state.public_url, params=query, timeout=30)


@pytest.fixture(scope="module")
def approved(platform):
    """A point of Ånge's that is published, with a name of its own."""
    row = raw.version("2260", namn="Publicerad ort")
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)), "2260")) == 1
    raw.approve(platform, raw.submit(platform, "2260"))
    return row


def test_the_published_map_is_read_without_a_password(platform, approved):
    for version in VERSIONS:
        answer = read(
            platform,
            VERSION=version,
            TYPENAME="strukturbild_punkt_publicerad",
            TYPENAMES="strukturbild_punkt_publicerad",
        )
        assert answer.status_code == 200
        assert approved["objektidentitet"] in answer.text
        assert "Publicerad ort" in answer.text
    json = read(platform, TYPENAME="strukturbild_punkt_publicerad", OUTPUTFORMAT="application/vnd.geo+json").json()
    assert "Publicerad ort" in {feature["properties"]["namn"] for feature in json["features"]}


@pytest.mark.parametrize("request_", ["GetFeature", "DescribeFeatureType"])
def test_no_users_name_is_in_what_is_published(platform, approved, request_):
    for name in sorted(PUBLIC):
        for version in VERSIONS:
            text = read(platform, REQUEST=request_, VERSION=version, TYPENAME=name, TYPENAMES=name).text
            assert name in text
            assert not re.search("anvandare|planerare|stod|granskare|admin", text)


def test_the_public_is_told_of_the_published_types_only(platform):
    for version in VERSIONS:
        text = read(platform, REQUEST="GetCapabilities", VERSION=version).text
        assert set(re.findall(r"<Name>(?:\w+:)?(strukturbild\w+|[a-z]+)</Name>", text)) == PUBLIC
        assert platform.local.state.public_url in text
        assert platform.url not in text
    everything = read(platform, REQUEST="DescribeFeatureType").text
    assert set(re.findall(r'name="(\w+)Type"', everything)) == PUBLIC


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("request_", ["GetFeature", "DescribeFeatureType", "GetPropertyValue"])
def test_no_other_type_is_read_without_a_password(platform, approved, name, request_):
    ways = (
        {"TYPENAME": name},
        {"TYPENAMES": name},
        {"TYPENAME": f"strukturbild_punkt_publicerad,{name}"},
        {"FEATUREID": f"{name}.1"},
        {"TYPENAME": "strukturbild_punkt_publicerad", "FEATUREID": f"{name}.1"},
    )
    for version in VERSIONS:
        for names in ways:
            answer = read(platform, REQUEST=request_, VERSION=version, **names)
            assert f"qgs:{name}>" not in answer.text
            assert f"{name}Type" not in answer.text
            assert "anvandare" not in answer.text
    assert read(platform, REQUEST=request_, TYPENAME=name).status_code in (400, 403)


@pytest.mark.parametrize("service", ["WMS", "WCS", "WMTS", "WFS3", "OAPIF", "LANDINGPAGE", ""])
@pytest.mark.parametrize(
    "request_", ["GetCapabilities", "GetMap", "GetFeatureInfo", "GetCoverage", "GetProjectSettings", "GetPrint"]
)
def test_nothing_but_wfs_is_spoken(platform, service, request_):
    answer = read(platform, SERVICE=service, REQUEST=request_, LAYERS="inlamning", QUERY_LAYERS="inlamning")
    assert raw.codes(answer) == ["HSO-OPERATION"]


@pytest.mark.parametrize(
    "request_",
    ["Transaction", "LockFeature", "GetFeatureWithLock", "GetGmlObject", "ListStoredQueries", "DropStoredQuery"],
)
def test_the_public_does_nothing_but_read(platform, request_):
    before = raw.count(platform)
    assert raw.codes(read(platform, REQUEST=request_, OPERATION="DELETE", FEATUREID="inlamning.1")) == ["HSO-OPERATION"]
    assert raw.count(platform) == before


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_the_public_sends_nothing(platform, method):
    before = raw.count(platform)
    for credentials in (None, platform.user("2281")):
        body = raw.transaction(raw.point())
        url = platform.local.state.public_url
        assert requests.request(method, url, data=body, auth=credentials, timeout=30).status_code in (403, 405)
    assert raw.count(platform) == before


def test_a_password_given_to_the_public_address_is_not_believed(platform):
    """Right or wrong: whoever is signed in elsewhere sees there what everybody sees."""
    query = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "inlamning"}
    for credentials in (platform.user("granskare"), ("granskare", "fel")):
        answer = requests.get(
            platform.local.state.public_url,
            params=query,
            auth=credentials,
            headers={"REMOTE_USER": "granskare", "X-Remote-User": "granskare"},
            timeout=30,
        )
        assert answer.status_code == 403
        assert "anvandare" not in answer.text


@pytest.mark.parametrize(
    "path", ["/publicerat/", "/publicerat/wfs3", "/publicerat/collections", "/publicerat/../wfs", "/publicerat%2f"]
)
def test_addresses_near_the_public_one_are_closed(platform, path):
    url = platform.url.removesuffix("/wfs") + path
    request = requests.Request("GET", url).prepare()
    request.url = url  # as written: requests would tidy it up
    with requests.Session() as session:
        assert session.send(request, timeout=30).status_code in (401, 404)


@pytest.mark.parametrize("case", COMPUTED)
@pytest.mark.parametrize("signed_in", [False, True])
def test_nothing_is_computed_for_whoever_asks(platform, case, signed_in):
    """`aggregate` reads any layer of the project past its rights, so a filter or an order could tell it all."""
    query = {"TYPENAME": "strukturbild_punkt_publicerad"} | COMPUTED[case]
    answer = raw.fetch(platform, **query) if signed_in else read(platform, **query)
    assert raw.codes(answer) == ["HSO-OPERATION"]


@pytest.mark.parametrize(
    ("filter_", "order"),
    [
        (compared(AGGREGATE), "lopnr"),
        ("", "-lopnr"),
        ("", "if(aggregate('behorighet','count',\"anvandare\")>0,-lopnr,lopnr)"),
        (compared(f"<ogc:Add>{AGGREGATE}<ogc:Literal>1</ogc:Literal></ogc:Add>"), "lopnr"),
        (compared(AGGREGATE.replace("ogc:Function", "Function")), "lopnr"),
    ],
)
def test_nothing_is_computed_for_whoever_asks_by_post(platform, filter_, order):
    def ask(filter_, order):
        return raw.send(
            platform,
            '<wfs:GetFeature service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"'
            ' xmlns:ogc="http://www.opengis.net/ogc"><wfs:Query typeName="strukturbild_punkt_publicerad">'
            f"{filter_}<ogc:SortBy><ogc:SortProperty><ogc:PropertyName>{order}</ogc:PropertyName></ogc:SortProperty>"
            "</ogc:SortBy></wfs:Query></wfs:GetFeature>",
        )

    assert raw.codes(ask(filter_, order)) == ["HSO-OPERATION"]
    plain = ask(compared("<ogc:PropertyName>lopnr</ogc:PropertyName>"), "lopnr")
    assert plain.status_code == 200
    assert "FeatureCollection" in plain.text


@pytest.mark.parametrize("order", ["namn", "namn D", "namn DESC,lopnr ASC", "qgs:namn A"])
def test_columns_are_sorted_by_in_every_way_of_writing(platform, approved, order):
    answer = read(platform, TYPENAME="strukturbild_punkt_publicerad", SORTBY=order)
    assert answer.status_code == 200
    assert "Publicerad ort" in answer.text
