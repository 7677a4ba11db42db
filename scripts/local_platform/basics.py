"""Fills the tables that a platform cannot be without: municipalities, users' rights, the catalogue in force."""

from __future__ import annotations

import json
from pathlib import Path

from psycopg2.extensions import connection

from hso_plugin.core import catalogue as catalogues
from scripts.server.catalogue_versions import is_newer
from scripts.server.in_force import name_in_force, put_in_force

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
