"""Drives a story inside QGIS, one step at a time, without ever blocking its event loop.

A story is a generator: it does something, then yields what to wait for, and goes on when that has come:

    def story(driver):
        driver.click(driver.widget("primaryButton"))
        yield driver.until(lambda: dock.step == 1, "the map is fetched")
        driver.picture("fetched")
        driver.confirm("Fetch", evidence="42 objects")
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog
from qgis.utils import iface

from .driver import Driver, Story, StoryError, Wait

TICK_MS = 40


class _Teller:
    """Takes the story from wait to wait."""

    def __init__(self, driver: Driver, story: Story) -> None:
        self.driver = driver
        self._story = story
        self._wait: Wait | None = None
        self._until = 0.0
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._inside = False
        self._faults: list[str] = []
        # QGIS would show these in a window of its own and go on; here they end the story.
        sys.excepthook = self._note_fault

    def _note_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._faults.append("".join(traceback.format_exception(kind, error, trace)))

    def _tick(self) -> None:
        if self._inside:  # a dialogue opened by the story runs an event loop of its own
            return
        if self._faults:
            self._end("".join(self._faults))
            return
        self._inside = True
        try:
            if self._wait is not None and not self._wait.ready():
                if time.monotonic() > self._until:
                    raise StoryError(f"waited {self._wait.seconds:.0f} s in vain: {self._wait.what}")
                return
            self._wait = next(self._story)
            self._until = time.monotonic() + self._wait.seconds
        except StopIteration:
            self._end("")
        except Exception:  # noqa: BLE001 - it ends up in the summary, whatever it was
            self._end(traceback.format_exc())
        finally:
            self._inside = False

    def _end(self, error: str) -> None:
        self._timer.stop()
        if error:
            self.driver.picture("error")
        summary = {
            "ok": not error and all(step["ok"] for step in self.driver.steps),
            "error": error,
            "clicks": self.driver.clicks,
            "steps": self.driver.steps,
        }
        target = Path(os.environ["HSO_STORY_RESULT"])
        target.with_suffix(".part").write_text(json.dumps(summary, ensure_ascii=False, indent=1), "utf-8")
        target.with_suffix(".part").replace(target)
        QTimer.singleShot(0, close_qgis)


def close_qgis() -> None:
    """Close QGIS without a question: unsaved edits are the story's own."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    for layer in QgsProject.instance().mapLayers().values():
        if hasattr(layer, "isEditable") and layer.isEditable():
            layer.rollBack()
    QgsProject.instance().clear()
    QTimer.singleShot(200, iface.actionExit().trigger)


_teller: _Teller | None = None


def start() -> None:
    """Load the story that the launcher named and begin once QGIS has opened its window."""
    driver = Driver()
    try:
        told = _load(Path(os.environ["HSO_STORY"]))(driver)
    except Exception:  # noqa: BLE001 - a story that cannot be loaded is told as one that failed
        told = _failed(traceback.format_exc())
    width, height = (int(n) for n in os.environ["HSO_STORY_SIZE"].split("x"))

    def begin() -> None:
        global _teller
        # QGIS reads QGIS_AUTH_PASSWORD_FILE only when the database has a password already; a new profile's has none.
        password = Path(os.environ["HSO_STORY_MASTER_PASSWORD"]).read_text("ascii")
        if not QgsApplication.authManager().setMasterPassword(password, True):
            raise StoryError("the profile's authentication database has another master password")
        iface.mainWindow().showNormal()
        iface.mainWindow().setGeometry(0, 0, width, height)
        _teller = _Teller(driver, told)

    QTimer.singleShot(500, begin)


def _load(path: Path) -> Callable[[Driver], Story]:
    spec = importlib.util.spec_from_file_location("hso_story", path)
    if spec is None or spec.loader is None:
        raise StoryError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    told: Callable[[Driver], Story] = module.story
    return told


def _failed(trace: str) -> Story:
    yield Driver.pause(0)  # makes it a generator: the error comes when the story is told
    raise StoryError(trace)
