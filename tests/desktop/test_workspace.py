"""The workspace in the real QGIS window, against a real platform, confirmed by asking the platform's database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.window import Window, sign_in
from tests.support.platform_fixture import TestPlatform


@pytest.mark.timeout(400)
def test_a_planner_connects_draws_mends_and_sends(platform: TestPlatform, window: Window, tmp_path: Path):
    user, password = platform.user("2281")
    known = {"HSO_WORKING_COPY": str(tmp_path / "copy" / "sundsvall.gpkg")}
    facts = window.tell("workspace", 300, sign_in(platform, "2281") | known)

    with platform.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT klass, namn, stallningstagande, kommunkod, anvandare, objektversion"
            " FROM hso.strukturbild_punkt_version WHERE objektidentitet = %s",
            (facts["identity"],),
        )
        rows = cursor.fetchall()
    assert rows == [("A3", "Provorten", "Kommunen vill stärka orten med skola, vård och dagligvaror.", "2281", user, 1)]
    assert facts["clicks_to_mend"] <= 3
    assert facts["clicks"] <= 20
    written = b"".join(p.read_bytes() for p in (tmp_path / "desktop").rglob("*") if p.is_file() and p.suffix != ".db")
    assert password.encode() not in written, "the password must be nowhere but in QGIS's encrypted database"
