"""What programs write into a working copy's layers that no layer allows: curves, heights, triangles, nonsense."""

import sqlite3
import struct
from contextlib import closing
from itertools import pairwise

import pytest
import shapely
from osgeo import gdal, ogr, osr

from hso_plugin.core import rules
from hso_plugin.core.model import Stage
from hso_plugin.workcopy.storage.blob import add_functions, decode, encode
from hso_plugin.workcopy.storage.connection import connect
from tests.unit.core.rules.conftest import AREAS, OWN, SHIPPED, E, N
from tests.unit.workcopy.conftest import Desk, desk

__all__ = ["Desk", "desk"]


HEADER = b"GP\0\x01" + struct.pack("<i", 3006)


def check(objects, neighbours=(), stage=Stage.SUBMISSION):
    return rules.check(objects, neighbours, AREAS, SHIPPED, stage, OWN)


def seen(findings, thing):
    return {finding.rule for finding in findings if finding.object == thing.identity}


def drawn(desk, *shapes):
    """What a working copy holds after programs have written these into its layers."""
    for kind, wkt in shapes:
        desk.add(kind, wkt, klass={"punkt": "A3", "linje": "B1", "yta": "A4"}[kind], namn="Ritad")
    return [thing for thing in desk.copy.objects() if thing.name == "Ritad"]


CURVES = [
    ("yta", "CURVEPOLYGON (CIRCULARSTRING (600000 6920000, 601000 6920000, 600000 6920000))"),
    ("yta", "CURVEPOLYGON Z (COMPOUNDCURVE Z (CIRCULARSTRING Z (600000 6920000 1, 600500 6920500 2, 601000 6920000 3), "
            "(601000 6920000 3, 600000 6920000 1)))"),
    ("yta", "MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (600000 6920000, 601000 6920000, 600000 6920000)), "
            "((605000 6920000, 606000 6920000, 606000 6921000, 605000 6920000)))"),
    ("linje", "CIRCULARSTRING (600000 6920000, 602000 6922000, 604000 6920000)"),
    ("linje", "COMPOUNDCURVE Z (CIRCULARSTRING Z (600000 6920000 1, 602000 6922000 1, 604000 6920000 1))"),
    ("linje", "MULTICURVE (CIRCULARSTRING (600000 6920000, 602000 6922000, 604000 6920000))"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "wkt"), CURVES)
def test_curves_are_checked_as_the_lines_they_are_kept_as(desk, kind, wkt):
    (thing,) = drawn(desk, (kind, wkt))
    assert shapely.get_num_coordinates(thing.geometry) > 20
    assert not shapely.has_z(thing.geometry)
    found = seen(check([thing]), thing)
    assert "attribut-saknas" in found
    assert not found & {"geometri-saknas", "geometri-ogiltig", "klass-fel-geometri", "tre-dimensioner", "yta-liten"}


SURFACES = [
    ("yta", "POLYHEDRALSURFACE (((600000 6930000, 601000 6930000, 601000 6931000, 600000 6930000)))"),
    ("yta", "TRIANGLE ((600000 6930000, 601000 6930000, 601000 6931000, 600000 6930000))"),
    ("yta", "TIN Z (((600000 6930000 1, 601000 6930000 1, 601000 6931000 1, 600000 6930000 1)))"),
]


@pytest.mark.parametrize(("kind", "wkt"), SURFACES)
def test_surfaces_of_triangles_are_areas(desk, kind, wkt):
    (thing,) = drawn(desk, (kind, wkt))
    assert thing.geometry.geom_type == "MultiPolygon"
    assert thing.geometry.area == 500_000


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"GP",
        b"GP\0\x03",
        b"nonsense " * 9,
        HEADER + struct.pack("<BI", 1, 550),
        *(b"GP\0" + bytes([n << 1]) + b"x" * 99 for n in range(8)),
    ],
)
def test_blobs_that_nobody_can_read_are_no_geometry(blob):
    good = encode([shapely.Point(E, N)])[0]
    assert decode([blob, good]) == [None, shapely.Point(E, N)]


@pytest.fixture(params=["ogr", "osr ogr gdal"], ids=["ogr", "all-as-in-QGIS"])
def raising(request):
    """OGR raises, as QGIS's desktop has it; afterwards it does as it did before."""
    modules = [{"ogr": ogr, "osr": osr, "gdal": gdal}[name] for name in request.param.split()]
    turned = [module for module in modules if not module.GetUseExceptions()]
    for module in turned:
        module.UseExceptions()
    yield
    for module in reversed(turned):
        module.DontUseExceptions()


