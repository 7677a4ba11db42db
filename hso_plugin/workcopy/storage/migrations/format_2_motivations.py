"""Format 2: a planner's motivations of warnings."""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Add the table."""
    connection.execute("""
CREATE TABLE hso_motivation (
    fynd TEXT PRIMARY KEY, regel TEXT NOT NULL, objektidentitet TEXT, motivering TEXT NOT NULL,
    anvandare TEXT NOT NULL, skriven TEXT NOT NULL, underlag TEXT NOT NULL, geom BLOB)""")
