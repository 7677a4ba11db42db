"""The county in the real QGIS window, over a real platform: check, comments to both, overview, release on the map."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from tests.desktop.window import Window, in_both_looks, sign_in
from tests.support import raw
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.reviewer import Reviewer
from tests.support.submissions import submitted


@pytest.mark.timeout(600)
@in_both_looks
def test_a_reviewer_checks_counts_and_releases_the_county(tmp_path: Path, platform: TestPlatform, window: Window):
    reviewer = Reviewer(platform.url, platform.user("granskare"), tmp_path / "first.gpkg")
    for code in ("2262", "2281"):
        person = Planner(platform, tmp_path / f"{code}.gpkg", code, code)
        person.fetch()
        reviewer.approve(submitted(person, "Det som finns i dag"))
    third = Planner(platform, tmp_path / "2260.gpkg", "2260", "2260")
    third.fetch()
    submitted(third, "Till avstämning")

    name = f"Strukturbild {uuid4().hex[:6]}"
    known = {"HSO_COPY": str(tmp_path / "granskning" / "granskning.gpkg"), "HSO_NAME": name}
    facts = window.tell("county", 400, sign_in(platform, "granskare") | known)
    rows = raw.rows(platform, "SELECT anvandare, inlamningar FROM hso.utgava WHERE namn = %s", name)
    assert [row[0] for row in rows] == [reviewer.login] and len(rows[0][1].split(",")) >= 2
    for change in facts["comments"]:
        found = raw.rows(platform, "SELECT anvandare FROM hso.kommentar WHERE andring = %s", change)
        assert found == [(reviewer.login,)]
