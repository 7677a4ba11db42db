"""What a report takes from a working copy: its server profile and counts, and the names to be left out.

Reads the file as it is and by itself: what opens working copies brings them up to date, and needs libraries that may be
what is missing.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...core.model import USER

#: Columns with the user name of whoever made a row, whatever the table.
_PEOPLE = USER
_BUSY_S = 2
#: The tables that the plugin makes; not those of GeoPackage, SQLite and spatial indexes.
_OWN = re.compile(r"(?!rtree_|gpkg_|sqlite_)[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a working copy says of itself; `people` is for taking out only."""

    described: dict[str, Any]
    people: tuple[str, ...] = field(default=())


def copy_facts(path: Path) -> CopyFacts:
    """Read the working copy at `path`; where that cannot be done `described` says why. For a thread."""
    if not os.path.isfile(path):
        return CopyFacts({"fel": "filen finns inte"})
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S)) as connection:
            return _read(connection)
    except (sqlite3.Error, ValueError, OSError) as error:
        return CopyFacts({"fel": f"{type(error).__name__}: {error}"})


def _read(connection: sqlite3.Connection) -> CopyFacts:
    state = dict(connection.execute("SELECT key, value FROM hso_state"))
    settings = json.loads(state.get("settings", "{}"))
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = sorted(each for each in tables if _OWN.fullmatch(each))
    counts: dict[str, int] = {}
    people = {settings.get("user", "")}
    for table in own:
        count = f"SELECT count(*) FROM [{table}]"  # nosec B608  # names have passed `_OWN`
        counts[table] = connection.execute(count).fetchone()[0]
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info([{table}])")}
        if _PEOPLE in columns:
            rows = connection.execute(f"SELECT DISTINCT {_PEOPLE} FROM [{table}]")  # nosec B608  # as above
            people |= {str(row[0]) for row in rows if row[0]}
    described = {
        "format": state.get("format"),
        "kommun": settings.get("municipality"),
        "senaste kontakt": state.get("last_contact"),
        "rader": counts,
        "server": json.loads(state.get("server", "null")),
    }
    return CopyFacts(described, tuple(sorted(people - {""})))
