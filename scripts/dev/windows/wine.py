"""How a program of Windows is started here: Debian's Wine, with a prefix and a Python of the project's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[3]
#: Everything that is made; removed and made anew when what it is made of changes.
FOLDER = ROOT / "build" / "windows"
#: Wine's own places, newest first. Debian's `wine` is a script that asks in vain for a 32-bit Wine too.
_WINE = ("/usr/lib/wine/wine64", "/usr/lib/wine/wine")


def wine() -> str:
    """Wine's program.

    Raises:
        FileNotFoundError: Wine is not installed.
    """
    found = next((path for path in _WINE if Path(path).exists()), None) or shutil.which("wine")
    if found is None:
        raise FileNotFoundError("Wine is not installed: run scripts/dev/setup.sh")
    return found


def python(*arguments: str) -> list[str]:
    """A command that runs Windows' Python. Its standard streams must be pipes or files, never a terminal."""
    return [wine(), str(FOLDER / "python" / "python.exe"), *arguments]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment that Wine and Windows' Python need, with `extra` in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "WINE"))}
    kept.pop("DISPLAY", None)  # nothing here opens a window
    return kept | {
        "WINEPREFIX": str(FOLDER / "prefix"),
        "WINEARCH": "win64",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=",  # neither .NET nor a browser
        "WINEDEBUG": "-all",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",  # what is written to a pipe is seen at once
        **(extra or {}),
    }


def windows_path(path: Path | str) -> str:
    """How Windows' programs call a path of Linux: Wine shows the whole disk as Z:."""
    return "Z:" + str(PurePosixPath(path)).replace("/", "\\")
