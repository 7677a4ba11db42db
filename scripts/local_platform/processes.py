"""Finds and stops the platform's own processes, also those whose pid files are lost or stale."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from scripts.server.errors import PlatformError


def is_own(pid: int, program: str, run: Path) -> bool:
    """Whether `pid` is a `program` working inside the run tree.

    All servers are started with a working folder inside the run tree, so a number in a stale pid file that now
    belongs to another process, or to another platform on the machine, is never mistaken for ours.
    """
    try:
        executable = os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")
        folder = Path(os.readlink(f"/proc/{pid}/cwd").removesuffix(" (deleted)"))
    except OSError:
        return False
    return Path(executable).name == program and folder.is_relative_to(run)


def own(program: str, run: Path, argument: str = "") -> list[int]:
    """Process ids of all `program`s that work inside the run tree, and were started with `argument` if one is given."""
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return sorted(pid for pid in numbers if is_own(pid, program, run) and argument in _arguments(pid))


def _arguments(pid: int) -> list[str]:
    try:
        return ["", *Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")]
    except OSError:
        return []


def pid_in(path: Path, program: str, run: Path) -> int | None:
    """The process id in a pid file, if it is alive and ours."""
    try:
        pid = int(path.read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if is_own(pid, program, run) else None


def stop(
    pids: list[int], program: str, run: Path, kind: signal.Signals = signal.SIGTERM, patience: float = 5.0
) -> None:
    """End `pids` politely, after `patience` seconds firmly. Raises `PlatformError` if one survives even that."""
    for number, wait in ((kind, patience), (signal.SIGKILL, 5.0)):
        pids = [pid for pid in pids if is_own(pid, program, run)]
        for pid in pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        end = time.monotonic() + wait
        while (pids := [pid for pid in pids if is_own(pid, program, run)]) and time.monotonic() < end:
            time.sleep(0.02)
        if not pids:
            return
    raise PlatformError(f"{program} does not stop (process {', '.join(map(str, pids))})")
