"""Reads a finished file back before it gets its name: not every full disk is told to the one who writes."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from . import blob, sql

#: Rows by table; None where any number will do.
Rows = Mapping[str, int | None]
#: Of the triggers with which OGR keeps its counts of rows and the spatial indexes; those for updates have had other
#: names in every version.
_VERBS = ("insert", "delete")


class IncompleteError(OSError):
    """A file that does not hold what was written to it."""

    def __init__(self, path: Path, details: str) -> None:
        super().__init__(errno.EIO, f"not what was written: {details}", str(path))


def check_sound(path: Path) -> None:
    """See that the SQLite file at `path` is not damaged, whatever is in it. Raises `IncompleteError`."""
    with _opened(path) as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise ValueError(said)


def check_gpkg(path: Path, rows: Rows) -> None:
    """See that the GeoPackage at `path` is sound, and has `rows` and every layer that it speaks of, indexes included.

    Raises:
        IncompleteError: it is not whole, or no GeoPackage, or there is none.
    """
    check_sound(path)
    check_rows(path, rows)


def check_rows(path: Path, rows: Rows) -> None:
    """As `check_gpkg`, without reading the content of the rows: a third of its time."""
    with _opened(path) as connection:
        blob.add_functions(connection)
        _check(connection, rows)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():  # SQLite would make one
        raise IncompleteError(path, "no file")
    try:
        with closing(sqlite3.connect(path)) as connection:
            # With SQLite's own 2 MB pages are read again and again, which on Windows took most of a second. Never by
            # `mmap_size`: a disk fault would then end the process instead of being told.
            connection.execute("PRAGMA cache_size = -65536")
            yield connection
    except (sqlite3.DatabaseError, ValueError) as error:
        raise IncompleteError(path, str(error)) from error


def _check(connection: sqlite3.Connection, rows: Rows) -> None:
    layers = dict.fromkeys(name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents"))
    for table, expected in {**layers, **rows}.items():
        found = connection.execute(sql.count(table)).fetchone()[0]
        if expected is not None and found != expected:
            raise ValueError(f"{table}: {found} rows, not {expected}")
    needed = {f"trigger_{verb}_feature_count_{table}" for table in layers for verb in _VERBS}
    for table, column in connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall():
        if table not in layers:
            raise ValueError(f"{table}: not among the contents")
        placed = connection.execute(sql.count(table, f"WHERE NOT ST_IsEmpty({sql.quoted(column)})")).fetchone()[0]
        # SQLite keeps a row in this table for each that is in the index.
        indexed = connection.execute(sql.count(f"rtree_{table}_{column}_rowid")).fetchone()[0]
        if placed != indexed:
            raise ValueError(f"{table}: {indexed} rows in the spatial index, not {placed}")
        needed.update(f"rtree_{table}_{column}_{verb}" for verb in _VERBS)
    missing = needed - {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    if missing:
        raise ValueError(f"no triggers {sorted(missing)}")


def check_text(path: Path, content: bytes) -> None:
    """See that the file at `path` holds `content`. Raises `IncompleteError`."""
    found = path.read_bytes()
    if found != content:
        raise IncompleteError(path, f"{len(found)} bytes, not {len(content)}, or others")
