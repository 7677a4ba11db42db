"""Takes along what a person put into a working copy's file beside what the plugin made, when the file is made anew.

The file is the person's too: a column for notes of one's own, a layer of sketches, styles saved in it. Columns come
along by the objects' identities, tables and views whole. What cannot come along is named: it stays in the old file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ...core.model import IDENTITY
from ..storage import sql
from ..storage.capture import receiving
from ..storage.connection import connect, faults, ogr_fault, step
from ..storage.new_gpkg import open_gpkg

#: Tables whose names begin so are the format's, SQLite's, an index's or the plugin's.
_NOT_A_PERSONS = ("gpkg_", "sqlite_", "rtree_", "hso_")
#: An extension that a table has because of its spatial index, which is made anew.
_SPATIAL_INDEX = "gpkg_rtree_index"


@dataclass(frozen=True, slots=True)
class Additions:
    """What a person put into a file, by name.

    Attributes:
        columns: (layer, column, SQL type) of those that the plugin did not make.
        tables: tables and layers, without views.
        views: those.
        left: what cannot be taken along: virtual tables, triggers and indexes on the plugin's tables, columns of code
            lists.
    """

    columns: tuple[tuple[str, str, str], ...] = ()
    tables: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[str, ...]:
        """The names of what comes along."""
        return (*dict.fromkeys(name for _, name, _ in self.columns), *self.tables, *self.views)


def carry(old_path: Path, new_path: Path, known: Collection[str]) -> Additions:
    """Put what a person added to the file at `old_path` into that at `new_path`. Neither may be open elsewhere.

    Args:
        known: columns that the plugin made in the old file, perhaps of an older classification: no person's.

    Raises:
        HsoError: as `step`. The old file is as it was; the new one is of no use then.
    """
    with faults():
        connection = connect(new_path)
        try:
            connection.execute("ATTACH ? AS old", (str(old_path),))
            found = find(connection, known)
            indexed = _spatially_indexed(connection, found.tables)
            if found.taken:
                with step(connection), receiving(connection):
                    _add(connection, found)
        finally:
            connection.close()
    try:
        if indexed:
            with open_gpkg(new_path) as gpkg:
                for table, column in indexed:
                    gpkg.add_index(table, column)
    except RuntimeError as error:
        raise ogr_fault(error) from error
    return found


def find(connection: sqlite3.Connection, known: Collection[str]) -> Additions:
    """What is in the attached file `old` and not in `main`, which the plugin has just made."""
    made = {name.casefold() for (name,) in connection.execute("SELECT name FROM main.sqlite_master")}
    tables, views, left = [], [], []
    virtual: tuple[str, ...] = ()
    for kind, name, table, statement in connection.execute(
        "SELECT type, name, tbl_name, sql FROM old.sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ):
        if name.casefold() in made or name.casefold().startswith((*_NOT_A_PERSONS, *virtual)):
            continue
        if kind == "view":
            views.append(name)
        elif kind == "table" and statement.upper().startswith("CREATE VIRTUAL"):
            virtual = (*virtual, f"{name.casefold()}_")  # its own tables
            left.append(name)
        elif kind == "table":
            tables.append(name)
        elif table.casefold() in made:  # a trigger or an index; those of the person's tables come with these
            left.append(name)
    columns = []
    for table, name, type_ in connection.execute(
        "SELECT m.name, o.name, o.type FROM main.sqlite_master AS m, pragma_table_info(m.name, 'old') AS o "
        "WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name, 'main') AS n "
        "WHERE n.name = o.name COLLATE NOCASE)"
    ):
        if name in known:
            continue
        if IDENTITY in _columns(connection, "main", table) and not table.startswith(_NOT_A_PERSONS):
            columns.append((table, name, type_))
        elif not table.startswith(_NOT_A_PERSONS):
            left.append(f"{table}.{name}")
    return Additions(tuple(columns), tuple(tables), tuple(views), tuple(left))


def _add(connection: sqlite3.Connection, found: Additions) -> None:
    touched = connection.execute("SELECT objektidentitet FROM main.hso_touched").fetchall()
    for table, name, type_ in found.columns:
        layer, column = sql.foreign(table), sql.foreign(name)
        connection.execute(f"ALTER TABLE main.{layer} ADD COLUMN {column} {type_}")
        connection.execute(
            f"UPDATE main.{layer} AS n SET {column} = (SELECT o.{column} FROM old.{layer} AS o "  # nosec B608
            "WHERE o.objektidentitet = n.objektidentitet)"
        )
    # The triggers took that for edits of the objects.
    connection.execute("CREATE TEMP TABLE edited (objektidentitet TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO edited VALUES (?)", touched)
    connection.execute("DELETE FROM main.hso_touched WHERE objektidentitet NOT IN (SELECT * FROM edited)")
    for table in found.tables:
        _add_table(connection, table)
    for view in found.views:
        _register(connection, view)
        connection.execute(_statements(connection, view)[0])


def _add_table(connection: sqlite3.Connection, table: str) -> None:
    create, *others = _statements(connection, table)
    connection.execute(create)
    columns = ", ".join(map(sql.foreign, _columns(connection, "old", table)))
    name = sql.foreign(table)
    connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM old.{name}")  # nosec B608
    _register(connection, table)
    for statement in others:
        connection.execute(statement)


def _statements(connection: sqlite3.Connection, table: str) -> list[str]:
    """What makes a table with its indexes and triggers, the table first; not what belongs to its spatial index."""
    return [
        statement
        for (statement,) in connection.execute(
            "SELECT sql FROM old.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND name NOT LIKE 'rtree!_%' "
            "ESCAPE '!' ORDER BY type NOT IN ('table', 'view'), rowid",
            (table,),
        )
    ]


def _register(connection: sqlite3.Connection, table: str) -> None:
    """Take along what the GeoPackage says of a table: extent, coordinate system, kind of geometry and extensions."""
    connection.execute(
        "INSERT OR IGNORE INTO main.gpkg_spatial_ref_sys SELECT * FROM old.gpkg_spatial_ref_sys WHERE srs_id IN "
        "(SELECT srs_id FROM old.gpkg_contents WHERE table_name = ?)",
        (table,),
    )
    there = {name for (name,) in connection.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")}
    for name in ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_extensions"):
        if name in there:
            known = ", ".join(map(sql.foreign, _columns(connection, "old", name)))
            rest = f"AND extension_name <> '{_SPATIAL_INDEX}'" if name == "gpkg_extensions" else ""
            connection.execute(
                f"INSERT OR REPLACE INTO main.{name} ({known}) "  # nosec B608
                f"SELECT {known} FROM old.{name} WHERE table_name = ? {rest}",
                (table,),
            )


def _spatially_indexed(connection: sqlite3.Connection, tables: Iterable[str]) -> list[tuple[str, str]]:
    rows = connection.execute(
        "SELECT table_name, column_name FROM old.gpkg_extensions WHERE extension_name = ?", (_SPATIAL_INDEX,)
    ).fetchall()
    return [row for row in rows if row[0] in tables]


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?, ?)", (table, schema))]
