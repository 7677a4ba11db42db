"""A copy of a working copy's file beside it, before its tables are changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ..durable import discard, move
from ..readback import check_sound


def back_up(path: Path, version: str) -> Path:
    """Copy the file at `path`, as it was saved last, to `<stem>-fore-<version>.gpkg` beside it; the copy's path.

    Whoever has the file open may go on reading and have a transaction open; what is not committed is not copied. The
    copy is one file that stands alone, read back before it gets its name.

    Args:
        path: a GeoPackage, with a log of SQLite's beside it or not.
        version: of the plugin that is about to change the file.

    Raises:
        OSError, sqlite3.DatabaseError: no copy is left then.
    """
    target = _free_name(path, version)
    part = target.with_name(f".{target.name}.part")
    discard(part)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        move(part, target, check_sound)
    finally:
        discard(part)
    return target


def _free_name(path: Path, version: str) -> Path:
    stem, number = f"{path.stem}-fore-{version}", 1
    target = path.with_name(f"{stem}{path.suffix}")
    while target.exists():
        number += 1
        target = path.with_name(f"{stem}-{number}{path.suffix}")
    return target
