"""Format 7: an identity that a neighbour's object has is not free, and neighbours' layers can only be read."""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Drop the triggers of before: the opening that follows finds them missing and makes today's (`structure`)."""
    for kind in ("punkt", "linje", "yta"):
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS hso_strukturbild_{kind}_{event}")
