"""Reads and writes rows of the working copy's tables. Every function works inside the caller's step."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import shapely

from ...core.catalogue.model import Catalogue
from ...core.model import GeometryKind, MapObject, ObjectVersion
from . import capture, sql
from .codec import VERSION_COLUMNS, object_columns, object_rows, objects_of, version_of, version_rows

#: Values bound in one statement; SQLite's own limit was 999 for long.
_CHUNK = 500


def read_objects(
    connection: sqlite3.Connection,
    table: str,
    kind: GeometryKind,
    catalogue: Catalogue,
    identities: Collection[str] | None = None,
) -> list[MapObject]:
    """The objects of a table, or those of `identities`, in the order they were added."""
    columns = catalogue.columns(kind)
    found: list[MapObject] = []
    for condition, values in _chunks(identities):
        statement = sql.select(object_columns(columns), table, f"{condition} ORDER BY fid")
        cursor = connection.execute(statement, values)
        # In portions: decoding all geometries of a large map at once would hold the interpreter for too long.
        while rows := cursor.fetchmany(_CHUNK):
            found += objects_of(rows, kind, columns)
    return found


def insert_objects(
    connection: sqlite3.Connection,
    table: str,
    kind: GeometryKind,
    catalogue: Catalogue,
    objects: Sequence[MapObject],
    extra: Mapping[str, Sequence[object]] | None = None,
) -> None:
    """Add objects to a table, with the values of `extra` columns beside theirs."""
    columns = catalogue.columns(kind)
    names = [*object_columns(columns), *(extra or {})]
    rows: Iterable[Sequence[object]] = object_rows(objects, columns, catalogue.free_texts)
    if extra:
        rows = [(*row, *more) for row, more in zip(rows, zip(*extra.values(), strict=True), strict=True)]
    with capture.receiving(connection):
        connection.executemany(sql.insert(table, names), rows)
    _widen(connection, table, objects)


def update_objects(
    connection: sqlite3.Connection, table: str, kind: GeometryKind, catalogue: Catalogue, objects: Sequence[MapObject]
) -> None:
    """Give the objects of a table the content of `objects`; their row ids stay, for QGIS keeps them."""
    columns = catalogue.columns(kind)
    rows = [(*row, row[1]) for row in object_rows(objects, columns, catalogue.free_texts)]
    with capture.receiving(connection):
        connection.executemany(sql.update(table, object_columns(columns)), rows)
    _widen(connection, table, objects)


def _widen(connection: sqlite3.Connection, table: str, objects: Sequence[MapObject]) -> None:
    """Have the extent that the file notes of a layer cover `objects`: programs zoom to it (GeoPackage 1.3, 1.1.3)."""
    bounds = shapely.total_bounds([None, *(thing.geometry for thing in objects)])  # of nothing it knows no bounds
    if not np.isnan(bounds).any():
        connection.execute(
            "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
            "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) WHERE table_name = ?5",
            (*bounds.tolist(), table),
        )


def delete_rows(connection: sqlite3.Connection, table: str, identities: Iterable[str]) -> None:
    """Remove the rows of `identities` from a table."""
    connection.executemany(sql.delete(table, sql.OF_IDENTITY), [(i,) for i in identities])


def touch(connection: sqlite3.Connection, identity: str, kind: GeometryKind) -> None:
    """Note that an object was edited, as the triggers do for what the person edits."""
    connection.execute("INSERT OR IGNORE INTO hso_touched VALUES (?, ?)", (identity, str(kind)))


def read_versions(
    connection: sqlite3.Connection, table: str, identities: Collection[str] | None = None
) -> dict[str, ObjectVersion]:
    """Versions in a side table by identity."""
    found = {}
    for condition, values in _chunks(identities):
        for row in connection.execute(sql.select(VERSION_COLUMNS, table, condition), values):
            version = version_of(row)
            found[version.object.identity] = version
    return found


def put_versions(connection: sqlite3.Connection, table: str, versions: Sequence[ObjectVersion]) -> None:
    """Keep versions in a side table, in place of those of the same objects."""
    connection.executemany(sql.insert(table, VERSION_COLUMNS, replace=True), version_rows(versions))


def _chunks(identities: Collection[str] | None) -> Iterator[tuple[str, list[str]]]:
    if identities is None:
        yield "", []
        return
    values = list(identities)
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield f"WHERE objektidentitet IN ({sql.marks(part)})", part
