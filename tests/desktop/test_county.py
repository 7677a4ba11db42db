"""The county in the real QGIS window, over a real platform: check, comments to both, overview, release on the map."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from scripts import package
from scripts.demo.desktop import Desktop
from tests.desktop.test_review import approve, handed_in
from tests.platform import raw
from tests.platform.planner import Planner
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("locale", "more"),
    [("sv_SE", {}), ("en_GB", {"HSO_THEME": "Night Mapping", "QT_SCALE_FACTOR": "1.5"})],
    ids=["swedish-small", "english-dark-150"],
)
def test_a_reviewer_checks_counts_and_releases_the_county(
    tmp_path: Path, platform: TestPlatform, locale: str, more: dict[str, str]
):
    for code in ("2262", "2281"):
        person = Planner(platform, tmp_path / f"{code}.gpkg", code, code)
        person.fetch()
        approve(platform, tmp_path / "first.gpkg", handed_in(person, "Det som finns i dag"))
    third = Planner(platform, tmp_path / "2283.gpkg", "2260", "2260")
    third.fetch()
    handed_in(third, "Till avstämning")

    package.compile_translations(package.ROOT)
    plugin = package.write_folder(package.contents(package.ROOT), tmp_path / "plugin")
    facts, name = tmp_path / "facts.json", f"Strukturbild {uuid4().hex[:6]}"
    login, password = platform.user("granskare")
    environment = {
        "HSO_URL": platform.url,
        "HSO_USER": login,
        "HSO_PASSWORD": password,
        "HSO_COPY": str(tmp_path / "granskning" / "granskning.gpkg"),
        "HSO_NAME": name,
        "HSO_FACTS": str(facts),
        **more,
    }
    desktop = Desktop(tmp_path / "desktop", plugin, locale=locale, size=(1366, 768), environment=environment)
    told = desktop.tell(HERE / "story_county.py", 400)
    assert told["error"] == ""
    assert [step["name"] for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0, "QGIS must close in good order with a release on the map"
    rows = raw.rows(platform, "SELECT anvandare, inlamningar FROM hso.utgava WHERE namn = %s", name)
    assert [row[0] for row in rows] == [login] and len(rows[0][1].split(",")) >= 2
    for change in json.loads(facts.read_text("utf-8"))["comments"]:
        found = raw.rows(platform, "SELECT anvandare FROM hso.kommentar WHERE andring = %s", change)
        assert found == [(login,)]
