"""Which catalogue is in force on a platform, and putting one in force."""

from __future__ import annotations

from psycopg2.extensions import connection

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core import rules


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
