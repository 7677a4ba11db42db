"""The rules beside QGIS's own overlay and bare shapely, their growth with the map, one edit's recheck, and memory.

QGIS overlays the polygon layer with itself where it lies in a working copy, in a GeoPackage; what it takes with the
layer in memory is told beside it, and so is what the check takes of that.
Every process computes in one thread, as QGIS's overlay does, and its processor time is taken, while nothing is read or
written: what else the machine is busy with does not count, for either side.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts.demo.desktop import ROOT

from .result import Ratio, Result

COUNT, LARGE = 20_000, 80_000
ROUNDS = 3
RATIOS: dict[str, Ratio] = {
    "rules_vs_native_intersection": ("rules", "native_intersection", 0.25),
    "overlap_vs_shapely": ("overlap", "overlap_shapely", 1.5),
    "rules_big_shapes_vs_native": ("rules_big_shapes", "native_big_shapes", 1.0),
    "rules_80k_vs_20k": ("rules_80k", "rules_20k", 4.6),
}
GOALS = {"recheck_ms": 50.0, "rules_peak_mb": 1000.0}


def measure(folder: Path) -> Result:
    """Measure in processes of their own, under `folder` what these need of files."""
    result = Result()
    layer = folder / "files" / "areas.gpkg"
    measured = run_module(folder, "scripts.bench.rules_speed", str(COUNT), str(ROUNDS), str(layer))
    result.seconds = measured["seconds"]
    edits = [1000 * seconds for seconds in result.seconds["recheck"]]
    peaks = []
    # A process for each: in one and the same, the other map would lie in memory for the collector to walk through.
    for _ in range(ROUNDS):
        for name, count in (("rules_20k", COUNT), ("rules_80k", LARGE)):
            once = run_module(folder, "scripts.bench.rules_once", str(count))
            result.seconds.setdefault(name, []).append(once["seconds"])
            peaks.append(once["peak_mb"])
            print(f"  {name}: {once['seconds']:.3f} s, {once['peak_mb']:.0f} MB", flush=True)
    result.divide(RATIOS)
    result.figures |= {"recheck_ms": statistics.median(edits), "rules_peak_mb": max(peaks)}
    result.goals |= GOALS
    in_memory = statistics.median(result.seconds["rules"]) / statistics.median(result.seconds["native_in_memory"])
    result.details["rules"] = measured["details"] | {
        "rules_vs_native_intersection_in_memory": round(in_memory, 3),
        "recheck_ms": {
            "highest": round(max(edits), 2),
            "ninth_of_ten": round(statistics.quantiles(edits, n=10)[-1], 2),
        },
    }
    return result


def run_module(folder: Path, module: str, *words: str) -> dict[str, Any]:
    """What a module prints as JSON in its last line."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=os.environ
        | {"QT_QPA_PLATFORM": "offscreen", "QGIS_CUSTOM_CONFIG_PATH": str(folder / "files" / "qgis-rules")}
        | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured
