"""A story for the real desktop: fetch, receive and send the large map while a timer watches QGIS's event loop."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.demo.driver import Driver, Story


def story(driver: Driver) -> Story:
    """Each job through the workspace, as its buttons do it; the longest time the event loop was held in each."""
    from qgis.utils import plugins

    from hso_plugin.gui.widgets.steps import Step
    from hso_plugin.qgis_bridge.profile.settings import Profile
    from scripts.bench.maps import polygons
    from scripts.bench.measure import ADDED, CHANGED, add_objects

    gui = plugins["hso_plugin"].gui
    workspace = gui.workspace
    yield driver.until(gui.dock.isVisible, "the dock to show itself")
    path = Path(os.environ["HSO_BENCH_FOLDER"]) / "desktop.gpkg"
    profile = Profile("bench", "bench", os.environ["HSO_URL"], "", polygons.MUNICIPALITY, str(path))
    held: dict[str, float] = {}
    problems: list[Any] = []
    workspace.failed.connect(problems.append)

    def measured(name: str, begin: Callable[[], None], ready: Callable[[], bool]) -> Story:
        yield driver.pause(1.0)
        driver.probe.start()
        begin()
        yield driver.pause(0.3)
        yield driver.until(lambda: bool(problems) or (not workspace.jobs.busy and ready()), name, 120)
        yield driver.pause(1.0)
        held[name] = driver.probe.stop()
        if problems:
            raise RuntimeError(str(problems))
        driver.confirm(name, evidence=f"{held[name]:.0f} ms, over 50: {driver.probe.gaps}")

    yield from measured("clone", lambda: workspace.connect_new(profile), lambda: workspace.snapshot is not None)
    count = len(workspace.snapshot.objects)
    polygons.change(os.environ["HSO_DSN"], os.environ["HSO_USER"], range(10_000, 10_000 + CHANGED), version=2)
    yield from measured("pull", workspace.fetch, lambda: len(workspace.snapshot.received) >= CHANGED)
    gui.panel.go_to(Step.EDIT)
    page = gui.panel.edit_page
    yield from measured("filter", lambda: page.filterEdit.setText("område 1"), lambda: True)
    page.filterEdit.clear()
    add_objects(path, range(50_000, 50_000 + ADDED))
    workspace.refresh()
    yield driver.until(lambda: len(workspace.snapshot.pending) == ADDED, "the new objects to be seen")
    yield from measured("send page", lambda: gui.panel.go_to(Step.SEND), lambda: True)
    yield from measured("choose all", gui.panel.send_page.changesView.selectAll, lambda: True)
    yield from measured("push", workspace.send, lambda: len(workspace.snapshot.objects) == count + ADDED)
    Path(os.environ["HSO_BENCH_FOLDER"], "event_loop.json").write_text(json.dumps(held))
