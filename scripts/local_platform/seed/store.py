"""Puts the demonstration map into the ledgers, each object in the name of its municipality's planner."""

from __future__ import annotations

import uuid

from psycopg2 import sql
from psycopg2.extensions import connection
from psycopg2.extras import execute_values

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import GeometryKind, MapObject

from .draw import draw

_FIXED = ("objektidentitet", "objektversion", "andring", "kommunkod", "borttagen", "anvandare")


def fill(database: connection, number: int) -> int:
    """Fill empty ledgers with the map of `number`; how many objects, 0 when there were some already.

    The rows pass the same triggers as a planner's: what they refuse is a fault of the seed.
    """
    with database, database.cursor() as cursor:
        cursor.execute("SELECT last_value, is_called FROM hso.lopnr")
        if cursor.fetchone() != (1, False):
            return 0
        cursor.execute("SELECT dokument FROM hso.regelverk WHERE gallande")
        ((document,),) = cursor.fetchall()
        catalogue = catalogues.load(document)
        objects = draw(number, catalogue)
        for kind in GeometryKind:
            columns = tuple(a.name for a in catalogue.columns(kind))
            rows = [_row(entry, columns, number) for entry in objects if entry.kind is kind]
            statement = sql.SQL("INSERT INTO hso.{} ({}) VALUES %s").format(
                sql.Identifier(kind.ledger), sql.SQL(", ").join(map(sql.Identifier, (*_FIXED, *columns, "geom")))
            )
            template = "(" + ", ".join(["%s"] * (len(_FIXED) + len(columns))) + ", ST_GeomFromWKB(%s, 3006))"
            execute_values(cursor, statement, rows, template)
    return len(objects)


def _row(entry: MapObject, columns: tuple[str, ...], number: int) -> tuple[object, ...]:
    change = str(uuid.uuid5(uuid.UUID(entry.identity), f"seed {number}"))
    fixed = (entry.identity, 1, change, entry.municipality, False, f"planerare-{entry.municipality}")
    values = (entry.attributes.get(name) for name in columns)
    return (*fixed, *(",".join(v) if isinstance(v, tuple) else v for v in values), entry.geometry.wkb)
