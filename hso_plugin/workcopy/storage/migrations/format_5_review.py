"""Format 5: submissions, decisions and comments."""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Add the table. A reviewer's copy has the same one."""
    connection.execute("""
CREATE TABLE hso_granskning (
    ordning INTEGER PRIMARY KEY AUTOINCREMENT, andring TEXT NOT NULL UNIQUE, tabell TEXT NOT NULL,
    tillstand TEXT NOT NULL, lopnr INTEGER, rad TEXT NOT NULL, skal_sv TEXT NOT NULL DEFAULT '',
    skal_en TEXT NOT NULL DEFAULT '', detaljer TEXT NOT NULL DEFAULT '', UNIQUE (tabell, lopnr))""")
