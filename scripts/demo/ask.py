"""Asks the platform's database what it holds: the demonstration believes nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import psycopg2

_KINDS = ("punkt", "linje", "yta")
_VERSIONS = " UNION ALL ".join(
    "SELECT objektidentitet::text, objektversion, klass, namn, stallningstagande, kommunkod, anvandare, borttagen, "
    f"lopnr FROM hso.strukturbild_{kind}_version"
    for kind in _KINDS
)


def rows(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What the platform answers to `sql`."""
    with psycopg2.connect(os.environ["HSO_DSN"]) as connection, connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def versions(names: Sequence[str]) -> list[tuple[str, int, str, str]]:
    """(name, version, class, user) of every version of the objects with these names, in ledger order."""
    return rows(
        f"SELECT namn, objektversion, klass, anvandare FROM ({_VERSIONS}) v WHERE namn = ANY (%s) ORDER BY lopnr",
        (list(names),),
    )


def history(identity: str) -> list[tuple[int, str, str]]:
    """(version, name, user) of every version of an object."""
    return rows(
        f"SELECT objektversion, namn, anvandare FROM ({_VERSIONS}) v WHERE objektidentitet = %s ORDER BY lopnr",
        (identity,),
    )


def stance(identity: str) -> str | None:
    """What the newest version says the municipality wants."""
    found = rows(
        f"SELECT stallningstagande FROM ({_VERSIONS}) v WHERE objektidentitet = %s ORDER BY lopnr DESC LIMIT 1",
        (identity,),
    )
    return found[0][0] if found else None


def count(municipality: str) -> int:
    """How many current objects a municipality has."""
    total = " + ".join(f"(SELECT count(*) FROM hso.strukturbild_{kind} WHERE kommunkod = %(code)s)" for kind in _KINDS)
    with psycopg2.connect(os.environ["HSO_DSN"]) as connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT {total}", {"code": municipality})
        [(found,)] = cursor.fetchall()
    return int(found)


def role(user: str) -> str | None:
    """The role the platform gives a user."""
    found = rows("SELECT roll FROM hso.behorighet WHERE anvandare = %s", (user,))
    return found[0][0] if found else None
