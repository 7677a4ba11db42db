"""A reviewer's work in the real QGIS window, over a real platform: queue, comparison, comments, decisions, protocol."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
import requests
import shapely

from hso_plugin.core.model import Stage
from hso_plugin.core.progress import Silent
from hso_plugin.core.reports import CheckRun
from hso_plugin.core.review.model import Decision, Event
from hso_plugin.workcopy import Settings
from hso_plugin.workcopy.review_sync import exchange_review, exchange_soon, open_review
from hso_plugin.workcopy.submitting import submission_basis, submit
from scripts import package
from scripts.demo.desktop import Desktop
from tests.platform import raw
from tests.platform.planner import PLACE, Planner
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent


def handed_in(person: Planner, message: str) -> str:
    """Submit what is on the platform, with a report that says there is nothing to say; `change` of the submission."""
    with person.copy() as copy:

        def clean() -> CheckRun:  # the reviewer's own check tells
            return CheckRun([], {}, copy.catalogue, Stage.SUBMISSION, copy.municipality, "2026-05-04T08:30:00+00:00")

        basis = submission_basis(copy, person.session, clean, Silent())
        submit(copy, person.session, message, basis, Silent())
        exchange_review(copy, person.session, Silent())
        mine = [each for each in copy.review_store().review().submissions if each.municipality == copy.municipality]
        return mine[-1].change


def approve(platform: TestPlatform, path: Path, change: str) -> None:
    login, password = platform.user("granskare")
    session = requests.Session()
    session.auth = (login, password)
    with open_review(path, Settings(platform.url, "", ""), session, Silent()) as copy:
        events = (Event.TAKEN_UP, Event.APPROVED)
        copy.review_store().keep([Decision(str(uuid4()), change, event, "", login) for event in events])
        done = exchange_soon(copy, session, Silent())
        assert done.trouble is None and not done.refused, done


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("locale", "more"),
    [("sv_SE", {}), ("en_GB", {"HSO_THEME": "Night Mapping", "QT_SCALE_FACTOR": "1.5"})],
    ids=["swedish-small", "english-dark-150"],
)
def test_a_reviewer_returns_approves_and_is_told_who_was_first(
    tmp_path: Path, platform: TestPlatform, locale: str, more: dict[str, str]
):
    timra = Planner(platform, tmp_path / "timra.gpkg", "2262", "2262")
    timra.fetch()
    with timra.copy() as copy:
        towns = [thing for thing in copy.objects() if thing.klass == "A3" and thing.geometry != shapely.from_wkt(PLACE)]
    moved = timra.draw("Ljustorp", prioritet="2")
    timra.send()
    approve(platform, tmp_path / "first.gpkg", handed_in(timra, "Det som finns i dag"))
    timra.rename(towns[0].identity, f"{towns[0].name} {uuid4().hex[:4]}")
    timra.sql(
        "UPDATE strukturbild_punkt SET geom = (SELECT geom FROM strukturbild_punkt WHERE objektidentitet = "
        f"'{towns[1].identity}') WHERE objektidentitet = '{moved}'"
    )
    drawn = timra.draw("Sörberge station", prioritet="1")
    timra.send()
    again = handed_in(timra, "En ny ort, och en som har flyttats.")
    others = {}
    for code in ("2281", "2280"):
        person = Planner(platform, tmp_path / f"{code}.gpkg", code, code)
        person.fetch()
        person.draw(f"Ny ort i {code}")
        person.send()
        others[code] = handed_in(person, "Första inlämningen")

    package.compile_translations(package.ROOT)
    plugin = package.write_folder(package.contents(package.ROOT), tmp_path / "plugin")
    facts = tmp_path / "facts.json"
    login, password = platform.user("granskare")
    desktop = Desktop(
        tmp_path / "desktop",
        plugin,
        locale=locale,
        size=(1366, 768),
        environment={
            "HSO_URL": platform.url,
            "HSO_USER": login,
            "HSO_PASSWORD": password,
            "HSO_OTHER": json.dumps(platform.user("admin")),
            "HSO_COPY": str(tmp_path / "granskning" / "granskning.gpkg"),
            "HSO_OTHER_COPY": str(tmp_path / "annan.gpkg"),
            "HSO_KNOWN": json.dumps({"again": again, "drawn": drawn, "moved": moved, **others}),
            "HSO_FACTS": str(facts),
            **more,
        },
    )
    told = desktop.tell(HERE / "story_review.py", 400)
    assert told["error"] == ""
    assert [step["name"] for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0, "QGIS must close in good order with a review open"
    events = "SELECT handelse, anvandare FROM hso.beslut WHERE inlamning = %s ORDER BY lopnr"
    assert raw.rows(platform, events, again) == [("under_granskning", login), ("ater_for_komplettering", login)]
    assert raw.rows(platform, events, others["2281"]) == [("under_granskning", "admin")]
    assert raw.rows(platform, events, others["2280"]) == [("under_granskning", login), ("godkand", login)]
    said = "SELECT objektidentitet::text, ost IS NOT NULL FROM hso.kommentar WHERE inlamning = %s ORDER BY lopnr"
    assert raw.rows(platform, said, again) == [(drawn, False), (None, True), (None, False)]
