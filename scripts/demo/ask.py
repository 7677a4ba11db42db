"""Asks the platform's database what it holds: the demonstration believes nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import psycopg2
import requests

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


Seen = frozenset[tuple[str, int]]


def published(municipality: str) -> Seen:
    """(identity, version) of a municipality's objects in the published map, read without a password as by anybody."""
    from hso_plugin.core.wfs import document  # in QGIS the plugin's, which is found only when a story has begun

    found = set()
    for kind in _KINDS:
        query = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature"}
        query["TYPENAME"] = f"strukturbild_{kind}_publicerad"
        answer = requests.get(os.environ["HSO_PUBLIC_URL"], query, timeout=30)
        answer.raise_for_status()
        for feature in document.parse(answer.content).iterfind(".//{*}" + query["TYPENAME"]):
            said = {name: feature.findtext("{*}" + name) for name in ("kommunkod", "objektidentitet", "objektversion")}
            if said["kommunkod"] == municipality:
                found.add((str(said["objektidentitet"]), int(said["objektversion"] or 0)))
    return frozenset(found)


def submissions(municipality: str) -> list[tuple[str, str]]:
    """(identity, state) of a municipality's submissions, the oldest first."""
    return [
        (identity, state)
        for identity, state in rows(
            "SELECT andring::text, hso.inlamning_status(andring) FROM hso.inlamning WHERE kommunkod = %s "
            "ORDER BY lopnr",
            (municipality,),
        )
    ]


def submitted(submission: str) -> Seen:
    """(identity, version) of the objects that a submission consists of: the newest version up to its position."""
    return frozenset(
        rows(
            "SELECT objektidentitet, objektversion FROM (SELECT DISTINCT ON (v.objektidentitet) v.* "
            f"FROM ({_VERSIONS}) v JOIN hso.inlamning i ON i.kommunkod = v.kommunkod AND v.lopnr <= i.position "
            "WHERE i.andring = %s ORDER BY v.objektidentitet, v.lopnr DESC) newest WHERE NOT borttagen",
            (submission,),
        )
    )


def comments(submission: str) -> list[tuple[str, bool, bool | None]]:
    """(text, is an answer, ticked off) of what was said of a submission."""
    return rows(
        "SELECT innehall, svar_pa IS NOT NULL, avgjord FROM hso.kommentar WHERE inlamning = %s ORDER BY lopnr",
        (submission,),
    )
