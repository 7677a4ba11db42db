"""Demonstration objects."""

from __future__ import annotations

from psycopg2.extensions import connection


def fill(database: connection, number: int) -> int:
    """Nothing yet."""
    return 0
