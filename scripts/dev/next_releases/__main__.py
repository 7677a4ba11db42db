"""`make test-next`: unit and QGIS tests, demonstration and update, on trixie with backports and on sid.

python -m scripts.dev.next_releases                          both, all four
python -m scripts.dev.next_releases sid                      one of them
python -m scripts.dev.next_releases trixie unit demo         some parts
python -m scripts.dev.next_releases trixie qgis -- -k merge  with arguments for pytest

The folders are kept in build/next, or in HSO_NEXT_ROOT, where several clones may share them. Remove a folder to have it
made anew from what its Debian has then. Needs root or sudo, 3 GB and some 6 minutes for each folder the first time.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from scripts.dev.next_releases.checkout import lay_copy
from scripts.dev.next_releases.system import RELEASES, FolderError, System

ROOT = Path(__file__).resolve().parents[3]
#: What is run, and how.
PARTS = {
    "unit": ".venv/bin/python -m scripts.dev.test unit",
    "qgis": ".venv/bin/python -m scripts.dev.test qgis",
    "demo": "make demo",
    "update": ".venv/bin/python -m scripts.dev.test desktop -- -k update",
}


def system(name: str) -> System:
    """The folder of the release `name`, for this clone."""
    base = Path(os.environ.get("HSO_NEXT_ROOT") or ROOT / "build" / "next")
    return System(RELEASES[name], base.resolve() / name, ROOT / "build" / "next" / f"{name}-work")


def try_release(name: str, parts: list[str], arguments: list[str]) -> list[tuple[str, bool, float]]:
    """Make the release's folder ready and run the parts in it: what each is called, whether it passed, its seconds."""
    where = system(name)
    begun = time.monotonic()
    print(f"\n== {name}: {where.folder}", flush=True)
    where.make()
    lay_copy(ROOT, where.checkout)
    where.enter("make setup")
    where.enter(".venv/bin/python -m scripts.dev.next_releases.versions")
    outcomes = [("setup", True, time.monotonic() - begun)]
    for part in parts:
        words = [PARTS[part], *(["--", *map(shlex.quote, arguments)] if arguments and part in ("unit", "qgis") else [])]
        begun = time.monotonic()
        ended = where.run(" ".join(words))
        outcomes.append((part, ended == 0, time.monotonic() - begun))
    return outcomes


def main(arguments: list[str]) -> int:
    """Try the named releases and parts (all without names); 0 when every part passed in each."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    names, extra = arguments[:cut], arguments[cut + 1 :]
    unknown = [name for name in names if name not in RELEASES and name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}. There are: {', '.join([*RELEASES, *PARTS])}", file=sys.stderr)
        return 2
    releases = [name for name in names if name in RELEASES] or list(RELEASES)
    parts = [name for name in names if name in PARTS] or list(PARTS)
    lines, passed = [], True
    for name in releases:
        try:
            outcomes = try_release(name, parts, extra)
        except (FolderError, subprocess.CalledProcessError) as error:
            print(f"test-next: {name}: {error}", file=sys.stderr)
            outcomes = [("setup", False, 0.0)]
        lines += [f"{name:8} {part:6} {'ok' if ok else 'FAILED':7} {seconds:7.1f} s" for part, ok, seconds in outcomes]
        passed = passed and all(ok for _part, ok, _seconds in outcomes)
    print("\n== Summary of test-next\n" + "\n".join(lines))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
