"""`make bench`: measures on a platform of its own, writes build/bench.json and prints the ratios with their goals."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys

from scripts.bench import polygons
from scripts.demo.desktop import ROOT, Desktop
from scripts.platform.local import LocalPlatform

POLYGONS = 20_000
FOLDER = ROOT / "build" / "bench"
RESULT = ROOT / "build" / "bench.json"
#: What is divided by what, and the most it may be.
RATIOS = {
    "clone_vs_ogr2ogr": ("clone", "ogr2ogr", 1.0),
    "clone_vs_provider": ("clone", "provider_export", 0.5),
    "pull100_vs_provider": ("pull100", "provider_reload", 0.05),
    "push2000_vs_provider": ("push2000", "provider_commit", 1.3),
}
EVENT_LOOP_MS = 50.0


def main() -> int:
    """Measure and report; 0 if every goal is met."""
    shutil.rmtree(FOLDER / "files", ignore_errors=True)
    (FOLDER / "files").mkdir(parents=True)
    root = FOLDER / "platform"
    if root.exists():  # left behind by a run that was broken off
        LocalPlatform(root, lambda _line: None).remove()
    local = LocalPlatform(root, lambda line: print(f"platform: {line}"))
    try:
        local.up(None)
        print(f"bench: {POLYGONS} polygons of {polygons.VERTICES} vertices")
        user = f"planerare-{polygons.MUNICIPALITY}"
        polygons.fill(local.state.dsn(), user, POLYGONS)
        environment = os.environ | {
            "HSO_URL": local.state.url,
            "HSO_DSN": local.state.dsn(),
            "HSO_USER": user,
            "HSO_PASSWORD": local.state.user_passwords[user],
            "HSO_BENCH_FOLDER": str(FOLDER / "files"),
        }
        seconds = _jobs(environment)
        held = _event_loop(environment)
    finally:
        local.down()
        local.remove()
    return _report(seconds, held)


def _jobs(environment: dict[str, str]) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.measure", str(FOLDER / "files"), str(POLYGONS)],
        env=environment | {"QT_QPA_PLATFORM": "offscreen", "QGIS_CUSTOM_CONFIG_PATH": str(FOLDER / "files" / "qgis")},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    measured: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _event_loop(environment: dict[str, str]) -> dict[str, float]:
    wanted = {name: value for name, value in environment.items() if name.startswith("HSO_")}
    desktop = Desktop(FOLDER / "files" / "desktop", ROOT / "build" / "plugin" / "hso_plugin", environment=wanted)
    summary = desktop.tell(ROOT / "scripts" / "bench" / "event_loop.py")
    for step in summary["steps"]:
        print(f"  event loop, {step['name']}: {step['evidence']}")
    if not summary["ok"]:
        raise RuntimeError(summary["error"])
    held: dict[str, float] = json.loads((FOLDER / "files" / "event_loop.json").read_text())
    return held


def _report(seconds: dict[str, list[float]], held: dict[str, float]) -> int:
    median = {name: statistics.median(values) for name, values in seconds.items()}
    ratios = {key: median[ours] / median[theirs] for key, (ours, theirs, _) in RATIOS.items()}
    ratios["event_loop_max_ms"] = max(held.values())
    goals = {key: goal for key, (_, _, goal) in RATIOS.items()} | {"event_loop_max_ms": EVENT_LOOP_MS}
    RESULT.write_text(
        json.dumps(
            {**{k: round(v, 4) for k, v in ratios.items()}, "goals": goals, "seconds": seconds, "event_loop_ms": held},
            indent=2,
        )
        + "\n"
    )
    missed = [key for key, goal in goals.items() if ratios[key] > goal]
    for key, goal in goals.items():
        print(f"bench: {key} {ratios[key]:.3f} (at most {goal}){'  MISSED' if key in missed else ''}")
    print(f"bench: written to {RESULT.relative_to(ROOT)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
