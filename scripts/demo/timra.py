"""Timrå's planner: fetches, sees what Sundsvall sent, draws an object of the own municipality and sends it."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.demo import ask, sketches
from scripts.demo.driver import Driver, Story
from scripts.demo.planner import Planner


def story(driver: Driver) -> Story:
    """From an empty QGIS to an object on the platform."""
    from hso_plugin.workcopy import WorkingCopyFile

    planner = Planner(driver)
    path = str(Path(os.environ["HSO_DEMO_FOLDER"]) / "timra.gpkg")
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
