"""Handing in, returned, mended and in again, in the real QGIS window; confirmed by the database of the platform."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import package
from scripts.demo.desktop import Desktop
from tests.platform import raw
from tests.platform.planner import Planner
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent
#: One that no other test of this folder reviews: comments left over would be in front when the person comes to them.
MUNICIPALITY = "2284"


@pytest.mark.timeout(500)
@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
def test_a_planner_hands_in_answers_and_hands_in_again(platform: TestPlatform, tmp_path: Path, locale: str):
    package.compile_translations(package.ROOT)
    plugin = package.write_folder(package.contents(package.ROOT), tmp_path / "plugin")
    person = Planner(platform, tmp_path / "copy" / "ornskoldsvik.gpkg", MUNICIPALITY, MUNICIPALITY)
    person.fetch()
    with person.copy() as copy:
        towns = [thing for thing in copy.objects() if thing.klass == "A3"][:2]
    for town in towns:
        person.rename(town.identity, f"{town.name} ({locale[:2]})")
    user, password = platform.user(MUNICIPALITY)
    facts_path = tmp_path / "facts.json"
    desktop = Desktop(
        tmp_path / "desktop",
        plugin,
        locale=locale,
        size=(1366, 768),
        environment={
            "HSO_URL": platform.url,
            "HSO_USER": user,
            "HSO_MUNICIPALITY": MUNICIPALITY,
            "HSO_PASSWORD": password,
            "HSO_REVIEWER_PASSWORD": platform.user("granskare")[1],
            "HSO_WORKING_COPY": str(person.path),
            "HSO_FACTS": str(facts_path),
        },
    )
    told = desktop.tell(HERE / "story_submit.py", 300)
    assert told["error"] == ""
    assert [step["name"] for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0
    facts = json.loads(facts_path.read_text("utf-8"))
    assert facts["clicks"] <= 8 and sorted(facts["answered"]) == sorted(facts["asked"])
    events = raw.rows(
        platform, "SELECT handelse FROM hso.beslut WHERE inlamning = %s ORDER BY lopnr", facts["submission"]
    )
    assert [event for (event,) in events] == ["under_granskning", "ater_for_komplettering"]
    said = raw.rows(
        platform, "SELECT innehall, avgjord FROM hso.kommentar WHERE inlamning = %s AND svar_pa IS NOT NULL "
        "ORDER BY lopnr", facts["submission"],
    )  # fmt: skip
    assert said == [("Flyttat.", True), ("Beskrivet.", True)]
