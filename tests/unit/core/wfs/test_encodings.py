"""GML and GeoJSON say the same of the same features, and neither is believed blindly."""

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.wfs import gml
from hso_plugin.core.wfs.encodings import GeoJson, Gml
from hso_plugin.core.wfs.names import GML, WFS
from hso_plugin.core.wfs.schema import FeatureType
from tests.support.grid import snap

TYPE = FeatureType("yta", "hso", "urn:hso", "geometry", {"lopnr": "long", "namn": "string"})
JSON = GeoJson("application/json")
EMPTY_JSON = b'{"type": "FeatureCollection", "features": []}'


def as_gml(rows: list[tuple[int, str, shapely.Geometry]]) -> bytes:
    members = "".join(
        f"<gml:featureMember><hso:yta><hso:geometry>{gml.write(shape)}</hso:geometry>"
        f"<hso:lopnr>{number}</hso:lopnr><hso:namn>{name}</hso:namn></hso:yta></gml:featureMember>"
        for number, name, shape in rows
    )
    head = f'xmlns:wfs="{WFS}" xmlns:gml="{GML}" xmlns:hso="urn:hso"'
    return f"<wfs:FeatureCollection {head}>{members}</wfs:FeatureCollection>".encode()


def as_json(rows: list[tuple[int, str, shapely.Geometry]]) -> bytes:
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": {"lopnr": number, "namn": name}}
        for number, name, shape in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


easting, northing = st.floats(488_000, 714_000), st.floats(6_893_000, 7_103_000)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**9),
            st.sampled_from(["", "Å", "a b", '"coordinates": [[1', "]]]],[[["]),
            easting,
            northing,
        ),
        max_size=4,
    )
)
def test_both_forms_say_the_same(places: list[tuple[int, str, float, float]]) -> None:
    rows = []
    for number, name, east, north in places:
        parts = [shapely.Point(east, north).buffer(100), shapely.box(east + 200, north, east + 300, north + 9)]
        rows.append((number, name, snap(shapely.MultiPolygon(parts))))
    one, other = Gml().features(as_gml(rows), TYPE), JSON.features(as_json(rows), TYPE)
    assert Gml().shapes(one, TYPE, GeometryKind.AREA) == JSON.shapes(other, TYPE, GeometryKind.AREA)
    texts = [{name: str(value) for name, value in JSON.row(feature, TYPE).items() if value != ""} for feature in other]
    assert [Gml().row(feature, TYPE) for feature in one] == texts


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"features": 1', b"{}", b"[" * 100_000, b"<html><body/></html>", b"<a/>", b'{"x": 1}'],
    ids=["empty", "cut", "cut later", "no features", "deep", "page", "xml", "something else"],
)
def test_what_is_no_geojson_is_refused(content: bytes) -> None:
    with pytest.raises(HsoError) as caught:
        JSON.features(content, TYPE)
    assert caught.value.code == "HSO-SVAR"


def test_an_exception_report_in_place_of_geojson() -> None:
    report = b'<ServiceExceptionReport><ServiceException code="x">busy</ServiceException></ServiceExceptionReport>'
    with pytest.raises(HsoError) as caught:
        JSON.features(report, TYPE)
    assert (caught.value.code, caught.value.details) == ("HSO-SERVER", "x: busy")


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [600_000, 7_000_000]},
        {"type": "MultiPolygon", "coordinates": [[[[600_000, "a"], [1, 2]]]]},
        {"type": "MultiPolygon", "coordinates": [[[[600_000, None], [1, 2], [3, 4], [600_000, 1]]]]},
        {"type": "MultiPolygon", "coordinates": [[[[18.0, 63.0], [18.1, 63.0], [18.1, 63.1], [18.0, 63.0]]]]},
        {"type": "MultiPolygon", "coordinates": [[[[600_000, 7_000_000, 5], [600_001, 7_000_000, 5]]]]},
        {"type": "MultiPolygon", "coordinates": [[[]]]},
    ],
    ids=["another type", "text", "null", "degrees", "three dimensions", "empty ring"],
)
def test_geometry_that_is_none_of_ours_is_refused(geometry: dict[str, object]) -> None:
    with pytest.raises(HsoError) as caught:
        page = json.dumps({"features": [{"geometry": geometry, "properties": {"namn": 'en "coordinates": [1]'}}]})
        JSON.shapes(JSON.features(page.encode(), TYPE), TYPE, GeometryKind.AREA)
    assert caught.value.code in {"HSO-SVAR", "HSO-AXLAR"}


def test_no_geometry_and_no_features() -> None:
    assert JSON.features(EMPTY_JSON, TYPE) == []
    assert JSON.shapes([{"geometry": None}], TYPE, GeometryKind.AREA) == [None]


def test_a_property_with_the_name_of_its_type_is_no_feature() -> None:
    feature = "<hso:yta><hso:lopnr>1</hso:lopnr><hso:yta>själv</hso:yta></hso:yta>"
    for member in ("featureMember", "featureMembers"):
        head = f"<c:FeatureCollection xmlns:c='{WFS}' xmlns:gml='{GML}' xmlns:hso='urn:hso'>"
        answer = f"{head}<gml:{member}>{feature}</gml:{member}></c:FeatureCollection>"
        (found,) = Gml().features(answer.encode(), TYPE)
        assert Gml().row(found, TYPE) == {"lopnr": "1", "yta": "själv"}
