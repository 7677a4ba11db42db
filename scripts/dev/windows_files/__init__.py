"""Windows' rules for open files on Linux, for tests: nobody removes, renames or replaces a file that is open.

The rules are those of `rules.c`, for every library in the process. Tests inside QGIS are under them from the start of
their process (`scripts.dev.test` sees to it); a QGIS that a test starts gets `environment()` from that test.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SOURCE = Path(__file__).with_name("rules.c")
BUILT = Path(__file__).resolve().parents[3] / "build" / "windows_files"


def environment() -> dict[str, str]:
    """What the environment of a Python or a QGIS says for it to live under the rules; the programs it starts do not."""
    return {"LD_PRELOAD": str(library())}


def library() -> Path:
    """The compiled rules; compiled when they are not, or not as they are written now."""
    path = BUILT / f"rules-{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]}.so"
    if not path.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", str(part), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True)
        part.replace(path)
    return path


def on() -> bool:
    """Whether the rules hold in this process."""
    return bool(_switch().value)


@contextmanager
def off() -> Iterator[None]:
    """Without the rules for a while, in this process."""
    switch = _switch()
    before = switch.value
    switch.value = 0
    try:
        yield
    finally:
        switch.value = before


def _switch() -> ctypes.c_int:
    with suppress(ValueError):
        return ctypes.c_int.in_dll(ctypes.CDLL(None), "windows_files")
    return ctypes.c_int(0)  # this process was started without them
