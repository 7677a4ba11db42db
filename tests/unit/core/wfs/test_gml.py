"""Geometry as GML: what is written is read again, in every form that servers use."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hso_plugin.core.errors import HsoError
from hso_plugin.core.geometry import same
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.wfs import gml, shapes
from hso_plugin.core.wfs.names import GML
from tests.support.grid import snap

easting = st.floats(488_000, 714_000, allow_nan=False)
northing = st.floats(6_893_000, 7_103_000, allow_nan=False)


def property_of(text: str) -> etree._Element:
    return etree.fromstring(f'<p xmlns:gml="{GML}">{text}</p>')


def circle(east: float, north: float, holes: int = 0) -> shapely.MultiPolygon:
    disc = shapely.Point(east, north).buffer(100)
    for i in range(holes):
        disc = disc.difference(shapely.Point(east - 50 + 50 * i, north).buffer(10))
    return shapely.MultiPolygon([disc, shapely.Point(east + 500, north).buffer(50)])


@given(st.lists(st.tuples(easting, northing, st.integers(0, 3)), max_size=5))
def test_areas_come_back_as_written(places: list[tuple[float, float, int]]) -> None:
    shapes = [snap(circle(*place)) for place in places]
    elements = [property_of(gml.write(shape)) for shape in shapes]
    assert gml.read(elements, GeometryKind.AREA) == shapes


@given(st.lists(st.tuples(easting, northing), min_size=2, max_size=20))
def test_lines_and_points_come_back_as_written(vertices: list[tuple[float, float]]) -> None:
    line = snap(shapely.LineString(vertices))
    point = snap(shapely.Point(vertices[0]))
    assert gml.read([property_of(gml.write(line)), None], GeometryKind.LINE) == [line, None]
    assert gml.read([None, property_of(gml.write(point))], GeometryKind.POINT) == [None, point]


SQUARE = "600000 7000000 600100 7000000 600100 7000100 600000 7000100 600000 7000000"


@pytest.mark.parametrize(
    "text",
    [
        f"<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{SQUARE}"
        "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>",
        "<gml:MultiPolygon><gml:polygonMember><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>"
        "600000,7000000 600100,7000000 600100,7000100 600000,7000100 600000,7000000"
        "</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></gml:polygonMember></gml:MultiPolygon>",
        "<gml:Polygon><gml:exterior><gml:LinearRing>"
        + "".join(f"<gml:pos>{e} {n}</gml:pos>" for e, n in zip(SQUARE.split()[::2], SQUARE.split()[1::2], strict=True))
        + "</gml:LinearRing></gml:exterior></gml:Polygon>",
    ],
    ids=["multisurface", "gml2", "pos"],
)
def test_other_servers_forms_of_an_area(text: str) -> None:
    (shape,) = gml.read([property_of(text)], GeometryKind.AREA)
    assert same(shape, shapely.MultiPolygon([shapely.box(600000, 7000000, 600100, 7000100)]))


def test_coordinates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(HsoError) as caught:
        gml.read([property_of("<gml:Point><gml:pos>7000000 600000</gml:pos></gml:Point>")], GeometryKind.POINT)
    assert caught.value.code == "HSO-AXLAR"
    assert "fel ordning" in caught.value.text.sv


@pytest.mark.parametrize(
    "text",
    ["600000 7000000 5", "", "600000 north", "600000 7000000 nan nan", "600000 7000000"],
    ids=["odd", "empty", "words", "nan", "single"],
)
def test_broken_coordinates_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(HsoError) as caught:
        gml.read(
            [property_of(f"<gml:LineString><gml:posList>{text}</gml:posList></gml:LineString>")], GeometryKind.LINE
        )
    assert caught.value.code in {"HSO-SVAR", "HSO-AXLAR"}


def test_both_axis_orders_are_never_plausible() -> None:
    corners = np.array([[e, n] for e in shapes.EASTING for n in shapes.NORTHING])
    shapes.check_axes(corners)
    with pytest.raises(HsoError):
        shapes.check_axes(corners[:, ::-1])


ENDS = "<gml:posList>600000 7000000 600100 7000100</gml:posList>"
LINE = f"<gml:LineString>{ENDS}</gml:LineString>"
COMMAS = '<gml:coordinates decimal="," cs=" ">600000,5 7000000,5</gml:coordinates>'
NODE = "<gml:Point><gml:pos>600000 7000000</gml:pos></gml:Point>"
NOT_READ = {
    "arc": (GeometryKind.LINE, f"<gml:Curve><gml:segments><gml:Arc>{ENDS}</gml:Arc></gml:segments></gml:Curve>"),
    "coord": (GeometryKind.POINT, "<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>1</gml:Y></gml:coord></gml:Point>"),
    "two lines": (GeometryKind.LINE, LINE + LINE),
    "multicurve": (GeometryKind.LINE, f"<gml:MultiCurve><m>{LINE}</m><m>{LINE}</m></gml:MultiCurve>"),
    "multipoint": (GeometryKind.POINT, f"<gml:MultiPoint><m>{NODE}</m><m>{NODE}</m></gml:MultiPoint>"),
    "line for an area": (GeometryKind.AREA, LINE),
    "empty": (GeometryKind.AREA, "<gml:MultiSurface/>"),
    "null": (GeometryKind.POINT, "<gml:Null>unknown</gml:Null>"),
    "decimal comma": (GeometryKind.POINT, f"<gml:Point>{COMMAS}</gml:Point>"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_READ)
def test_a_shape_that_would_be_read_as_another_is_refused(name: str) -> None:
    """Read as no shape at all, or two as one, it would be sent back so."""
    kind, text = NOT_READ[name]
    with pytest.raises(HsoError) as caught:
        gml.read([property_of(text)], kind)
    assert caught.value.code == "HSO-SVAR"


@pytest.mark.parametrize("kind", GeometryKind)
def test_an_empty_property_is_no_shape(kind: GeometryKind) -> None:
    assert gml.read([property_of(""), property_of(" "), None], kind) == [None, None, None]
