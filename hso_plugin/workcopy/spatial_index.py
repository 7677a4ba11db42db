"""Fills the spatial indexes and counts of a new GeoPackage at once: triggers, row by row, would cost far more."""

from __future__ import annotations

import sqlite3

from . import blob, sql

_PORTION = 2000
#: Of every spatial index (GeoPackage annex F.3).
_INDEX_COLUMNS = ("id", "minx", "maxx", "miny", "maxy")


def suspend(connection: sqlite3.Connection) -> list[str]:
    """Take the triggers of spatial indexes and feature counts away; gives the statements that make them again."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER {sql.quoted(name)}")
    return [statement for _, statement in found]


def resume(connection: sqlite3.Connection, statements: list[str]) -> None:
    """Index every geometry there is, count every row, and make the triggers again."""
    tables = connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall()
    for table, column in tables:
        index = f"rtree_{table}_{column}"
        connection.execute(sql.delete(index))
        cursor = connection.execute(sql.select(["fid", column], table, f"WHERE {sql.quoted(column)} IS NOT NULL"))
        while rows := cursor.fetchmany(_PORTION):
            envelopes = blob.envelopes([row[1] for row in rows]).tolist()
            connection.executemany(
                sql.insert(index, _INDEX_COLUMNS),
                [(row[0], *envelope) for row, envelope in zip(rows, envelopes, strict=True)],
            )
    for (table,) in connection.execute("SELECT table_name FROM gpkg_ogr_contents").fetchall():
        count = connection.execute(sql.count(table)).fetchone()[0]
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (count, table))
    for statement in statements:
        connection.execute(statement)
