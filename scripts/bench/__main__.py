"""`make bench`: measures, writes build/bench.json and prints the figures with their goals.

python -m scripts.bench             everything
python -m scripts.bench rules       one part (`exchange`, `review`, `startup` …), written to build/bench-rules.json
"""

from __future__ import annotations

import json
import shutil
import sys

from scripts.demo.desktop import ROOT

from . import exchange, growth, review, rules, startup, windows
from .result import Result

FOLDER = ROOT / "build" / "bench"
PARTS = {
    "rules": rules.measure,
    "review": review.measure,
    "startup": startup.measure,
    "exchange": exchange.measure,
    "growth": growth.measure,
    "windows": windows.measure,
}


def main(names: list[str]) -> int:
    """Measure the named parts (all without names) and report; 0 if every goal is met."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}. There are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    shutil.rmtree(FOLDER / "files", ignore_errors=True)
    (FOLDER / "files").mkdir(parents=True)
    result = Result()
    for name, measure in PARTS.items():
        if not names or name in names:
            result.add(measure(FOLDER))
    return _report(result, "-".join(["bench", *names]))


def _report(result: Result, name: str) -> int:
    file = ROOT / "build" / f"{name}.json"
    figures = {key: round(value, 4) for key, value in result.figures.items()}
    file.write_text(
        json.dumps(figures | {"goals": result.goals, "seconds": result.seconds} | result.details, indent=2) + "\n"
    )
    for key, goal in result.goals.items():
        missed = "  MISSED" if key in result.missed else ""
        print(f"bench: {key} {result.figures[key]:.3f} (at most {goal}){missed}")
    print(f"bench: written to {file.relative_to(ROOT)}")
    return 1 if result.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
