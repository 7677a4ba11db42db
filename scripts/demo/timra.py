"""Timrå's planner: fetches, sees what Sundsvall sent, draws, sends and hands in; mends what the reviewer returns."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.demo import ask, sketches
from scripts.demo.driver import Driver, Story
from scripts.demo.submitter import Submitter

FIRST = "Timrås karta, med ett nytt besöksmål. Klart för avstämning."
AGAIN = "Rättat enligt kommentarerna: Exempelleden fortsätter nu till Bergeforsen."


def story(driver: Driver) -> Story:
    """From an empty QGIS to a submission that has come back and been handed in again."""
    from hso_plugin.workcopy import WorkingCopyFile

    planner = Submitter(driver)
    folder = Path(os.environ["HSO_DEMO_FOLDER"])
    path = str(folder / "timra.gpkg")
    user = os.environ["HSO_USER_2262"]
    yield from planner.connect(os.environ["HSO_URL"], user, os.environ["HSO_PASSWORD_2262"], "Timrå", path)
    yield from planner.fetch_first()
    driver.picture("08-timra-hamtat")
    with WorkingCopyFile.open(path) as copy:
        neighbours = {thing.name for thing in copy.neighbours()}
    sent = [str(sketch.values["namn"]) for sketch in sketches.SUNDSVALL]
    driver.confirm(
        "Timrå tar emot Sundsvalls objekt", f"among {len(neighbours)} neighbouring objects: {sent}",
        ok=set(sent) <= neighbours and len(ask.versions(sent)) == len(sent),
    )  # fmt: skip

    for sketch in sketches.TIMRA:
        yield from planner.draw(sketch, picture=f"09-timra-ritar-{sketch.klass}")
    yield from planner.save()
    yield from planner.check()
    identity = planner.object(sketches.BATH).identity
    left = [f.rule for f in planner.workspace.findings if f.object == identity and f.severity != "upplysning"]
    there = ask.versions([sketches.BATH])
    driver.confirm(
        "Timrå kontrollerar", f"left: {left or 'nothing'}; {len(there)} on the platform yet", ok=not left and not there
    )
    yield from planner.send()
    driver.picture("10-timra-skickat")
    there = ask.versions([sketches.BATH])
    driver.confirm("Timrå skickar", f"platform: {there}", ok=there == [(sketches.BATH, 1, "D2", user)])

    yield from planner.step_five()
    driver.picture("13-timra-klart-att-lamna-in")
    basis = planner.submitting.basis
    driver.confirm(
        "Timrå kontrollerar inför inlämning", f"{basis.errors} errors, {basis.unmotivated} warnings to motivate, "
        f"{len(basis.changes)} changes", ok=not basis.errors and not basis.unmotivated,
    )  # fmt: skip
    yield from planner.hand_in(FIRST, picture="13-timra-lamnar-in")
    driver.picture("14-timra-inlamnat")
    states, seen = ask.submissions("2262"), ask.published("2262")
    driver.confirm(
        "Timrå lämnar in", f"platform: {states}; {len(seen)} objects published",
        ok=[state for _, state in states] == ["inskickad"] and not seen,
    )  # fmt: skip

    (folder / "submitted").touch()
    yield driver.until((folder / "returned").exists, "the reviewer to return it", 400)

    yield from planner.look_up(planner.state.RETURNED)
    yield from planner.show(planner.step.EDIT)
    driver.picture("19-timra-ater")
    clicks, drawing = driver.clicks, 0
    yield from planner.step_five()
    planner.look_at([*sketches.NORTHERN_TRAIL.points, *sketches.TIMRA[0].points])
    yield driver.pause(0.3)
    yield driver.map_drawn()
    driver.picture("20-timra-kommentarer")
    asked = planner.asked_about()
    marks = len(planner.page.comments._marks.marks)
    begun = driver.clicks
    yield from planner.draw(sketches.NORTHERN_TRAIL)
    yield from planner.write_in(planner.object(sketches.BATH), sketches.MENDED_BATH)
    drawing = driver.clicks - begun
    yield from planner.step_five()
    for name in asked:
        yield from planner.answer_and_tick(sketches.ANSWERED[name])
    driver.picture("20-timra-svarat")
    yield from planner.act("the step that sends")  # Nästa: Skicka
    yield from planner.act("the changes to be sent")
    yield from planner.step_five()
    yield from planner.hand_in(AGAIN, picture="21-timra-lamnar-in-igen")
    clicks = driver.clicks - clicks - drawing
    driver.picture("21-timra-inlamnat-igen")
    states, seen = ask.submissions("2262"), ask.published("2262")
    said = ask.comments(states[0][0])
    driver.confirm(
        "Timrå rättar, svarar och lämnar in igen",
        f"{marks} marks on the map; {clicks} clicks, and {drawing} to draw and fill in; platform: {states}, "
        f"{len(said)} said, {sum(row[2] is True for row in said)} ticked off; {len(seen)} objects published",
        ok=clicks <= 8 and marks == 2 and sorted(asked) == sorted(sketches.ASKED) and not seen
        and [state for _, state in states] == ["ater_for_komplettering", "inskickad"]
        and said[2:] == [(sketches.ANSWERED[name], True, True) for name in asked],
    )  # fmt: skip
    (folder / "resubmitted").touch()
