"""Which versions of the plugin a working copy's file has been through (the table `hso_format`)."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime

from ....core.error_codes.files import FILE_VERSION
from ....core.errors import HsoError
from ....core.plugin_version import PLUGIN_VERSION
from ....core.text import Text
from . import FORMAT


def note_maker(connection: sqlite3.Connection, backup: str = "") -> None:
    """Note that this version made the file, or brought it up to date after `backup` (a file's name) was made."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO hso_format VALUES (?, ?, ?, ?)", (FORMAT, PLUGIN_VERSION, now, backup))


def other_format(connection: sqlite3.Connection, found: int) -> HsoError:
    """The fault `HSO-VERSION` of a file whose format `found` this version cannot work with."""
    if found > FORMAT:
        needed = _latest_maker(connection)
        text = Text(
            f"Arbetskopian är gjord med en nyare version av insticksprogrammet{needed and f' ({needed})'}. Uppdatera "
            "insticksprogrammet i QGIS.",
            f"The working copy was made with a newer version of the plugin{needed and f' ({needed})'}. Update the "
            "plugin in QGIS.",
        )
    else:
        text = Text(
            "Arbetskopian är gjord med en äldre version av insticksprogrammet. Skicka dina ändringar med den "
            "versionen och hämta sedan en ny arbetskopia.",
            "The working copy was made with an older version of the plugin. Send your changes with that version, "
            "then fetch a new working copy.",
        )
    return HsoError(FILE_VERSION, text, f"format {found}, expected {FORMAT}")


def _latest_maker(connection: sqlite3.Connection) -> str:
    """The version that brought a newer file where it is; empty when the file has no such table any more."""
    with suppress(sqlite3.DatabaseError):
        row = connection.execute("SELECT tillagg FROM hso_format ORDER BY rowid DESC LIMIT 1").fetchone()
        return str(row[0]) if row else ""
    return ""
