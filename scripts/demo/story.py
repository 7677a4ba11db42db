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
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QDialog, QWidget
from qgis.utils import iface

TICK_MS = 40
PATIENCE = 60.0
Story = Generator["Wait", None, None]


class StoryError(Exception):
    """What the story waited for did not come, or something it needs is not there."""


@dataclass(frozen=True)
class Wait:
    """What a story waits for: `ready` to be true, at most `seconds`."""

    ready: Callable[[], bool]
    what: str
    seconds: float = PATIENCE


@dataclass
class LoopProbe:
    """Measures how long the event loop is held: the longest gap between ticks of a 5 ms timer, in milliseconds."""

    longest: float = 0.0
    gaps: list[float] = field(default_factory=list)
    _last: float = 0.0

    def __post_init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Measure from now on, anew."""
        self.longest, self.gaps, self._last = 0.0, [], time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """End; gives the longest gap in milliseconds."""
        self._tick()
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self._last = now
        self.longest = max(self.longest, gap)
        if gap > 50:
            self.gaps.append(round(gap, 1))


class Driver:
    """What a story can do: find widgets, click as a person does, take pictures, confirm steps. Counts its clicks."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.clicks = 0
        self.probe = LoopProbe()
        self._pictures = Path(os.environ["HSO_STORY_PICTURES"])
        self._since = time.monotonic()

    # ----- finding

    @property
    def window(self) -> QWidget:
        """QGIS's main window."""
        return iface.mainWindow()

    def widget(self, name: str, parent: QWidget | None = None) -> Any:
        """The widget with this object name, in the main window or in `parent`."""
        found = (parent or self.window).findChild(QWidget, name)
        if found is None:
            raise StoryError(f"no widget {name}")
        return found

    def dialog(self) -> QDialog | None:
        """The dialogue that is open, if any."""
        active = QApplication.activeModalWidget()
        if isinstance(active, QDialog):
            return active
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)

    def form(self) -> QgsAttributeForm | None:
        """The attribute form that is open in a window of its own, if any."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                for child in window.findChildren(QWidget):
                    # One that QGIS made is a plain QWidget to Python.
                    if child.metaObject().className() == "QgsAttributeForm":
                        return sip.cast(child, QgsAttributeForm)
        return None

    # ----- doing

    def click(self, target: QWidget) -> None:
        """Click a widget with the left button; refuses what a person could not click."""
        if not target.isVisible() or not target.isEnabled():
            raise StoryError(f"{target.objectName() or target} cannot be clicked: hidden or disabled")
        self.clicks += 1
        # Later, so that a dialogue opened by the click does not hold the story.
        QTimer.singleShot(0, lambda: QTest.mouseClick(target, Qt.MouseButton.LeftButton))

    def click_item(self, view: QAbstractItemView, index: Any, *, double: bool = False) -> None:
        """Click a row of a list or tree; scrolls to it first."""
        if not index.isValid():
            raise StoryError(f"{view.objectName()} has no such row")
        view.scrollTo(index)
        place = view.visualRect(index).center()
        self.clicks += 2 if double else 1

        def act() -> None:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
            if double:
                QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

        QTimer.singleShot(0, act)

    def type(self, target: QWidget, text: str) -> None:
        """Write `text` into a field, letter by letter, in place of what stands there."""
        target.setFocus()
        if hasattr(target, "selectAll"):
            target.selectAll()
        elif hasattr(target, "lineEdit") and target.lineEdit():
            target = target.lineEdit()
            target.selectAll()
        self.keys(target, text)

    @staticmethod
    def keys(target: QWidget, text: str) -> None:
        """Press the keys of `text`; QTest.keyClicks ends the process at the first letter outside Latin-1."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def choose(self, box: Any, text: str) -> None:
        """Choose a line of a combo box: two clicks for a person."""
        row = box.findText(text)
        if row < 0:
            raise StoryError(f"{box.objectName()} has no line {text!r}")
        self.clicks += 2
        box.setCurrentIndex(row)
        box.activated.emit(row)

    def draw(self, points: list[tuple[float, float]], *, right_click: bool) -> None:
        """Click map coordinates (in the canvas' coordinate system) with the present map tool; a right click ends."""
        canvas = iface.mapCanvas()
        places = [canvas.getCoordinateTransform().transform(x, y) for x, y in points]
        pixels = [QPoint(round(p.x()), round(p.y())) for p in places]
        for place in pixels:
            self._mouse(place, Qt.MouseButton.LeftButton)
        if right_click:
            last = pixels[-1]
            QTimer.singleShot(0, lambda: self._mouse(last, Qt.MouseButton.RightButton))

    def _mouse(self, place: QPoint, button: Qt.MouseButton) -> None:
        viewport = iface.mapCanvas().viewport()
        for kind, pressed in (
            (QEvent.Type.MouseMove, Qt.MouseButton.NoButton),
            (QEvent.Type.MouseButtonPress, button),
            (QEvent.Type.MouseButtonRelease, button),
        ):
            event = QMouseEvent(
                kind,
                QPointF(place),
                QPointF(viewport.mapToGlobal(place)),
                pressed,
                pressed if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(viewport, event)

    # ----- waiting

    @staticmethod
    def until(ready: Callable[[], bool], what: str, seconds: float = PATIENCE) -> Wait:
        """Go on when `ready()` is true."""
        return Wait(ready, what, seconds)

    @staticmethod
    def pause(seconds: float) -> Wait:
        """Go on after a while: for animations and redrawing, never for work that has an end to wait for."""
        end = time.monotonic() + seconds
        return Wait(lambda: time.monotonic() >= end, f"{seconds} s", seconds + 10)

    def map_drawn(self) -> Wait:
        """Go on when the map is drawn."""
        canvas = iface.mapCanvas()
        return Wait(lambda: not canvas.isDrawing(), "the map to be drawn")

    # ----- telling

    def picture(self, name: str, widget: QWidget | None = None) -> Path:
        """A picture of the main window with the dialogue that stands over it, or of one widget."""
        target = self._pictures / f"{name}.png"
        pixmap = (widget or self.window).grab()
        dialog = self.dialog() if widget is None else None
        if dialog is not None:
            from qgis.PyQt.QtGui import QPainter

            painter = QPainter(pixmap)
            painter.drawPixmap(self.window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0))), dialog.grab())
            painter.end()
        if not pixmap.save(str(target)):
            raise StoryError(f"the picture {target} could not be written")
        return target

    def confirm(self, name: str, evidence: str, ok: bool = True) -> None:
        """A step of the story is done; `evidence` says how that is known."""
        now = time.monotonic()
        self.steps.append({"name": name, "ok": ok, "seconds": round(now - self._since, 2), "evidence": evidence})
        self._since = now


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
    raise StoryError(trace)
    yield Driver.pause(0)  # makes it a generator: the error comes when the story is told
