"""A place for one task: the newest replaces the one before, and the place is free when somebody is told."""

from __future__ import annotations

import threading

import pytest

from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.tasks.latest_task import LatestTask


@pytest.fixture
def told() -> list:
    return []


@pytest.mark.usefixtures("qgis_app")
def test_a_new_task_replaces_the_one_before_and_only_it_is_told_of(qtbot, told):
    task, held = LatestTask(), threading.Event()
    task.run("first", lambda _progress: held.wait(10), told.append, told.append)
    task.run("second", lambda _progress: "second", told.append, told.append)
    held.set()
    qtbot.waitUntil(lambda: not task.busy, timeout=5000)
    qtbot.wait(50)
    assert told == ["second"]


@pytest.mark.usefixtures("qgis_app")
def test_the_place_is_free_when_it_is_told_however_it_ended(qtbot, told):
    task = LatestTask()

    def broken(_progress: object) -> None:
        raise HsoError("HSO-PROV", Text("Prov.", "Test."))

    def cancelled(_progress: object) -> None:
        raise Cancelled

    for work in (lambda _progress: 1, broken, cancelled):
        task.run(
            "work",
            work,
            lambda _result: told.append(("done", task.busy)),
            lambda _error: told.append(("failed", task.busy)),
            lambda: told.append(("cancelled", task.busy)),
        )
        qtbot.waitUntil(lambda: not task.busy, timeout=5000)
    assert told == [("done", False), ("failed", False), ("cancelled", False)]


@pytest.mark.usefixtures("qgis_app")
def test_nobody_is_told_of_what_is_forgotten(qtbot, told):
    task, held = LatestTask(), threading.Event()
    task.run("work", lambda _progress: held.wait(10), told.append, told.append, lambda: told.append("cancelled"))
    assert task.busy
    task.forget()
    held.set()
    assert not task.busy
    qtbot.wait(100)
    assert told == []
