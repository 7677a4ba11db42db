"""What a story can do in QGIS's window: find widgets, click and type as a person does, take pictures, confirm steps."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent, QPainter
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QDialog, QWidget
from qgis.utils import iface

from .loop_probe import LoopProbe

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
            painter = QPainter(pixmap)
            painter.drawPixmap(self.window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0))), dialog.grab())
            painter.end()
        if not pixmap.save(str(target)):
            raise StoryError(f"the picture {target} could not be written")
        return target

    def confirm(self, name: str, evidence: str, ok: bool = True) -> None:
        """A step of the story is done; `evidence` says how that is known. Kept in `HSO_STORY_JOURNAL` at once."""
        now = time.monotonic()
        step = {"name": name, "ok": ok, "seconds": round(now - self._since, 2), "evidence": evidence}
        self.steps.append(step)
        self._since = now
        journal = os.environ.get("HSO_STORY_JOURNAL")
        if journal:
            with Path(journal).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(step, ensure_ascii=False) + "\n")
