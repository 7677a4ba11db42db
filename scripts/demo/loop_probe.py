"""Measures in a running QGIS how long its event loop is held."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from qgis.PyQt.QtCore import Qt, QTimer


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
