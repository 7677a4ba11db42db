"""QGIS's own plugin manager updates 0.1.0 to what is here, behind a password, with the map open; and what goes on."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scripts.release import released
from scripts.release.package import ROOT
from scripts.release.repository import add, withdraw
from tests.desktop.update_ground import served, tell, version_to_come
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.submissions import submitted

OLD, NEW = "0.1.0", "7.0.0"
MUNICIPALITY = "2260"


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


@pytest.mark.timeout(900)
def test_an_update_keeps_everything_and_an_older_version_refuses_the_file(platform: TestPlatform, tmp_path: Path):
    repository, copy = tmp_path / "repository", tmp_path / "karta" / "ange.gpkg"
    copy.parent.mkdir()
    repository.mkdir()
    first, second = tmp_path / "first", tmp_path / "second"
    login, password = platform.user(MUNICIPALITY)
    known = {
        "HSO_PLATFORM": json.dumps({"url": platform.url, "user": login, "password": password}),
        "HSO_WORKING_COPY": str(copy),
        "HSO_MUNICIPALITY": MUNICIPALITY,
    }
    colleague = Planner(platform, tmp_path / "kollega.gpkg", "stod", MUNICIPALITY)
    colleague.fetch()
    mine, both = colleague.draw("Ljungaverk"), colleague.draw("Fränsta")
    colleague.send()
    planner = Planner(platform, tmp_path / "inlamning.gpkg", MUNICIPALITY, MUNICIPALITY)
    planner.fetch()
    submission = submitted(planner)

    with served(repository) as (url, asked):
        add(released.build_version(ROOT, OLD, tmp_path), repository, url)
        for folder in (first, second):
            folder.mkdir()
        begun = tell(first, "begin", url, known)
        assert begun["repositories"] == {"HSO": ""} and begun["error"] == ""
        assert begun["after"] == {"loaded": True, "active": True, "version": OLD, "provider": True}
        assert copy.exists()

        colleague.rename(both, "Kollegans Fränsta")
        colleague.send()
        add(version_to_come(NEW, tmp_path / "next"), repository)
        names = {mine: "Mitt Ljungaverk", both: "Mitt Fränsta"}
        told = tell(first, "work", url, known | {"HSO_NAMES": json.dumps(names)})
        assert told["before"]["version"] == OLD
        assert told["offered"] == {"version_available": NEW, "status": "upgradeable", "zip_repository": "HSO"}
        assert told["error"] == ""
        assert told["updated"] == {"loaded": True, "active": True, "version": NEW, "provider": True}
        edited, opened = told["edited"], told["opened"]
        assert edited["conflicts"] == [both] and "Mitt Ljungaverk" in edited["pending"]
        # Other tests hand in on this platform, too.
        assert edited["submissions"].count(submission.change) == 1
        assert opened == edited
        [backup] = copy.parent.glob("*-fore-*")
        assert backup.name == f"ange-fore-{NEW}.gpkg"
        assert any("Allt i den är kvar" in text for text in told["bar"]), told["bar"]
        with closing(sqlite3.connect(backup)) as kept:
            assert kept.execute("SELECT value FROM hso_state WHERE key = 'format'").fetchone() == ("5",)

        # It goes on: what could be sent is on the platform, and the conflict waits.
        assert told["sent"]["conflicts"] == [both] and told["sent"]["pending"] == []
        colleague.receive()
        assert colleague.names()[mine] == "Mitt Ljungaverk"
        assert colleague.names()[both] == "Kollegans Fränsta"
        assert all(known for path, known in asked if path.endswith(".zip"))
        assert {path for path, signed_in in asked if signed_in} >= {f"/hso_plugin.{n}.zip" for n in (OLD, NEW)}

        # Taken back: a planner who installs now gets the older one, which refuses the file and leaves it alone.
        withdraw(NEW, repository, "Prov.")
        before = content(copy)
        refused = tell(second, "go_back", url, known)
        assert refused["after"]["version"] == OLD
        assert refused["opened"] == {
            "code": "HSO-VERSION",
            "sv": "Arbetskopian är gjord med en nyare version av insticksprogrammet. "
            "Uppdatera insticksprogrammet i QGIS.",
            "en": "The working copy was made with a newer version of the plugin. Update the plugin in QGIS.",
        }
        assert content(copy) == before
