"""Reads from the table `behorighet` what a user may do."""

from __future__ import annotations

import psycopg2
from psycopg2.extensions import connection

WRITERS = frozenset({"planerare", "stod"})
REVIEWERS = frozenset({"granskare", "admin"})


class Rights:
    """Rights of users, read anew for every request. The connection is kept, and made again when it has been lost."""

    def __init__(self) -> None:
        self._connection: connection | None = None
        self._of: dict[str, frozenset[tuple[str, str | None]]] = {}

    def begin(self) -> None:
        """A new request: forget what the last one knew."""
        self._of.clear()

    def of(self, user: str) -> frozenset[tuple[str, str | None]]:
        """(role, municipality or None for all) of `user`; none for a user without name."""
        if not user:
            return frozenset()
        if user not in self._of:
            self._of[user] = self._read(user)
        return self._of[user]

    def may_write(self, user: str, municipality: str) -> bool:
        """Whether `user` may change objects of `municipality`, and submit them."""
        return any(role in WRITERS and of in (None, municipality) for role, of in self.of(user))

    def _read(self, user: str) -> frozenset[tuple[str, str | None]]:
        for attempt in (1, 2):
            try:
                if self._connection is None or self._connection.closed:
                    self._connection = psycopg2.connect("service=hso")
                    self._connection.autocommit = True
                with self._connection.cursor() as cursor:
                    cursor.execute("SELECT roll, kommunkod FROM hso.behorighet WHERE anvandare = %s", (user,))
                    return frozenset(cursor.fetchall())
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                self._connection = None
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")
