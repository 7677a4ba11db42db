"""The workspace in the real QGIS window, against a real platform, confirmed by asking the platform's database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import package
from scripts.demo.desktop import Desktop
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def plugin(tmp_path_factory) -> Path:
    """The plugin as it is shipped."""
    package.compile_translations(package.ROOT)
    return package.write_folder(package.contents(package.ROOT), tmp_path_factory.mktemp("plugin"))


@pytest.mark.timeout(400)
def test_a_planner_connects_draws_mends_and_sends(platform: TestPlatform, plugin: Path, tmp_path: Path):
    user, password = platform.user("2281")
    facts_path = tmp_path / "facts.json"
    desktop = Desktop(
        tmp_path / "desktop",
        plugin,
        environment={
            "HSO_URL": platform.url,
            "HSO_USER_2281": user,
            "HSO_PASSWORD_2281": password,
            "HSO_WORKING_COPY": str(tmp_path / "copy" / "sundsvall.gpkg"),
            "HSO_FACTS": str(facts_path),
        },
    )
    told = desktop.tell(HERE / "story_workspace.py", 300)
    assert told["error"] == ""
    assert [step["name"] for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0, "QGIS must close in good order with the plugin loaded"

    facts = json.loads(facts_path.read_text("utf-8"))
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
