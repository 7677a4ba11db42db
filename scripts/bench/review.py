"""The reviewer's figures: a long queue, a large submission, and the check over all municipalities.

In one process in one thread; its processor time is taken, since what else the machine is busy with is not what is
measured. The files it reads have been written a moment ago.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from .result import Result
from .rules import run_module

ROUNDS = 3
#: Seconds: a queue of 200 submissions, what 2 000 changes out of 20 000 objects are, the check of 7 × 3 000 objects.
GOALS = {"queue200_s": 1.0, "diff2000_s": 1.0, "assemble_s": 5.0}


def measure(folder: Path) -> Result:
    """Measure in a process of its own, with its review copies under `folder`."""
    files = folder / "files" / "review"
    measured = run_module(folder, "scripts.bench.review_speed", str(ROUNDS), str(files))
    result = Result(goals=dict(GOALS), seconds=measured["seconds"], details={"review": measured["details"]})
    for key in GOALS:
        result.figures[key] = statistics.median(result.seconds[key.removesuffix("_s")])
    return result
