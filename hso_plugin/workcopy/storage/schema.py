"""Makes the GeoPackage of a working copy: QGIS's layers through OGR, the ledger's side tables in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from osgeo import ogr, osr

from ...core.catalogue.model import Attribute, Catalogue
from ...core.model import IDENTITY, MUNICIPALITY, OBJECT_VERSION, USER, GeometryKind
from .blob import SRS_ID
from .migrations import FIRST_FORMAT, migrate
from .new_gpkg import GpkgWriter, new_gpkg, open_gpkg
from .table_names import NEIGHBOUR_PREFIX as NEIGHBOUR_PREFIX

#: OGR's types, by kind of object and by type of attribute.
WKB_TYPES = {
    GeometryKind.POINT: ogr.wkbPoint,
    GeometryKind.LINE: ogr.wkbLineString,
    GeometryKind.AREA: ogr.wkbMultiPolygon,
}
FIELD_TYPES = {"text": ogr.OFTString, "heltal": ogr.OFTInteger, "decimal": ogr.OFTReal}
#: The same types as OGR writes them in a GeoPackage.
_SQL_TYPES = {ogr.OFTString: "TEXT", ogr.OFTInteger: "MEDIUMINT", ogr.OFTReal: "REAL"}

#: Those of the first format; what came later is added by `migrations`.
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


def create_layers(path: Path, catalogue: Catalogue) -> list[str]:
    """Make the file at `path` with the tables that QGIS shows, spatial indexes included; their names.

    Raises as `new_gpkg`.
    """
    with new_gpkg(path) as gpkg:
        reference = _reference()
        for table in _layers():
            _create_layer(gpkg, table, reference, catalogue)
        _create_areas(gpkg, reference)
        codes = gpkg.add_layer("kodlista", None, ogr.wkbNone)
        for name in ("lista", "kod", "titel_sv", "titel_en"):
            codes.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        codes.CreateField(ogr.FieldDefn("ordning", ogr.OFTInteger))
    return list(gpkg.rows)


def add_layers(path: Path, catalogue: Catalogue, tables: Iterable[str], unindexed: Iterable[str]) -> None:
    """Make layers in the file at `path` that it lacks, empty, and the spatial indexes of others. As `new_gpkg`."""
    with open_gpkg(path) as gpkg:
        for table in tables:
            _create_layer(gpkg, table, _reference(), catalogue)
        for table in unindexed:
            gpkg.add_index(table)


def layer_columns(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Names and SQL types of the columns of each layer of objects, without `fid` and `geom`."""
    return {
        table: {field.GetName(): _SQL_TYPES[field.GetType()] for field in _fields(table, catalogue)}
        for table in _layers()
    }


def _layers() -> dict[str, GeometryKind]:
    """The layers of objects, one's own and the neighbours', with the kind that each has."""
    return {table: kind for kind in GeometryKind for table in (kind.table, NEIGHBOUR_PREFIX + kind)}


def _reference() -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(SRS_ID)
    return reference


def _create_layer(gpkg: GpkgWriter, table: str, reference: osr.SpatialReference, catalogue: Catalogue) -> None:
    kind = _layers()[table]
    layer = gpkg.add_layer(table, reference, WKB_TYPES[kind])
    for field in _fields(table, catalogue):
        layer.CreateField(field)


def _fields(table: str, catalogue: Catalogue) -> Iterator[ogr.FieldDefn]:
    kind = _layers()[table]
    yield from (ogr.FieldDefn(name, ogr.OFTString) for name in (IDENTITY, MUNICIPALITY))
    if table != kind.table:
        yield ogr.FieldDefn(OBJECT_VERSION, ogr.OFTInteger)
        yield ogr.FieldDefn(USER, ogr.OFTString)
    yield from map(_field, catalogue.columns(kind))


def create_areas(path: Path) -> None:
    """Make the file at `path` with the municipalities alone. Raises as `new_gpkg`."""
    with new_gpkg(path) as gpkg:
        _create_areas(gpkg, _reference())


def _create_areas(gpkg: GpkgWriter, reference: osr.SpatialReference) -> None:
    areas = gpkg.add_layer("kommun", reference, ogr.wkbMultiPolygon)
    for name in (MUNICIPALITY, "namn"):
        areas.CreateField(ogr.FieldDefn(name, ogr.OFTString))


def _field(attribute: Attribute) -> ogr.FieldDefn:
    field = ogr.FieldDefn(attribute.name, ogr.OFTString if attribute.multiple else FIELD_TYPES[attribute.type])
    field.SetAlternativeName(attribute.title.sv)
    return field


def create_side_tables(connection: sqlite3.Connection) -> None:
    """Make the tables that only the plugin reads."""
    connection.executescript(_SIDE_TABLES)
    migrate(connection, FIRST_FORMAT)


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
