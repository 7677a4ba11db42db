"""Handing in, returned, mended and in again, in the real QGIS window; confirmed by the database of the platform."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desktop.window import Look, Window, in_both_languages, sign_in
from tests.support import raw
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform

#: One that no other test of this folder reviews: comments left over would be in front when the person comes to them.
MUNICIPALITY = "2284"


@pytest.mark.timeout(500)
@in_both_languages
def test_a_planner_hands_in_answers_and_hands_in_again(
    platform: TestPlatform, tmp_path: Path, window: Window, look: Look
):
    person = Planner(platform, tmp_path / "copy" / "ornskoldsvik.gpkg", MUNICIPALITY, MUNICIPALITY)
    person.fetch()
    with person.copy() as copy:
        towns = [thing for thing in copy.objects() if thing.klass == "A3"][:2]
    for town in towns:
        person.rename(town.identity, f"{town.name} ({look.locale[:2]})")
    known = {
        "HSO_MUNICIPALITY": MUNICIPALITY,
        "HSO_REVIEWER": json.dumps(platform.user("granskare")),
        "HSO_WORKING_COPY": str(person.path),
    }
    facts = window.tell("submit", 300, sign_in(platform, MUNICIPALITY) | known)
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
