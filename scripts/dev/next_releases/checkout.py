"""Lays a copy of this checkout where a folder can see it: its commits, and every file as it is now."""

from __future__ import annotations

import filecmp
import shutil
import subprocess
from pathlib import Path


def _git(folder: Path, *words: str) -> str:
    """What git says in `folder`; raises CalledProcessError when it fails."""
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return done.stdout


def _files(folder: Path) -> set[str]:
    """Files that are or would be committed, deleted ones left out."""
    listed = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return {name for name in listed if name and (folder / name).is_file()}


def lay_copy(root: Path, copy: Path) -> None:
    """Make `copy` hold the checkout `root` with its tags and what is not committed yet; what git ignores there is kept.

    What is equal is left untouched, so that a second run builds nothing anew.
    """
    copy.mkdir(parents=True, exist_ok=True)
    if not (copy / ".git").exists():
        _git(copy, "init", "-q")
    _git(copy, "fetch", "-q", "--force", "--tags", str(root.resolve()), "HEAD")
    _git(copy, "reset", "-q", "FETCH_HEAD")
    wanted = _files(root)
    for name in sorted(_files(copy) - wanted):
        (copy / name).unlink()
    for name in sorted(wanted):
        target = copy / name
        if not target.exists() or not filecmp.cmp(root / name, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target)
        shutil.copymode(root / name, target)