@pytest.mark.usefixtures("raising")
def test_curves_and_nonsense_are_read_where_ogr_raises():
    curve = ogr.CreateGeometryFromWkt(CURVES[0][1]).ExportToWkb()
    blobs = [b"GP\0\x01" + bytes(4) + bytes(curve), b"nonsense " * 9, encode([shapely.Point(E, N)])[0]]
    shape, nothing, point = decode(blobs)
    assert shape.geom_type == "Polygon" and shape.area > 700_000
    assert nothing is None and point == shapely.Point(E, N)


@pytest.mark.parametrize(
    ("wkb", "expected"),
    [
        (bytes(ogr.CreateGeometryFromWkt(CURVES[3][1]).ExportToWkb()), (0, 600000, 604000)),
        (struct.pack("<BI", 1, 550), (1, None, None)),
        (shapely.to_wkb(shapely.Point()), (1, None, None)),
    ],
    ids=["curve", "unknown", "empty"],
)
def test_the_spatial_index_takes_what_programs_write(wkb, expected):
    """A blob without an envelope, as programs write them: the triggers ask for the rest only when it is not empty."""
    with closing(sqlite3.connect(":memory:")) as connection:
        add_functions(connection)
        select = "SELECT ST_IsEmpty(?1), iif(ST_IsEmpty(?1), NULL, ST_MinX(?1)), iif(ST_IsEmpty(?1), NULL, ST_MaxX(?1))"
        assert connection.execute(select, [HEADER + wkb]).fetchone() == expected


HEIGHTS = [
    ("punkt", "POINT Z (600000 6930000 12.5)"),
    ("punkt", "POINT M (600000 6930000 12.5)"),
    ("punkt", "POINT ZM (600000 6930000 12.5 1)"),
    ("linje", "LINESTRING Z (600000 6930000 1, 604000 6930000 2)"),
    ("linje", "LINESTRING M (600000 6930000 1, 604000 6930000 2)"),
    ("yta", "MULTIPOLYGON Z (((600000 6930000 1, 601000 6930000 1, 601000 6931000 1, 600000 6930000 1)))"),
    ("yta", "POLYGON ZM ((600000 6930000 1 2, 601000 6930000 1 2, 601000 6931000 1 2, 600000 6930000 1 2))"),
]


@pytest.mark.parametrize(("kind", "wkt"), HEIGHTS)
def test_the_working_copy_keeps_no_heights(desk, kind, wkt):
    (thing,) = drawn(desk, (kind, wkt))
    assert not seen(check([thing]), thing) & {"geometri-saknas", "tre-dimensioner", "klass-fel-geometri"}


ODD_SHAPES = [
    ("yta", "GEOMETRYCOLLECTION (POINT (600000 6930000))"),
    ("yta", "POINT (600000 6930000)"),
    ("linje", "MULTIPOLYGON (((600000 6930000, 601000 6930000, 601000 6931000, 600000 6930000)))"),
    ("punkt", "MULTIPOINT (600000 6930000, 601000 6930000)"),
    ("linje", "TIN (((600000 6930000, 601000 6930000, 601000 6931000, 600000 6930000)))"),
    ("linje", "LINESTRING (600000 6930000, nan 6931000)"),
    ("punkt", "POINT EMPTY"),
]


@pytest.mark.parametrize(("kind", "wkt"), ODD_SHAPES)
def test_what_fits_no_layer_is_a_finding(desk, kind, wkt):
    if wkt.startswith("POINT (nan"):  # newer SQLite takes it into no index: it comes from a program that makes none
        desk.sql("SELECT DisableSpatialIndex('strukturbild_punkt', 'geom')")
    (thing,) = drawn(desk, (kind, wkt))
    assert seen(check([thing]), thing) & {"geometri-saknas", "geometri-ogiltig", "klass-fel-geometri"}


def test_a_point_that_is_no_number_is_a_finding(desk):
    """GDAL 3.13 refuses to write one; a file of an earlier one may hold it."""
    (thing,) = drawn(desk, ("punkt", "POINT (600000 6931000)"))
    with closing(connect(desk.path)) as connection:
        blob = HEADER + shapely.to_wkb(shapely.Point(float("nan"), 6931000))
        connection.execute("UPDATE strukturbild_punkt SET geom = ? WHERE objektidentitet = ?", (blob, thing.identity))
    (thing,) = (each for each in desk.copy.objects() if each.identity == thing.identity)
    assert seen(check([thing]), thing) & {"geometri-saknas", "geometri-ogiltig", "klass-fel-geometri"}


def test_many_shapes_in_one_layer_do_not_hide_each_other(desk):
    """One that shapely cannot read is no reason to lose the others of its table."""
    shapes = [shape for shape in (*CURVES, *HEIGHTS, *SURFACES, *ODD_SHAPES) if shape[0] == "yta"]
    things = drawn(desk, *shapes)
    assert len(things) == len(shapes)
    for one, other in pairwise(Stage):
        assert check(things, things, one)
        assert check(things, things, other)
