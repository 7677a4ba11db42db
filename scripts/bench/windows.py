"""The main job in Windows' Python beside the same in Linux's with the same libraries, by processor time.

The platform is the same and runs on Linux. The two take turns, so that whatever else the machine does hits both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts.dev.windows import wine
from scripts.dev.windows.prepare import prepare
from scripts.local_platform.local import for_a_while

from . import same_libraries
from .maps import polygons
from .result import Result

POLYGONS, CHANGED, DRAWN, ROUNDS = 5_000, 100, 500, 5
JOBS = ("clone", "pull", "push")
MOST = 1.3


def measure(folder: Path) -> Result:
    """Start a platform under `folder`, measure there, and remove it."""
    prepare()
    linux = same_libraries.python()
    result = Result()
    with for_a_while(folder / "windows-platform") as local:
        user = f"planerare-{polygons.MUNICIPALITY}"
        polygons.fill(local.state.dsn(), user, POLYGONS)
        told = {
            "url": local.state.url, "dsn": local.state.dsn(), "user": user,
            "password": local.state.user_passwords[user], "changed": CHANGED, "drawn": DRAWN,
        }  # fmt: skip
        _take_turns(result, linux, told)
    for job in JOBS:
        result.divide({f"windows_vs_linux_{job}": (f"windows_{job}", f"linux_{job}", MOST)})
    result.divide({"windows_vs_linux": ("windows_all", "linux_all", MOST)})
    return result


def _take_turns(result: Result, linux: str, told: dict[str, Any]) -> None:
    words = ("-m", "scripts.bench.main_job")
    runs = {"linux": ([linux, *words], dict(os.environ)), "windows": (wine.python(*words), wine.environment())}
    turn = 0
    for _ in range(ROUNDS):
        for system, (command, environment) in runs.items():
            numbers = {"start": turn * CHANGED, "added": POLYGONS + turn * DRAWN}
            done = subprocess.run(
                command, env=environment, input=json.dumps(told | numbers), stdout=subprocess.PIPE,
                cwd=wine.ROOT, check=True, text=True,
            )  # fmt: skip
            turn += 1
            measured = json.loads(done.stdout.splitlines()[-1])
            result.details.setdefault("windows_vs_linux_versions", {})[system] = measured["versions"]
            for job in JOBS:
                result.seconds.setdefault(f"{system}_{job}", []).append(measured["seconds"][job])
            result.seconds.setdefault(f"{system}_all", []).append(sum(measured["seconds"].values()))
            print(f"  {system}: {measured['seconds']}", file=sys.stderr, flush=True)
