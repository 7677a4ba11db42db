"""Work spread over turns of the event loop: other events come in between, and it can be stopped."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QTimer

from hso_plugin.core.errors import HsoError
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.tasks.sliced_work import SlicedWork


@pytest.fixture
def turns(qgis_app):
    return SlicedWork()


def test_other_events_come_between_two_steps(turns, qtbot):
    seen, done = [], []

    def work():
        for step in range(3):
            seen.append(step)
            QTimer.singleShot(0, lambda step=step: seen.append(f"after {step}"))
            yield

    turns.run(work(), lambda: done.append(True))
    assert turns.busy and not seen
    qtbot.waitUntil(lambda: bool(done), timeout=2000)
    assert seen == [0, "after 0", 1, "after 1", 2, "after 2"] and not turns.busy


def test_an_error_ends_it_and_is_told(turns, qtbot):
    done, errors = [], []

    def work():
        yield
        raise HsoError("HSO-X", Text("Nej.", "No."))

    turns.run(work(), lambda: done.append(True), errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=2000)
    assert errors[0].code == "HSO-X" and not done and not turns.busy


def test_what_nobody_foresaw_is_told_too(turns, qtbot):
    errors = []

    def work():
        yield
        raise ZeroDivisionError

    turns.run(work(), failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=2000)
    assert errors[0].code == "HSO-INTERNT" and "ZeroDivisionError" in errors[0].details


def test_it_can_be_stopped_and_replaced(turns, qtbot):
    seen = []

    def work(name):
        for _ in range(3):
            seen.append(name)
            yield

    turns.run(work("first"))
    turns.run(work("second"))
    qtbot.waitUntil(lambda: not turns.busy, timeout=2000)
    assert set(seen) == {"second"}
    turns.run(work("third"))
    turns.stop()
    qtbot.wait(50)
    assert "third" not in seen
