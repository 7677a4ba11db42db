"""Holds a working copy's tables against how they were made, and puts back what is missing.

The file is the person's too: a layer exported over its own table loses the triggers that capture edits, a column taken
out in the layer's properties is gone, and nothing of it is seen in the map. So the file is looked at whenever it is
opened. What is missing comes back, and what was edited meanwhile is found by comparing every object with its base copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ...core.catalogue.model import Catalogue
from ...core.error_codes.files import COLUMN_GONE
from ...core.errors import HsoError
from ...core.model import IDENTITY, GeometryKind
from ...core.text import Text
from ..storage import capture, schema, sql
from ..storage.connection import ogr_fault, step
from . import recapture

#: Without these nobody can tell which object a row is.
_VITAL = ("fid", "geom", IDENTITY)


@dataclass(frozen=True, slots=True)
class Flaws:
    """What a file lacks.

    Attributes:
        tables: layers that are gone.
        unindexed: layers without their spatial index.
        columns: layer and name of every column that is gone from a layer that is there.
        statements: names of triggers and indexes that are gone, or not as they were made.
    """

    tables: tuple[str, ...] = ()
    unindexed: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    statements: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """True when there is something to put back."""
        return bool(self.tables or self.unindexed or self.columns or self.statements)

    @property
    def changed(self) -> set[str]:
        """The layers that may have been changed unnoticed."""
        return {*self.tables, *(table for table, _ in self.columns), *map(capture.table_of, self.statements)}

    @property
    def kinds(self) -> tuple[GeometryKind, ...]:
        """The kinds of objects whose edits may have gone unnoticed."""
        return tuple(kind for kind in GeometryKind if kind.table in self.changed)

    @property
    def neighbours(self) -> tuple[GeometryKind, ...]:
        """The kinds of neighbours' objects that may not be as they were fetched."""
        return tuple(kind for kind in GeometryKind if schema.NEIGHBOUR_PREFIX + kind in self.changed)


def find(connection: sqlite3.Connection, catalogue: Catalogue) -> Flaws:
    """What the file lacks of what a new one with `catalogue` would have. Reads SQLite's own tables only."""
    made = dict(connection.execute("SELECT name, sql FROM sqlite_master"))
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT m.name, p.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p WHERE m.type = 'table'"
    ):
        found.setdefault(table, set()).add(column)
    wanted = schema.layer_columns(catalogue)
    return Flaws(
        tables=tuple(table for table in wanted if table not in found),
        unindexed=tuple(t for t in wanted if t in found and "geom" in found[t] and f"rtree_{t}_geom" not in made),
        columns=tuple(
            (table, name)
            for table, columns in wanted.items()
            for name in (*_VITAL, *columns)
            if table in found and name not in found[table]
        ),
        statements=tuple(
            name for name, statement in capture.statements(catalogue).items() if made.get(name) != statement
        ),
    )


def restore(connection: sqlite3.Connection, path: Path, catalogue: Catalogue, *, upgraded: bool = False) -> Text | None:
    """Put back what the file at `path` lacks; gives a sentence on that for people, None when nothing was missing.

    A file that was just `upgraded` lacks the triggers that its format had not: nobody did anything to it.

    Raises:
        HsoError: `HSO-KOLUMN` when a column is gone without which objects cannot be told apart. Nothing is changed
            then. What stands in the way of writing, as `step` says it.
    """
    flaws = find(connection, catalogue)
    if not flaws.any:
        return None
    if _useless(flaws):
        with step(connection):
            _take_out(connection, _useless(find(connection, catalogue)))  # another thread may have been faster
        flaws = find(connection, catalogue)
    _refuse(flaws.columns)
    if flaws.tables or flaws.unindexed:
        _add_layers(connection, path, catalogue)
    with step(connection):
        now = find(connection, catalogue)  # another thread may have been faster
        flaws = Flaws(recapture.take_emptied(connection), flaws.unindexed, now.columns, now.statements)
        recapture.put_back(connection, catalogue, flaws.columns, flaws.statements)
        for kind in () if upgraded else flaws.neighbours:
            recapture.fetch_neighbours_anew(connection, kind)
        for kind in flaws.kinds:
            recapture.find_edits(connection, catalogue, kind, emptied=kind.table in flaws.tables)
    return _sentence(flaws) if flaws.any and not upgraded else None


