"""Fills the spatial indexes of a new GeoPackage at once: its triggers, row by row, would cost a third of a clone."""

from __future__ import annotations

import sqlite3

from . import blob, sql

_PORTION = 2000
#: Of every spatial index (GeoPackage annex F.3).
_INDEX_COLUMNS = ("id", "minx", "maxx", "miny", "maxy")


def suspend(connection: sqlite3.Connection) -> list[str]:
    """Take the triggers of the spatial indexes away; gives the statements that make them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree!_%' ESCAPE '!'"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER {sql.quoted(name)}")
    return [sql for _, sql in found]


def resume(connection: sqlite3.Connection, statements: list[str]) -> None:
    """Index every geometry there is, and make the triggers again."""
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
    for statement in statements:
        connection.execute(statement)
