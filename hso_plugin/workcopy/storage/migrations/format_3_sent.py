"""Format 3: versions that were sent and refused.

One of them may land all the same, if an earlier delivery of it is still on its way: then it must be known as one's own.
"""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Add the table."""
    connection.execute("""
CREATE TABLE hso_sent (
    andring TEXT PRIMARY KEY, objektidentitet TEXT NOT NULL, slag TEXT NOT NULL, kommunkod TEXT NOT NULL,
    objektversion INTEGER NOT NULL, borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL, attribut TEXT NOT NULL,
    geom BLOB)""")
