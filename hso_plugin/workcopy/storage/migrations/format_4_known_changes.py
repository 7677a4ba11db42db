"""Format 4: the `andring` of the version at each cursor, by which a platform that was restored is noticed.

A version of the plugin that moves the cursors without it must not open the file any more.
"""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Take it from the base copies where they have it; else the next pull learns it."""
    connection.execute("""
INSERT OR REPLACE INTO hso_state
SELECT 'andring_' || slag, andring FROM hso_base
    JOIN hso_state ON key = 'cursor_' || slag AND CAST(value AS INTEGER) = lopnr""")
