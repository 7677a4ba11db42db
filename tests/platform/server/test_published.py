"""The published project: everything is there, nothing is altered on its way out, and only Insert is offered."""

from __future__ import annotations

import re

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import GeometryKind
from scripts.local_platform import published
from tests.support import raw


def test_capabilities_offer_every_table_and_only_insert(platform):
    text = raw.fetch(platform, "admin", REQUEST="GetCapabilities").text
    types = dict(
        re.findall(
            r"<FeatureType>.*?<Name>([^<]+)</Name>.*?<Operations>(.*?)</Operations>.*?</FeatureType>", text, re.DOTALL
        )
    )
    assert set(types) == {str(layer["name"]) for layer in published.layers()}
    assert "Update" not in text.replace("UpdateSequence", "")
    assert "Delete" not in text
    assert "EPSG:3006" in text


def test_every_column_is_described(platform):
    for kind in GeometryKind:
        text = raw.fetch(platform, REQUEST="DescribeFeatureType", TYPENAME=kind.ledger).text
        described = re.findall(r'<element [^>]*name="(\w+)"', text)
        for attribute in catalogues.default().columns(kind):
            assert attribute.name in described, (kind, attribute.name)
        assert {
            "lopnr",
            "objektidentitet",
            "objektversion",
            "andring",
            "kommunkod",
            "borttagen",
            "anvandare",
            "versiongiltigfran",
        } <= set(described)
        assert "geometry" in described


def test_numbers_keep_their_decimals_and_places_their_millimetres(platform):
    corners = ((619000.001, 6919000.999), (620000.123, 6919000.5), (620000.25, 6920000.375), (619000.001, 6919000.999))
    row = raw.version(klass="D1", elbehov_mw=0.123456, namn="  två  blanksteg ")
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.AREAS, row, raw.area(*corners))))) == 1
    text = raw.fetch(platform, TYPENAME=raw.AREAS, FILTER=equals("andring", row["andring"])).text
    assert "<qgs:elbehov_mw>0.123456</qgs:elbehov_mw>" in text
    places = re.search(r"<posList[^>]*>([^<]+)</posList>", text)
    assert places is not None
    assert [float(x) for x in places[1].split()] == [x for corner in corners for x in corner]
    assert "  två  blanksteg " in text


def test_large_numbers_are_written_out(platform):
    row = raw.version(klass="D3", belopp_mkr=123456789.5, invanare=1234567)
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)))) == 1
    text = raw.fetch(platform, TYPENAME=raw.POINTS, FILTER=equals("andring", row["andring"])).text
    assert "<qgs:belopp_mkr>123456789.5</qgs:belopp_mkr>" in text
    assert "<qgs:invanare>1234567</qgs:invanare>" in text


def test_the_catalogue_comes_whole(platform):
    text = raw.fetch(platform, TYPENAME="regelverk").text
    assert "<qgs:gallande>true</qgs:gallande>" in text
    ((stored,),) = raw.rows(platform, "SELECT dokument FROM hso.regelverk WHERE gallande")
    assert stored == catalogues.default_document()
    document = re.search(r"<qgs:dokument>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</qgs:dokument>", text, re.DOTALL)
    assert document is not None
    assert document[1].strip() == stored.strip()


def equals(column, value):
    return (
        '<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:PropertyIsEqualTo>'
        f"<ogc:PropertyName>{column}</ogc:PropertyName><ogc:Literal>{value}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
    )
