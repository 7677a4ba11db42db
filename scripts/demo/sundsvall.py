"""Sundsvall's planner: connects, draws, mends, sends; later receives Timrå's object and meets a conflict."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.demo import ask, sketches
from scripts.demo.driver import Driver, Story
from scripts.demo.planner import Planner

MINE = "Kommunen vill stärka Exempelbyn som serviceort för hela Indalsälvens dalgång."


def story(driver: Driver) -> Story:
    """The first half, a wait for the others, and the second half."""
    planner = Planner(driver)
    folder, user = Path(os.environ["HSO_DEMO_FOLDER"]), os.environ["HSO_USER_2281"]
    names = [str(sketch.values["namn"]) for sketch in sketches.SUNDSVALL]

    yield from planner.connect(
        os.environ["HSO_URL"], user, os.environ["HSO_PASSWORD_2281"], "Sundsvall", str(folder / "sundsvall.gpkg")
    )
    driver.picture("01-sundsvall-anslut")
    lines = [line.ok for line in planner.panel.connect_form.lines.lines]
    driver.confirm(
        "Sundsvall ansluter", f"self-test {lines.count(True)}/{len(lines)}; platform says role {ask.role(user)}",
        ok=all(lines) and ask.role(user) == "planerare",
    )  # fmt: skip

    yield from planner.fetch_first()
    driver.picture("02-sundsvall-hamtat")
    mine, theirs = len(planner.workspace.snapshot.objects), ask.count("2281")
    driver.confirm("Sundsvall hämtar", f"{mine} own objects here, {theirs} on the platform", ok=mine == theirs > 0)

    for number, sketch in enumerate(sketches.SUNDSVALL):
        yield from planner.draw(sketch, picture=f"03-sundsvall-ritar-{sketch.klass}")
        there = ask.versions(names)
        driver.confirm(
            f"Sundsvall ritar {sketch.klass}", f"{number + 1} drawn, {len(there)} on the platform yet", ok=not there
        )
    yield from planner.save()

    yield from planner.check()
    village = planner.object(sketches.VILLAGE)
    about = [finding for finding in planner.workspace.findings if finding.object == village.identity]
    check = planner.panel.check_page
    rules = sorted({finding.rule for finding in about})
    driver.click_item(check.findingsView, check.model.find(about[0]))
    yield driver.pause(1.0)
    driver.picture("04-sundsvall-brister")
    driver.confirm(
        "Sundsvall kontrollerar", f"{len(about)} findings on {sketches.VILLAGE}: {', '.join(rules)}; still "
        f"{len(ask.versions(names))} on the platform", ok="attribut-saknas" in rules and not ask.versions(names),
    )  # fmt: skip

    trail = planner.object(sketches.TRAIL)
    waits = planner.waits_for_neighbour(trail)
    driver.confirm(
        "Sundsvalls led väntar på grannkommunen", waits.message.sv if waits else "nothing waits", ok=waits is not None
    )
    if waits:
        driver.click_item(check.findingsView, check.model.find(waits))
        yield driver.pause(1.0)
        yield driver.map_drawn()
        driver.picture("04-sundsvall-vantar-pa-granne")

    before = driver.clicks
    driver.click_item(check.findingsView, check.model.find(about[0]), double=True)
    yield driver.until(lambda: driver.form() is not None, "the form of the object")
    to_mend = driver.clicks - before
    yield from planner.fill(sketches.MENDED_VILLAGE)
    driver.picture("05-sundsvall-rattar")
    yield from planner.say_ok()
    yield from planner.save()
    yield from planner.check()
    left = [f.rule for f in planner.workspace.findings if f.object == village.identity and f.severity != "upplysning"]
    driver.picture("06-sundsvall-rattat")
    there = ask.versions(names)
    driver.confirm(
        "Sundsvall rättar",
        f"{to_mend} clicks to the form, left: {left or 'nothing'}; {len(there)} on the platform yet",
        ok=not left and not there,
    )

    yield from planner.send()
    driver.picture("07-sundsvall-skickat")
    there = ask.versions(names)
    driver.confirm(
        "Sundsvall skickar", f"platform: {there}",
        ok=sorted(there) == sorted((s.values["namn"], 1, s.klass, user) for s in sketches.SUNDSVALL),
    )  # fmt: skip

    (folder / "sundsvall-sent").write_text(village.identity)
    yield driver.until((folder / "others-done").exists, "Timrå and the support to do their part", 400)

    yield from planner.draw_over(village, {"stallningstagande": MINE})
    yield from planner.receive()
    conflicts = planner.workspace.snapshot.conflicts
    received = [r.version.object.name for r in planner.workspace.snapshot.received]
    driver.picture("11-sundsvall-konflikt")
    history = ask.history(village.identity)
    driver.confirm(
        "Sundsvall tar emot Timrås objekt",
        f"received {sorted(set(received))}; platform: {ask.versions([sketches.BATH, sketches.TRAIL_NORTH])}",
        ok={sketches.BATH, sketches.TRAIL_NORTH} <= set(received)
        and len(ask.versions([sketches.BATH, sketches.TRAIL_NORTH])) == 3,
    )  # fmt: skip
    driver.confirm(
        "Sundsvall möter en konflikt", f"{len(conflicts)} kept here; platform untouched: {history}",
        ok=[c.identity for c in conflicts] == [village.identity] and [row[2] for row in history] == [user, "stod"],
    )  # fmt: skip

    yield from planner.keep_mine()
    yield from planner.send()
    driver.picture("12-sundsvall-lost")
    history = ask.history(village.identity)
    driver.confirm(
        "Sundsvall löser konflikten", f"platform keeps all three: {history}",
        ok=[row[2] for row in history] == [user, "stod", user] and ask.stance(village.identity) == MINE,
    )  # fmt: skip

    yield from planner.check()
    waits = planner.waits_for_neighbour(trail)
    planner.look_at(sketches.ALONG_THE_TRAIL)
    yield driver.pause(0.3)
    yield driver.map_drawn()
    driver.picture("25-sundsvall-leden-fortsatter")
    driver.confirm(
        "Sundsvalls led fortsätter i Timrå", waits.message.sv if waits else "nothing waits", ok=waits is None
    )
