"""The motivations of warnings in the working copy. Every function works inside the caller's step."""

from __future__ import annotations

import sqlite3

import shapely

from ...core.model import IDENTITY, USER
from ...core.motivation import Motivation
from ..storage import sql

_TABLE = "hso_motivation"
_COLUMNS = ("fynd", "regel", IDENTITY, "motivering", USER, "skriven", "underlag", "geom")


def read(connection: sqlite3.Connection) -> list[Motivation]:
    """All motivations, oldest first, whether or not they still hold."""
    rows = connection.execute(sql.select(_COLUMNS, _TABLE, "ORDER BY skriven, fynd"))
    return [_motivation(*row) for row in rows]


def _motivation(
    finding: str, rule: str, identity: str | None, text: str, user: str, written: str, facts: str, place: bytes | None
) -> Motivation:
    extent = None if place is None else shapely.from_wkb(place)
    return Motivation(finding, rule, identity, text, user, written, facts, extent)


def put(connection: sqlite3.Connection, motivation: Motivation) -> None:
    """Keep a motivation, in place of an earlier one of the same finding."""
    place = None if motivation.extent is None else shapely.to_wkb(motivation.extent, byte_order=1)
    connection.execute(
        sql.insert(_TABLE, _COLUMNS, replace=True),
        (
            motivation.finding,
            motivation.rule,
            motivation.object,
            motivation.text,
            motivation.user,
            motivation.written,
            motivation.facts,
            place,
        ),
    )


def remove(connection: sqlite3.Connection, finding: str) -> None:
    """Forget the motivation of a finding."""
    connection.execute(sql.delete(_TABLE, "WHERE fynd = ?"), (finding,))
