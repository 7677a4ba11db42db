"""Fills the spatial indexes and counts of a new GeoPackage in portions: triggers, row by row, would cost far more."""

from __future__ import annotations

import sqlite3

from . import blob, sql

_PORTION = 2000
#: Of every spatial index (GeoPackage annex F.3).
_INDEX_COLUMNS = ("id", "minx", "maxx", "miny", "maxy")


class SuspendedIndexes:
    """A GeoPackage whose triggers for spatial indexes and feature counts are taken away until `resume`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in found:
            connection.execute(f"DROP TRIGGER {sql.quoted(name)}")
        self._triggers = [statement for _, statement in found]
        self._columns: dict[str, str] = dict(
            connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns")
        )
        self._indexed = dict.fromkeys(self._columns, 0)

    def catch_up(self, table: str) -> None:
        """Index the rows that have come to `table` since the last time."""
        column = self._columns[table]
        index = f"rtree_{table}_{column}"
        cursor = self._connection.execute(
            sql.select(["fid", column], table, "WHERE fid > ? AND geom IS NOT NULL ORDER BY fid"),
            (self._indexed[table],),
        )
        while rows := cursor.fetchmany(_PORTION):
            envelopes = blob.envelopes([row[1] for row in rows]).tolist()
            self._connection.executemany(
                sql.insert(index, _INDEX_COLUMNS),
                [(row[0], *envelope) for row, envelope in zip(rows, envelopes, strict=True)],
            )
            self._indexed[table] = rows[-1][0]

    def resume(self) -> None:
        """Index what is left, count every row, and make the triggers again."""
        for table in self._columns:
            self.catch_up(table)
        for (table,) in self._connection.execute("SELECT table_name FROM gpkg_ogr_contents").fetchall():
            count = self._connection.execute(sql.count(table)).fetchone()[0]
            self._connection.execute(
                "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (count, table)
            )
        for statement in self._triggers:
            self._connection.execute(statement)
