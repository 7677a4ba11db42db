"""A reviewer's work in the real QGIS window, over a real platform: queue, comparison, comments, decisions, protocol."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
import shapely

from tests.desktop.window import Window, in_both_looks, sign_in
from tests.support import raw
from tests.support.planner import PLACE, Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.reviewer import Reviewer
from tests.support.submissions import submitted


@pytest.mark.timeout(600)
@in_both_looks
def test_a_reviewer_returns_approves_and_is_told_who_was_first(tmp_path: Path, platform: TestPlatform, window: Window):
    timra = Planner(platform, tmp_path / "timra.gpkg", "2262", "2262")
    timra.fetch()
    with timra.copy() as copy:
        towns = [thing for thing in copy.objects() if thing.klass == "A3" and thing.geometry != shapely.from_wkt(PLACE)]
    moved = timra.draw("Ljustorp", prioritet="2")
    timra.send()
    reviewer = Reviewer(platform.url, platform.user("granskare"), tmp_path / "first.gpkg")
    reviewer.approve(submitted(timra, "Det som finns i dag"))
    timra.rename(towns[0].identity, f"{towns[0].name} {uuid4().hex[:4]}")
    timra.sql(
        "UPDATE strukturbild_punkt SET geom = (SELECT geom FROM strukturbild_punkt WHERE objektidentitet = "
        f"'{towns[1].identity}') WHERE objektidentitet = '{moved}'"
    )
    drawn = timra.draw("Sörberge station", prioritet="1")
    timra.send()
    again = submitted(timra, "En ny ort, och en som har flyttats.").change
    others = {}
    for code in ("2281", "2280"):
        person = Planner(platform, tmp_path / f"{code}.gpkg", code, code)
        person.fetch()
        person.draw(f"Ny ort i {code}")
        person.send()
        others[code] = submitted(person, "Första inlämningen").change

    login = reviewer.login
    known = {
        "HSO_OTHER": json.dumps(platform.user("admin")),
        "HSO_COPY": str(tmp_path / "granskning" / "granskning.gpkg"),
        "HSO_OTHER_COPY": str(tmp_path / "annan.gpkg"),
        "HSO_KNOWN": json.dumps({"again": again, "drawn": drawn, "moved": moved, **others}),
    }
    window.tell("review", 400, sign_in(platform, login) | known)
    events = "SELECT handelse, anvandare FROM hso.beslut WHERE inlamning = %s ORDER BY lopnr"
    assert raw.rows(platform, events, again) == [("under_granskning", login), ("ater_for_komplettering", login)]
    assert raw.rows(platform, events, others["2281"]) == [("under_granskning", "admin")]
    assert raw.rows(platform, events, others["2280"]) == [("under_granskning", login), ("godkand", login)]
    said = "SELECT objektidentitet::text, ost IS NOT NULL FROM hso.kommentar WHERE inlamning = %s ORDER BY lopnr"
    assert raw.rows(platform, said, again) == [(drawn, False), (None, True), (None, False)]
