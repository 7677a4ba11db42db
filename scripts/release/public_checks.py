"""Checks a zip as the public plugin repository does before it takes one, and more strictly where that only warns.

Read in its validator and scanner (2026): one folder with a Python name, `__init__.py`, LICENSE, the required keys, no
compiled or hidden files, at most 25 MB; then Bandit, detect-secrets and Qt 6. Not asked here: whether the addresses in
`metadata.txt` answer.
"""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from scripts.dev.lint import qt_names

from .package import MAX_BYTES, PLUGIN, ROOT, SHIPPED, PackageError
from .shipped_zip import read_zip

_FORBIDDEN_PARTS = {"__MACOSX", "__pycache__", ".git"}
_BARE_NOSEC = re.compile(r"#\s*nosec(?!\s+B\d{3})")


def faults(archive: Path) -> list[str]:
    """What the public repository would say of the zip at `archive`, a line each; empty when it would take it."""
    try:
        read_zip(archive)
    except PackageError as error:
        return [str(error)]
    found = list(_structure(archive))
    if found:
        return found  # what is not as it should be is not unpacked
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
        qt = [line.replace(f"{folder}/", "") for line in qt_names.check(folder, ROOT)]
        return [*_excluded(folder), *bandit(folder), *secrets(folder), *qt]


def _structure(archive: Path) -> Iterator[str]:
    if archive.stat().st_size > MAX_BYTES:
        yield f"{archive.stat().st_size / 1e6:.1f} MB: at most {MAX_BYTES / 1e6:.0f} MB"
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
    names = [entry.filename for entry in entries]
    for needed in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{PLUGIN}/{needed}" not in names:
            yield f"{PLUGIN}/{needed} is missing"
    for entry in entries:
        yield from _entry_faults(entry)
    yield from (f"{name} is there twice" for name in sorted({name for name in names if names.count(name) > 1}))


def _entry_faults(entry: zipfile.ZipInfo) -> Iterator[str]:
    path = PurePosixPath(entry.filename)
    mode = entry.external_attr >> 16
    if path.parts[:1] != (PLUGIN,) or path.is_absolute() or ".." in path.parts or "\\" in entry.filename:
        yield f"{entry.filename} is outside {PLUGIN}/"
    if _FORBIDDEN_PARTS & set(path.parts) or any(part.startswith(".") for part in path.parts):
        yield f"{entry.filename}: hidden and cache folders do not belong in a plugin"
    if not entry.is_dir() and path.suffix not in SHIPPED and path.name != "LICENSE":
        yield f"{entry.filename}: a plugin has no files of that kind"
    if stat.S_ISLNK(mode) or mode & 0o111:
        yield f"{entry.filename} is a link or can be run"


def _excluded(folder: Path) -> Iterator[str]:
    """Lines that are kept out of the scan without saying of what."""
    for path in sorted(folder.rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if _BARE_NOSEC.search(line) or "allowlist secret" in line:
                yield f"{path.relative_to(folder)}:{number}: keeps a line out of the scan altogether"


def bandit(folder: Path) -> list[str]:
    """What Bandit finds in the Python files below `folder`, of whatever severity."""
    return [
        f"{_inside(folder, each['filename'])}:{each['line_number']}: {each['test_id']} {each['issue_text']}"
        for each in _report("bandit", folder, "-q", "-r", ".", "-f", "json", ends_with={0, 1})["results"]
    ]


def secrets(folder: Path) -> list[str]:
    """What detect-secrets finds in all files below `folder`."""
    found = _report("detect_secrets", folder, "scan", "--all-files", ".", ends_with={0})["results"]
    return [f"{name}:{each['line_number']}: {each['type']}" for name, those in found.items() for each in those]


def _report(module: str, folder: Path, *words: str, ends_with: set[int]) -> dict[str, Any]:
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in ends_with:
        raise PackageError(f"{module} could not look at the plugin: {done.stderr.strip()[-500:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _inside(folder: Path, name: str) -> str:
    return PurePosixPath(name.removeprefix(f"{folder}/").removeprefix("./")).as_posix()


def main(arguments: list[str]) -> int:
    """Check the zips that are named; 1 with the reasons when one would not be taken."""
    found = [f"{name}: {line}" for name in arguments for line in faults(Path(name))]
    print("\n".join(found) if found else "the public repository would take it")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
