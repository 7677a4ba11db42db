"""Format 6: which versions of the plugin made the file and brought it up to date, and where the backups are.

Versions after 0.1.0 keep it, so that one that is too old for a file can say which is needed.
"""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Add the table. `tillagg` is the plugin's version, `tid` ISO 8601 in UTC, `sakerhetskopia` a file's name."""
    connection.execute("""
CREATE TABLE hso_format (
    format INTEGER NOT NULL, tillagg TEXT NOT NULL, tid TEXT NOT NULL, sakerhetskopia TEXT NOT NULL DEFAULT '')""")
