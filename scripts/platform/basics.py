"""Fills the tables that a platform cannot be without: municipalities, users' rights, the catalogue in force."""

from __future__ import annotations

import json
from pathlib import Path

from psycopg2.extensions import connection

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core import rules
from scripts.catalogue.versions import is_newer

from .state import COMMON_USERS, MUNICIPALITIES

BOUNDARIES = Path(__file__).resolve().parents[2] / "hso_plugin/resources/boundaries/kommuner.geojson"


def fill(database: connection) -> None:
    """Put in what is missing; what is there already stays as it is."""
    with database, database.cursor() as cursor:
        for feature in json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]:
            cursor.execute(
                "INSERT INTO hso.kommun (kommunkod, namn, geom)"
                " VALUES (%s, %s, ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(%s), 3006))) ON CONFLICT DO NOTHING",
                (feature["properties"]["kommunkod"], feature["properties"]["namn"], json.dumps(feature["geometry"])),
            )
        rights: list[tuple[str, str | None, str]] = [
            (f"planerare-{code}", code, "planerare") for code in MUNICIPALITIES
        ]
        rights += [(name, None, name) for name in COMMON_USERS]
        for right in rights:
            cursor.execute(
                "INSERT INTO hso.behorighet (anvandare, kommunkod, roll) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                right,
            )
        shipped, published = catalogues.default(), name_in_force(database)
        # What was published stays in force where it is newer than the one that is shipped.
        if published is None or not is_newer(published, (shipped.id, shipped.version)):
            put_in_force(database, catalogues.default_document())


def name_in_force(database: connection) -> tuple[str, str] | None:
    """Id and version of the catalogue in force, None on an empty platform."""
    with database.cursor() as cursor:
        cursor.execute("SELECT katalog, version FROM hso.regelverk WHERE gallande")
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def put_in_force(database: connection, document: str) -> bool:
    """Make `document` the catalogue in force, as part of the caller's transaction; earlier ones stay on record.

    False when it is in force already. A changed document under the same version replaces the old
    one: the demonstration catalogue grows while it is a proposal.
    """
    catalogue = catalogues.load(document)
    rules.validate(catalogue)
    with database.cursor() as cursor:
        cursor.execute("SELECT katalog, version, dokument FROM hso.regelverk WHERE gallande")
        if cursor.fetchone() == (catalogue.id, catalogue.version, document):
            return False
        cursor.execute("UPDATE hso.regelverk SET gallande = false WHERE gallande")
        cursor.execute(
            "INSERT INTO hso.regelverk (katalog, version, dokument, gallande) VALUES (%s, %s, %s, true)"
            " ON CONFLICT (katalog, version)"
            " DO UPDATE SET dokument = excluded.dokument, gallande = true, giltigfran = hso.nu()",
            (catalogue.id, catalogue.version, document),
        )
    return True
