"""Fills a platform or a working copy with polygons: circles of 50 vertices on a grid, seeded, of one municipality."""

from __future__ import annotations

import random
from pathlib import Path
from uuid import UUID

import numpy as np
import psycopg2
import psycopg2.extras
import shapely
from osgeo import ogr

VERTICES = 50
MUNICIPALITY = "2281"
_WEST, _SOUTH, _STEP, _COLUMNS = 500_000, 6_900_000, 1_000, 150
_INSERT = """
INSERT INTO hso.strukturbild_yta_version
    (objektidentitet, objektversion, andring, kommunkod, borttagen, anvandare, geom,
     klass, namn, stallningstagande, skede, niva, tidshorisont, prioritet, rus_prioritet, agenda2030)
VALUES %s"""
_TEMPLATE = (
    "(%s, %s, %s, %s, false, %s, ST_SetSRID(%s::geometry, 3006), 'C1', %s, %s, 'befintlig', 'regional', '2030', "
    "%s, '1.1,2.4', '11,15,9')"
)


def circle(index: int, radius: float = 300.0) -> shapely.MultiPolygon:
    """The polygon of number `index`: EPSG:3006, easting, northing, on the grid of 1 mm."""
    angles = np.linspace(0, 2 * np.pi, VERTICES, endpoint=False)
    east = _WEST + _STEP * (index % _COLUMNS)
    north = _SOUTH + _STEP * (index // _COLUMNS)
    ring = np.column_stack([east + radius * np.cos(angles), north + radius * np.sin(angles)]).round(3)
    return shapely.MultiPolygon([shapely.Polygon(ring)])


def fill(dsn: str, user: str, count: int) -> None:
    """Insert `count` new objects, through the ledger's triggers like everything else."""
    _insert(dsn, user, range(count), version=1)


def change(dsn: str, user: str, numbers: range, version: int) -> None:
    """Give the objects `numbers` their version number `version`, with another name and size."""
    _insert(dsn, user, numbers, version)


def draw(path: Path, numbers: range, **texts: str) -> None:
    """Draw polygons into a working copy, as QGIS does: through OGR. `texts` are values of more columns."""
    source = ogr.Open(str(path), update=1)
    layer = source.GetLayerByName("strukturbild_yta")
    layer.StartTransaction()
    for number in numbers:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in {"klass": "C1", "namn": f"Nytt {number}", **texts}.items():
            feature[name] = value
        feature.SetGeometry(ogr.CreateGeometryFromWkb(circle(number, 200.0).wkb))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del feature, layer, source


def _insert(dsn: str, user: str, numbers: range, version: int) -> None:
    rows = [
        (
            str(identity(number)),
            version,
            str(_uuid("andring", number, version)),
            MUNICIPALITY,
            user,
            shapely.to_wkb(circle(number, 300.0 - version), hex=True),
            f"Område {number}, version {version}",
            "Kommunen vill bevara och utveckla området. " * 3,
            1 + number % 3,
        )
        for number in numbers
    ]
    with psycopg2.connect(dsn) as connection, connection.cursor() as cursor:
        psycopg2.extras.execute_values(cursor, _INSERT, rows, _TEMPLATE, page_size=1000)


def identity(number: int) -> UUID:
    """The object's identity."""
    return _uuid("objekt", number)


def _uuid(*parts: object) -> UUID:
    return UUID(int=random.Random("/".join(map(str, parts))).getrandbits(128), version=4)
