"""Which catalogue is in force on a platform, and another one in its place for a while."""

from __future__ import annotations

from scripts.server.in_force import name_in_force
from tests.support.platform_fixture import TestPlatform


def in_force(own: TestPlatform) -> tuple[str, str] | None:
    connection = own.connect()
    try:
        return name_in_force(connection)
    finally:
        connection.close()


def put_in_force(own: TestPlatform, document: str) -> None:
    """What a platform may serve that this version of the scripts would not publish."""
    connection = own.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE hso.regelverk SET gallande = false WHERE gallande")
        cursor.execute(
            "INSERT INTO hso.regelverk (katalog, version, dokument, gallande) VALUES ('VN-STRUKTUR', '9.0', %s, true)",
            (document,),
        )
    connection.close()


def put_back(own: TestPlatform, name: tuple[str, str] | None) -> None:
    assert name is not None
    connection = own.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE hso.regelverk SET gallande = false WHERE gallande")
        cursor.execute("UPDATE hso.regelverk SET gallande = true WHERE katalog = %s AND version = %s", name)
        cursor.execute("DELETE FROM hso.regelverk WHERE version = '9.0'")
    connection.close()
