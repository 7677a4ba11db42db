"""Makes the GeoPackage of a working copy: QGIS's layers through OGR, the ledger's side tables in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from osgeo import ogr, osr

from ..core.catalogue.model import Attribute, Catalogue
from ..core.model import GeometryKind
from . import review_tables
from .blob import SRS_ID
from .new_gpkg import new_gpkg

#: Raised with every change of the tables below. An older file is brought up to it when it is opened (`UPGRADES`); a
#: newer one is refused with a sentence.
FORMAT = 5
NEIGHBOUR_PREFIX = "grann_"

#: OGR's types, by kind of object and by type of attribute.
WKB_TYPES = {
    GeometryKind.POINT: ogr.wkbPoint,
    GeometryKind.LINE: ogr.wkbLineString,
    GeometryKind.AREA: ogr.wkbMultiPolygon,
}
FIELD_TYPES = {"text": ogr.OFTString, "heltal": ogr.OFTInteger, "decimal": ogr.OFTReal}

_MOTIVATIONS = """
CREATE TABLE hso_motivation (
    fynd TEXT PRIMARY KEY, regel TEXT NOT NULL, objektidentitet TEXT, motivering TEXT NOT NULL,
    anvandare TEXT NOT NULL, skriven TEXT NOT NULL, underlag TEXT NOT NULL, geom BLOB);
"""

#: Versions that were sent and refused. One of them may land all the same, if an earlier delivery of it is still on its
#: way: then it must be known as one's own.
_SENT = """
CREATE TABLE hso_sent (
    andring TEXT PRIMARY KEY, objektidentitet TEXT NOT NULL, slag TEXT NOT NULL, kommunkod TEXT NOT NULL,
    objektversion INTEGER NOT NULL, borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL, attribut TEXT NOT NULL,
    geom BLOB);
"""

#: The `andring` of the version at each cursor, where the base copies have it; else the next pull learns it. A version
#: of the plugin that moves the cursors without it must not open the file any more.
_KNOWN_CHANGES = """
INSERT OR REPLACE INTO hso_state
SELECT 'andring_' || slag, andring FROM hso_base
    JOIN hso_state ON key = 'cursor_' || slag AND CAST(value AS INTEGER) = lopnr;
"""

#: One statement each, by the format they lead from; together with `FORMAT` the only way a file's tables change.
UPGRADES = {1: _MOTIVATIONS, 2: _SENT, 3: _KNOWN_CHANGES, 4: review_tables.CREATE}

_SIDE_TABLES = """
CREATE TABLE hso_state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE hso_base (
    objektidentitet TEXT NOT NULL, slag TEXT NOT NULL, kommunkod TEXT NOT NULL, objektversion INTEGER NOT NULL,
    andring TEXT NOT NULL, borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL, lopnr INTEGER, versiongiltigfran TEXT,
    attribut TEXT NOT NULL, geom BLOB);
CREATE TABLE hso_touched (objektidentitet TEXT PRIMARY KEY, slag TEXT NOT NULL);
CREATE TABLE hso_outbox (
    ordning INTEGER PRIMARY KEY AUTOINCREMENT, andring TEXT NOT NULL UNIQUE, tillstand TEXT NOT NULL,
    objektidentitet TEXT NOT NULL UNIQUE, slag TEXT NOT NULL, kommunkod TEXT NOT NULL, objektversion INTEGER NOT NULL,
    borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL, attribut TEXT NOT NULL, geom BLOB);
CREATE TABLE hso_conflict (
    objektidentitet TEXT PRIMARY KEY, slag TEXT NOT NULL, kommunkod TEXT NOT NULL, objektversion INTEGER NOT NULL,
    andring TEXT NOT NULL, borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL, lopnr INTEGER, versiongiltigfran TEXT,
    attribut TEXT NOT NULL, geom BLOB);
CREATE TABLE hso_refused (
    objektidentitet TEXT PRIMARY KEY, slag TEXT NOT NULL, skal_sv TEXT NOT NULL, skal_en TEXT NOT NULL,
    detaljer TEXT NOT NULL);
CREATE TABLE hso_received (
    ordning INTEGER PRIMARY KEY AUTOINCREMENT, typ TEXT NOT NULL,
    objektidentitet TEXT NOT NULL, slag TEXT NOT NULL, kommunkod TEXT NOT NULL, objektversion INTEGER NOT NULL,
    andring TEXT NOT NULL, borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL, lopnr INTEGER, versiongiltigfran TEXT,
    attribut TEXT NOT NULL, geom BLOB);
"""


def create_layers(path: Path, catalogue: Catalogue) -> None:
    """Make the file at `path` with the tables that QGIS shows, spatial indexes included. Raises as `new_gpkg`."""
    with new_gpkg(path) as source:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(SRS_ID)
        for kind in GeometryKind:
            for table in (kind.table, NEIGHBOUR_PREFIX + kind):
                layer = source.CreateLayer(table, reference, WKB_TYPES[kind], ["GEOMETRY_NAME=geom", "FID=fid"])
                for name in ("objektidentitet", "kommunkod"):
                    layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
                if table != kind.table:
                    layer.CreateField(ogr.FieldDefn("objektversion", ogr.OFTInteger))
                    layer.CreateField(ogr.FieldDefn("anvandare", ogr.OFTString))
                for attribute in catalogue.columns(kind):
                    layer.CreateField(_field(attribute))
        _create_areas(source, reference)
        codes = source.CreateLayer("kodlista", None, ogr.wkbNone, ["FID=fid"])
        for name in ("lista", "kod", "titel_sv", "titel_en"):
            codes.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        codes.CreateField(ogr.FieldDefn("ordning", ogr.OFTInteger))


def create_areas(path: Path) -> None:
    """Make the file at `path` with the municipalities alone. Raises as `new_gpkg`."""
    with new_gpkg(path) as source:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(SRS_ID)
        _create_areas(source, reference)


def _create_areas(source: ogr.DataSource, reference: osr.SpatialReference) -> None:
    areas = source.CreateLayer("kommun", reference, ogr.wkbMultiPolygon, ["GEOMETRY_NAME=geom", "FID=fid"])
    for name in ("kommunkod", "namn"):
        areas.CreateField(ogr.FieldDefn(name, ogr.OFTString))


def _field(attribute: Attribute) -> ogr.FieldDefn:
    field = ogr.FieldDefn(attribute.name, ogr.OFTString if attribute.multiple else FIELD_TYPES[attribute.type])
    field.SetAlternativeName(attribute.title.sv)
    return field


def create_side_tables(connection: sqlite3.Connection) -> None:
    """Make the tables that only the plugin reads."""
    connection.executescript(_SIDE_TABLES + _MOTIVATIONS + _SENT + review_tables.CREATE)


def code_rows(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str, int]]:
    """Rows (list, code, Swedish, English, order) of `kodlista`: the catalogue's lists, classes and municipalities."""
    for name, codes in catalogue.code_lists.items():
        for order, code in enumerate(codes):
            yield name, code.code, code.title.sv, code.title.en, order
    for kind in GeometryKind:
        for order, klass in enumerate(catalogue.classes_of(kind)):
            yield f"klass_{kind}", klass.code, f"{klass.code} {klass.title.sv}", f"{klass.code} {klass.title.en}", order
    for order, municipality in enumerate(catalogue.municipalities if "kommun" not in catalogue.code_lists else ()):
        yield "kommun", municipality.code, municipality.name, municipality.name, order
