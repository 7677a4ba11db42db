"""The files that a release changes, and its commit: all of it is kept, or all of it is taken back."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from .package import PackageError


def git(root: Path, *words: str) -> str:
    """What git says in `root`, without the last line's end; raises `PackageError` when it fails."""
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(f"git {words[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip("\n")


class GitChange:
    """A change of some files in a clean clone. Leaving the `with` block by an exception takes it back.

    What somebody else changes or commits meanwhile stays as it is, and stands in the way of the commit.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before = self._now = git(root, "rev-parse", "HEAD")
        self._old: dict[str, bytes] = {}
        #: None while something is at work on the file.
        self._new: dict[str, bytes | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            return
        if self._now != self._before and git(self._root, "rev-parse", "HEAD") == self._now:
            git(self._root, "reset", "--quiet", "--soft", self._before)
            git(self._root, "restore", "--staged", "--", *self._new)
        for name, content in self._new.items():
            if content is None or (self._root / name).read_bytes() == content:
                (self._root / name).write_bytes(self._old[name])

    def will_change(self, name: str) -> None:
        """Remember the file `name` as it is, before something changes it; `changed` says when that is done."""
        self._old[name] = (self._root / name).read_bytes()
        self._new[name] = None

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        self.will_change(name)
        (self._root / name).write_bytes(text.encode())
        self.changed(name)

    def changed(self, name: str) -> None:
        """Take the file `name` into the change as it is now."""
        self._new[name] = (self._root / name).read_bytes()

    def commit(self, message: str) -> None:
        """Commit the change. Raises `PackageError` when anything else was changed or committed meanwhile."""
        # -z: names as they are, each after two letters and a blank
        names = [entry[3:] for entry in git(self._root, "status", "--porcelain", "-z").split("\0") if entry]
        other = [name for name in names if name not in self._new]
        other += [name for name, content in self._new.items() if (self._root / name).read_bytes() != content]
        if other:
            raise PackageError(f"{other[0]} was changed while the checks ran: commit that, and release anew")
        if git(self._root, "rev-parse", "HEAD") != self._before:
            raise PackageError("something was committed while the checks ran: release anew")
        git(self._root, "commit", "--quiet", "-m", message, "--", *names)
        self._now = git(self._root, "rev-parse", "HEAD")
