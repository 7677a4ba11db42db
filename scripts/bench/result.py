"""What a part of the benchmarks measured, and how it takes time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: What is divided by what, and the most it may be.
Ratio = tuple[str, str, float]


@dataclass
class Result:
    """One part's figures.

    Attributes:
        figures: by key, what is held against a goal.
        goals: by key, the most it may be.
        seconds: every measured time by name.
        details: by name, what else is worth keeping beside the figures.
    """

    figures: dict[str, float] = field(default_factory=dict)
    goals: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)

    def divide(self, ratios: Mapping[str, Ratio]) -> None:
        """Add the ratios of the medians of measured times."""
        for key, (ours, theirs, goal) in ratios.items():
            self.figures[key] = statistics.median(self.seconds[ours]) / statistics.median(self.seconds[theirs])
            self.goals[key] = goal

    def add(self, other: Result) -> None:
        """Take in another part's figures."""
        self.figures |= other.figures
        self.goals |= other.goals
        self.seconds |= other.seconds
        self.details |= other.details

    @property
    def missed(self) -> list[str]:
        """Keys of the figures beyond their goal."""
        return [key for key, goal in self.goals.items() if not self.figures[key] <= goal]


def seconds(job: Callable[[], object]) -> float:
    """How long `job` takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def computing(job: Callable[[], object]) -> float:
    """Seconds of this process's processor time that `job` takes.

    For work in one thread without input or output this is how long one waits for it, whatever else the machine does.
    """
    start = time.process_time()
    job()
    return time.process_time() - start