def _add_layers(connection: sqlite3.Connection, path: Path, catalogue: Catalogue) -> None:
    """Make the layers and indexes that are gone, through OGR and so in no step of ours.

    Before that the file notes that the layers hold nothing: whoever opens it next, should this be broken off, must not
    take them for layers whose objects a person deleted.
    """
    missing = None
    while True:
        with step(connection):
            before, missing = missing, find(connection, catalogue)
            recapture.note_emptied(connection, missing.tables)
        try:
            schema.add_layers(path, catalogue, missing.tables, missing.unindexed)
            return
        except RuntimeError as error:
            if missing == before:  # else another thread may have made some of them meanwhile
                raise ogr_fault(error) from error


def _useless(flaws: Flaws) -> set[str]:
    """Layers of neighbours' objects that cannot be told apart. What is in them comes with the next fetch."""
    return {table for table, name in flaws.columns if name in _VITAL and table.startswith(schema.NEIGHBOUR_PREFIX)}


def _take_out(connection: sqlite3.Connection, layers: Collection[str]) -> None:
    """Remove layers with their indexes and what the GeoPackage says of them."""
    for table in layers:
        for name in (table, f"rtree_{table}_geom"):
            connection.execute(sql.drop("TABLE", name))
        for told in ("gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents", "gpkg_contents"):
            connection.execute(sql.delete(told, "WHERE table_name = ?"), (table,))


def _refuse(columns: Collection[tuple[str, str]]) -> None:
    for table, name in columns:
        if name in _VITAL:
            raise HsoError(
                COLUMN_GONE,
                Text(
                    f"Lagret {table} i arbetskopian saknar kolumnen {name}, och utan den går objekten inte att känna "
                    "igen. Inget har ändrats. Lägg tillbaka kolumnen, eller hämta kartan till en ny arbetskopia.",
                    f"The layer {table} of the working copy lacks the column {name}, without which its objects cannot "
                    "be told apart. Nothing was changed. Put the column back, or fetch the map to a new working copy.",
                ),
                f"{table}.{name}",
            )


def _sentence(flaws: Flaws) -> Text:
    said = [
        Text(
            "Arbetskopian var inte som den ska: {what}. Det är ordnat.",
            "The working copy was not as it should be: {what}. That is mended.",
        ).format(what=_missing(flaws))
    ]
    if flaws.kinds:
        said.append(Text("Se igenom vad som nu väntar på att skickas.", "Look through what now waits to be sent."))
    if flaws.neighbours:
        said.append(
            Text(
                "Grannkommunernas objekt kommer tillbaka på kartan nästa gång du hämtar.",
                "The neighbours' objects come back to the map the next time you fetch.",
            )
        )
    return Text(" ".join(each.sv for each in said), " ".join(each.en for each in said))


def _missing(flaws: Flaws) -> Text:
    if flaws.tables:
        tables = ", ".join(flaws.tables)
        if len(flaws.tables) > 1:
            return Text(f"lagren {tables} saknades", f"the layers {tables} were missing")
        return Text(f"lagret {tables} saknades", f"the layer {tables} was missing")
    columns = sorted({name for _, name in flaws.columns})
    if len(columns) > 1:
        return Text(f"kolumnerna {', '.join(columns)} saknades", f"the columns {', '.join(columns)} were missing")
    if columns:
        return Text(f"kolumnen {columns[0]} saknades", f"the column {columns[0]} was missing")
    return Text(
        "ett av dess lager hade bytts ut eller ändrats av ett annat program",
        "one of its layers had been replaced or changed by another program",
    )
