"""Fetching and sending beside ogr2ogr and QGIS's WFS provider, on a platform of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts.bench.maps import polygons
from scripts.demo.desktop import ROOT, Desktop
from scripts.local_platform.local import for_a_while

from .result import Ratio, Result

POLYGONS = 20_000
RATIOS: dict[str, Ratio] = {
    "clone_vs_ogr2ogr": ("clone", "ogr2ogr", 1.0),
    "clone_vs_provider": ("clone", "provider_export", 0.5),
    "pull100_vs_provider": ("pull100", "provider_reload", 0.03),
    "push2000_vs_provider": ("push2000", "provider_commit", 1.0),
}
#: Times by themselves: what was measured, its unit in seconds, and the most it may be.
ALONE: dict[str, tuple[str, float, float]] = {
    "pull_empty_ms": ("pull_empty", 0.001, 150.0),
    "merge2000_s": ("merge2000", 1.0, 1.0),
}
BYTES = {"pull100_bytes_ratio": ("pull100_bytes", "provider_reload_bytes", 0.02)}
EVENT_LOOP_MS = 50.0
#: Processor time to open the form of an object that is there.
FORM_OPEN_MS = 150.0


def measure(folder: Path) -> Result:
    """Start a platform under `folder`, measure there, and remove it."""
    result = Result()
    with for_a_while(folder / "platform") as local:
        print(f"bench: {POLYGONS} polygons of {polygons.VERTICES} vertices")
        user = f"planerare-{polygons.MUNICIPALITY}"
        polygons.fill(local.state.dsn(), user, POLYGONS)
        environment = os.environ | {
            "HSO_URL": local.state.url,
            "HSO_DSN": local.state.dsn(),
            "HSO_USER": user,
            "HSO_PASSWORD": local.state.user_passwords[user],
            "HSO_BENCH_FOLDER": str(folder / "files"),
            "HSO_ACCESS_LOG": str(local.layout.logs / "nginx-access.log"),
        }
        result.seconds = _jobs(environment, folder)
        seen = _event_loop(environment, folder)
    result.divide(RATIOS)
    result.divide(BYTES)
    for key, (name, unit, goal) in ALONE.items():
        result.figures[key], result.goals[key] = statistics.median(result.seconds[name]) / unit, goal
    held, result.seconds["form_open"] = seen["held"], seen["forms"]
    result.figures["event_loop_max_ms"], result.goals["event_loop_max_ms"] = max(held.values()), EVENT_LOOP_MS
    result.details["event_loop_ms"] = held
    result.figures["form_open_ms"] = statistics.median(seen["forms"]) * 1000
    result.goals["form_open_ms"] = FORM_OPEN_MS
    return result


def _jobs(environment: dict[str, str], folder: Path) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.measure", str(folder / "files"), str(POLYGONS)],
        env=environment | {"QT_QPA_PLATFORM": "offscreen", "QGIS_CUSTOM_CONFIG_PATH": str(folder / "files" / "qgis")},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    measured: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _event_loop(environment: dict[str, str], folder: Path) -> dict[str, Any]:
    wanted = {name: value for name, value in environment.items() if name.startswith("HSO_")}
    desktop = Desktop(folder / "files" / "desktop", ROOT / "build" / "plugin" / "hso_plugin", environment=wanted)
    summary = desktop.tell(ROOT / "scripts" / "bench" / "event_loop.py")
    for step in summary["steps"]:
        print(f"  event loop, {step['name']}: {step['evidence']}")
    if not summary["ok"]:
        raise RuntimeError(summary["error"])
    seen: dict[str, Any] = json.loads((folder / "files" / "event_loop.json").read_text())
    return seen
