"""The long run of the fault tests: every part in a process of its own, several at once.

    python -m scripts.dev.endurance            all parts
    python -m scripts.dev.endurance kills      some

What each says is kept in build/endurance/. The random parts begin with HSO_SEED, or with another number every time.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from scripts.dev.test import ROOT, counts, environment

RESULTS = ROOT / "build" / "endurance"
#: Schedules before the model, in this many processes, before the real platform, and versions that the load writes.
MODEL_SCHEDULES, MODEL_PROCESSES = 10_000, 2
REAL_SCHEDULES = 300
REVIEW_SCHEDULES = 2_000
LOAD_VERSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """A pytest run of its own."""

    name: str
    arguments: tuple[str, ...]
    variables: dict[str, str] = field(default_factory=dict)


def parts(seed: int) -> list[Part]:
    """All parts, in the order in which they begin."""
    model = [
        Part(
            f"model-{number}",
            ("tests/faults/test_model.py", f"--hypothesis-seed={seed + number}"),
            {"HSO_SCHEDULES": str(MODEL_SCHEDULES // MODEL_PROCESSES)},
        )
        for number in range(1, MODEL_PROCESSES + 1)
    ]
    real = {"HSO_REAL_SCHEDULES": str(REAL_SCHEDULES), "HSO_REAL_SEED": str(seed)}
    load = {"HSO_LOAD_VERSIONS": str(LOAD_VERSIONS)}
    return [
        *model,
        Part(
            "review",
            ("tests/faults/test_review_model.py", f"--hypothesis-seed={seed}"),
            {"HSO_SCHEDULES": str(2 * REVIEW_SCHEDULES)},
        ),
        Part("load", ("tests/faults/test_load.py",), load),
        Part("real", ("tests/faults/test_real_platform.py",), real),
        Part("kills", ("tests/faults/test_kills.py",), {"HSO_EVERY_KILL": "1"}),
    ]


def run(part: Part) -> tuple[Part, bool, str]:
    """Run a part to its end; whether it passed, and how it went."""
    report, said = RESULTS / f"{part.name}.xml", RESULTS / f"{part.name}.log"
    report.unlink(missing_ok=True)
    options = ("-p", "no:pytest_qgis", "-q", "-s", "--timeout=0", f"--junitxml={report}")
    begun = time.monotonic()
    with said.open("w", encoding="utf-8") as log:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *part.arguments],
            cwd=ROOT, env=environment("faults") | part.variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            check=False,
        )  # fmt: skip
    passed, failed, _ = counts(report)
    well = done.returncode == 0 and passed > 0 and failed == 0
    how = f"{passed} passed, {failed} failed, {time.monotonic() - begun:.0f} s"
    return part, well, how if well else f"{how}: FAILED, see {said.relative_to(ROOT)}"


def main(names: list[str]) -> int:
    """Run the named parts (all without names); 0 when every one passed."""
    given = os.environ.get("HSO_SEED", "")
    if given and not given.isdecimal():
        print(f"HSO_SEED is {given!r}, and not a number", file=sys.stderr)
        return 2
    seed = int(given or secrets.randbelow(1_000_000))
    every = parts(seed)
    unknown = set(names) - {part.name for part in every}
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}. There are: {', '.join(p.name for p in every)}", file=sys.stderr)
        return 2
    RESULTS.mkdir(parents=True, exist_ok=True)
    print(f"seed {seed}", flush=True)
    begun = time.monotonic()
    all_well = True
    # More than there are processors: before the real platform much of the time is spent waiting.
    with ThreadPoolExecutor((os.cpu_count() or 1) + 2) as pool:
        for run_part in as_completed([pool.submit(run, part) for part in every if not names or part.name in names]):
            part, well, how = run_part.result()
            all_well = all_well and well
            print(f"{part.name:8} {how}", flush=True)
    print(f"{(time.monotonic() - begun) / 60:.0f} minutes in all")
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
