"""Answers in the forms of GeoServer, deegree and TinyOWS say the same to every parser; see recorded/README.md."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import shapely

from hso_plugin.core import catalogue
from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.reconcile import same
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform import rows
from hso_plugin.core.platform.server import REQUIRED_TYPES
from hso_plugin.core.wfs import capabilities, document, exceptions, schema
from hso_plugin.core.wfs.encodings import Encoding, GeoJson, Gml
from hso_plugin.core.wfs.names import local

FOLDER = Path(__file__).parent / "recorded"
SERVERS = ("geoserver", "deegree", "tinyows")
PREFIXES = {"geoserver": "hso", "deegree": "app", "tinyows": "tows"}
WHEN = datetime(2026, 3, 2, 9, 15, 30, 123_000, tzinfo=UTC)
ATTRIBUTES = {
    GeometryKind.POINT: {
        "klass": "A3", "namn": "Njurunda & Vik", "servicetyp": ("dagligvaror", "skola"), "invanare": 2300,
    },
    GeometryKind.LINE: {"klass": "B1", "namn": "Stråket"},
    GeometryKind.AREA: {"klass": "C1", "namn": "Skogen"},
}  # fmt: skip
SHAPES = {
    GeometryKind.POINT: shapely.Point(617000.25, 6921000.5),
    GeometryKind.LINE: shapely.LineString([(617000, 6921000), (617500.125, 6921900.001), (618000, 6922000)]),
    GeometryKind.AREA: shapely.MultiPolygon([
        shapely.box(617000, 6921000, 618000, 6922000).difference(shapely.box(617100, 6921100, 617200, 6921200)),
        shapely.Polygon([(619000, 6921000), (619100.5, 6921000), (619100.5, 6921100.25)]),
    ]),
}  # fmt: skip
FILES = {GeometryKind.POINT: "points", GeometryKind.LINE: "lines", GeometryKind.AREA: "areas"}


def content(server: str, name: str) -> bytes:
    return (FOLDER / server / name).read_bytes()


def described(server: str) -> dict[str, schema.FeatureType]:
    return schema.read(document.parse(content(server, "schema.xml")))


def versions(server: str, kind: GeometryKind, file: str = "", encoding: Encoding | None = None) -> list[ObjectVersion]:
    """What the reader of the ledger makes of an answer."""
    feature_type = described(server)[kind.ledger]
    encoding = encoding or Gml()
    features = encoding.features(content(server, file or f"{FILES[kind]}.xml"), feature_type)
    return rows.VersionReader(feature_type, kind, catalogue.default().columns(kind)).read(features, encoding)


@pytest.mark.parametrize("server", SERVERS)
def test_capabilities(server: str) -> None:
    offered = capabilities.read(document.parse(content(server, "capabilities.xml")))
    assert offered.title
    assert {"GetFeature", "DescribeFeatureType", "Transaction"} <= offered.operations
    assert offered.find(REQUIRED_TYPES) == {name: f"{PREFIXES[server]}:{name}" for name in REQUIRED_TYPES}
    assert ("application/json" in offered.formats) is (server != "deegree")


def test_the_types_of_one_workspace_are_found_among_others_of_the_same_name() -> None:
    offered = capabilities.read(document.parse(content("geoserver", "capabilities.xml")))
    assert [name for name in offered.types if local(name) == "kommun"] == [
        "bakgrund:kommun",
        "hso:kommun",
        "topp:kommun",
    ]
    assert offered.find(["kommun", "strukturbild_yta_version"])["kommun"] == "hso:kommun"
    assert offered.find(["finns_inte"]) == {}


@pytest.mark.parametrize("server", SERVERS)
def test_schema(server: str) -> None:
    types = described(server)
    assert set(types) == {kind.ledger for kind in GeometryKind}
    for feature_type in types.values():
        assert (feature_type.prefix, feature_type.geometry) == (PREFIXES[server], "geom")
        assert "" not in feature_type.attributes
        assert set(rows.FIXED_COLUMNS) <= set(feature_type.attributes)
        assert feature_type.attributes["namn"] == "string"


@pytest.mark.parametrize("kind", GeometryKind)
@pytest.mark.parametrize("server", SERVERS)
def test_features(server: str, kind: GeometryKind) -> None:
    (version,) = versions(server, kind)
    number = list(GeometryKind).index(kind) + 1
    identity = f"5b0f8f0e-1c1d-4c8e-9a55-0d7b1b3a0c0{number}"
    assert same(version.object, MapObject(kind, identity, "2281", ATTRIBUTES[kind], SHAPES[kind])), version.object
    assert version.change == f"c3d9a6f2-7f5b-4b7c-8f0e-2f1f5a6b7c0{number}"
    assert (version.position, version.version, version.user) == (40 + number, (2, 1, 3)[number - 1], "planerare-2281")
    assert version.deleted is (kind is GeometryKind.AREA)
    assert datetime.fromisoformat(version.valid_from or "") == WHEN


def test_geojson_says_the_same_as_gml() -> None:
    found = versions("geoserver", GeometryKind.AREA, "areas.json", GeoJson("application/json"))
    assert found == versions("geoserver", GeometryKind.AREA)


@pytest.mark.parametrize(
    ("file", "kind", "code"),
    [("points_northing_first.xml", GeometryKind.POINT, "HSO-AXLAR"), ("broken_off.xml", GeometryKind.AREA, "HSO-SVAR")],
)
def test_an_answer_that_cannot_be_trusted_is_refused(file: str, kind: GeometryKind, code: str) -> None:
    with pytest.raises(HsoError) as caught:
        versions("geoserver", kind, file)
    assert caught.value.code == code


@pytest.mark.parametrize("server", SERVERS)
def test_a_transaction_that_was_taken(server: str) -> None:
    root = document.parse(content(server, "taken.xml"))
    assert exceptions.report_text(root) is None
    assert exceptions.transaction_message(root) == ""


@pytest.mark.parametrize("server", SERVERS)
def test_a_transaction_that_was_refused(server: str) -> None:
    """The reason is the database's, also where the failed statement with a person's words stands before it."""
    root = document.parse(content(server, "refused.xml"))
    message = exceptions.transaction_message(root)
    assert "Klassen Q9 finns inte" in message
    assert exceptions.reason(message) == exceptions.REASONS["HSO-KLASS"]
    with pytest.raises(HsoError) as caught:
        Gml().features(content(server, "refused.xml"), described(server)["strukturbild_yta_version"])
    assert caught.value.code == "HSO-SERVER"


RESPONSE = '<wfs:TransactionResponse xmlns:wfs="http://www.opengis.net/wfs">{}</wfs:TransactionResponse>'
ACTION = "<wfs:TransactionResults><wfs:Action{}>{}</wfs:Action></wfs:TransactionResults>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RESPONSE.format(ACTION.format("", "<wfs:Message>HSO-KLASS: nej</wfs:Message>")), "HSO-KLASS: nej"),
        (RESPONSE.format(ACTION.format(' locator="a" code="b"', "")), "b"),
        (RESPONSE.format(ACTION.format(' locator="a"', "<wfs:Message/>")), "a"),
        (RESPONSE.format(ACTION.format("", "")), "failed action without a message"),
        (RESPONSE.format(""), ""),
        ("<WFS_TransactionResponse/>", "unexpected answer WFS_TransactionResponse"),
        ("<ExceptionReport/>", "exception report without text"),
        ("<ServiceExceptionReport><ServiceException>x</ServiceException></ServiceExceptionReport>", "x"),
    ],
)
def test_what_a_server_says_against_a_transaction(text: str, message: str) -> None:
    assert exceptions.transaction_message(document.parse(text.encode())) == message
