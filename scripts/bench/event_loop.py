"""A story for the real desktop: fetch, receive and send the large map while a timer watches QGIS's event loop.

The forms of some objects are opened too, by the processor time of the thread that shows them.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.demo.driver import Driver, Story

#: Forms that are opened, after a first one.
FORMS = 5


def story(driver: Driver) -> Story:
    """Each job through the workspace, as its buttons do it; the longest time the event loop was held in each."""
    from qgis.PyQt.QtWidgets import QApplication
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
    forms: list[float] = []
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

    def form_opened(item: Any) -> Story:
        yield driver.until(lambda: not workspace.jobs.busy, "the map to be idle")
        start = time.thread_time()
        gui._drawing.open_form(item.kind, item.identity)
        QApplication.processEvents()  # it is drawn
        forms.append(time.thread_time() - start)
        yield driver.until(lambda: driver.form() is not None, "the form")
        driver.form().window().close()
        yield driver.pause(0.2)

    yield from measured("clone", lambda: workspace.connect_new(profile), lambda: workspace.snapshot is not None)
    count = len(workspace.snapshot.objects)
    polygons.change(os.environ["HSO_DSN"], os.environ["HSO_USER"], range(10_000, 10_000 + CHANGED), version=2)
    yield from measured("pull", workspace.fetch, lambda: len(workspace.snapshot.received) >= CHANGED)
    gui.panel.go_to(Step.EDIT)
    page = gui.panel.edit_page
    yield from measured("filter", lambda: page.filterEdit.setText("område 1"), lambda: True)
    page.filterEdit.clear()
    for item in workspace.snapshot.objects[: FORMS + 1]:
        yield from form_opened(item)
    workspace.save_edits(stop=True)
    driver.confirm("forms", evidence=f"{[round(each * 1000) for each in forms]} ms")
    add_objects(path, range(50_000, 50_000 + ADDED))
    workspace.refresh()
    yield driver.until(lambda: len(workspace.snapshot.pending) == ADDED, "the new objects to be seen")
    yield from measured("send page", lambda: gui.panel.go_to(Step.SEND), lambda: True)
    yield from measured("choose all", gui.panel.send_page.changesView.selectAll, lambda: True)
    yield from measured("push", workspace.send, lambda: len(workspace.snapshot.objects) == count + ADDED)
    Path(os.environ["HSO_BENCH_FOLDER"], "event_loop.json").write_text(
        json.dumps({"held": held, "forms": forms[1:]})  # QGIS reads much the first time
    )
