"""The region's reviewer: takes up what Timrå handed in, returns it with two comments, and approves what comes again."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.demo import ask, sketches
from scripts.demo.driver import Driver, Story
from scripts.demo.reviewer import Reviewer

RETURNED = "Två saker att se över, se kommentarerna på objekten."


def story(driver: Driver) -> Story:
    """From an empty QGIS to an approved submission."""
    reviewer = Reviewer(driver)
    event, folder = reviewer.event, Path(os.environ["HSO_DEMO_FOLDER"])
    login, password = os.environ["HSO_USER_GRANSKARE"], os.environ["HSO_PASSWORD_GRANSKARE"]
    yield from reviewer.connect(os.environ["HSO_URL"], login, password, str(folder / "granskning.gpkg"))
    yield from reviewer.choose("2262")
    driver.picture("15-granskare-ko")
    waiting = [row.submission.municipality for row in reviewer.panel.queue_page.model.rows()]
    driver.confirm(
        "Granskaren ser kön", f"{waiting} here; platform says role {ask.role(login)}",
        ok=waiting == ["2262"] and ask.role(login) == "granskare",
    )  # fmt: skip

    yield from reviewer.open()
    changes, found = len(reviewer.desk.content.changes), reviewer.desk.recheck.comparison
    yield from reviewer.press("the submission to be taken up")
    driver.picture("16-granskare-andringar")
    [(first, state)] = ask.submissions("2262")
    driver.confirm(
        "Granskaren tar upp inlämningen", f"{changes} changes, {len(ask.submitted(first))} objects at the position; "
        f"the submitter's findings and ours agree: {found.agrees}; platform: {state}",
        ok=changes == len(ask.submitted(first)) and found.agrees and state == "under_granskning",
    )  # fmt: skip

    for number, (name, text) in enumerate(sketches.ASKED.items()):
        yield from reviewer.comment_on(name, text, picture=f"17-granskare-kommentar-{number + 1}")
    yield from reviewer.decide(event.RETURNED, RETURNED, picture="18-granskare-aterlamnar")
    states, said, seen = ask.submissions("2262"), ask.comments(first), ask.published("2262")
    driver.confirm(
        "Granskaren lämnar åter", f"platform: {states}, {len(said)} comments; {len(seen)} objects published",
        ok=states == [(first, "ater_for_komplettering")] and not seen
        and said == [(text, False, None) for text in sketches.ASKED.values()],
    )  # fmt: skip

    (folder / "returned").touch()
    yield driver.until((folder / "resubmitted").exists, "Timrå to hand in again", 400)

    yield from reviewer.fetch()
    yield from reviewer.choose("2262")
    yield from reviewer.open()
    names = [change.object.name for change in reviewer.desk.content.changes]
    agrees = reviewer.desk.recheck.comparison.agrees
    page = reviewer.panel.review_page
    page.go_to(reviewer.tab.FINDINGS)
    yield driver.pause(0.3)
    driver.picture("22-granskare-fynd")
    page.go_to(reviewer.tab.COMMENTS)
    yield driver.pause(0.5)
    yield driver.map_drawn()
    driver.picture("22-granskare-svaren")
    settled = [thread.settled for thread in page.port.threads()]
    yield from reviewer.press("the second submission to be taken up")
    second, state = ask.submissions("2262")[-1]
    wanted, seen = ask.submitted(second), ask.published("2262")
    driver.confirm(
        "Granskaren ser rättelserna", f"{settled.count(True)} of {len(settled)} ticked off; platform: {state}; "
        f"findings agree: {agrees}; {len(seen)} objects published",
        ok=agrees and settled == [True, True] and sketches.TRAIL_NORTH in names
        and state == "under_granskning" and not seen,
    )  # fmt: skip

    yield from reviewer.decide(event.APPROVED, "", picture="23-granskare-godkanner")
    driver.picture("24-granskare-godkant")
    states, seen = ask.submissions("2262"), ask.published("2262")
    driver.confirm(
        "Granskaren godkänner", f"platform: {states[-1][1]}; {len(seen)} objects published, without a password, "
        f"as in the submission: {seen == wanted}",
        ok=states == [(first, "ater_for_komplettering"), (second, "godkand")] and seen == wanted != frozenset(),
    )  # fmt: skip
