"""Makes a release of what is committed: sets the version, dates the changelog, checks everything, commits and tags.

Either all of it is done, or files and branch are as they were. Nothing is sent anywhere.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from . import package, public_checks, released
from .changelog import dated, unreleased
from .git_change import GitChange, git
from .package import PackageError
from .repository_files import RECORD, read_record
from .shipped_zip import version_key, zip_name

#: What must pass before a release, as given on the command line.
CHECKS = (("make", "lint"), ("make", "test"))
#: What makes the translations and the pages that are printed from data; `{python}` is the project's.
BUILDING = (
    ("{python}", "-m", "scripts.dev.i18n", "check"),
    ("{python}", "-m", "scripts.dev.i18n", "release"),
    ("{python}", "-m", "scripts.admin.catalogue", "table", "--output", "docs/klassificering.md"),
)
#: The only files that a release changes: by itself, and by `BUILDING`.
METADATA, CHANGELOG = "metadata.txt", "CHANGELOG.md"
PAGES = ("docs/klassificering.md",)


def release(
    root: Path,
    version: str,
    day: date,
    say: Callable[[str], None],
    checks: Sequence[Sequence[str]] = CHECKS,
    building: Sequence[Sequence[str]] = BUILDING,
) -> Path:
    """Release `version` of what is committed in `root`, dated `day`; the path of the zip, in `dist`.

    `say` is told what is going on. `checks` and `building` are commands that are run in `root`.

    Raises:
        PackageError: it cannot be released, and why. The files and the branch are as they were then.
    """
    _refuse(root, version)
    text = (root / CHANGELOG).read_text(encoding="utf-8")
    news = unreleased(text)
    with GitChange(root) as change:
        change.write(METADATA, _with_version(root, version))
        change.write(CHANGELOG, dated(text, version, day))
        for page in PAGES:
            change.will_change(page)
        for command in building:
            _run(root, [word.replace("{python}", sys.executable) for word in command], say)
        for page in PAGES:
            change.changed(page)
        archive = package.package(root)
        say(f"checking {archive.name} as the public repository would")
        if found := public_checks.faults(archive):
            raise PackageError("the public repository would not take the zip:\n" + "\n".join(found))
        for command in checks:
            _run(root, command, say)
        change.commit(f"Release {version}")
        _same_again(root, archive)
        git(root, "tag", "-a", released.tag(version), "--cleanup=verbatim", "-m", f"{version}\n\n{news}\n")
    return archive


def _refuse(root: Path, version: str) -> None:
    if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version):
        raise PackageError(f"{version!r} is not a version: give VERSION=1.2.3")
    if changed := git(root, "status", "--porcelain"):
        raise PackageError(
            f"the tree is not clean ({changed.splitlines()[0].strip()}): commit or put away what is changed"
        )
    if not git(root, "branch", "--show-current"):
        raise PackageError("no branch is checked out: a release made here would belong to none")
    text = (root / CHANGELOG).read_text(encoding="utf-8")
    published = root / "repository"
    if (
        git(root, "tag", "--list", released.tag(version))
        or version in released.untagged()
        or re.search(rf"^## \[?{re.escape(version)}\]?(?![.\w])", text, re.MULTILINE)
        or ((published / RECORD).exists() and version in read_record(published).versions)
    ):
        raise PackageError(f"version {version} exists already: choose a higher one")
    now = package.metadata(root)["version"]
    if version_key(version) <= version_key(now):
        raise PackageError(f"version {version} is not higher than {now}")


def _with_version(root: Path, version: str) -> str:
    text, number = re.subn(r"(?m)^version=.*$", f"version={version}", (root / METADATA).read_text(encoding="utf-8"))
    if number != 1:
        raise PackageError(f"{METADATA} has {number} lines with a version")
    return text


def _same_again(root: Path, archive: Path) -> None:
    """Make the zip once more, from the commit alone: what only lies in this folder must not be in it."""
    with tempfile.TemporaryDirectory() as folder:
        again = released.build(root, "HEAD", Path(folder))
        if again.name != archive.name or again.read_bytes() != archive.read_bytes():
            raise PackageError(f"the commit makes another zip than this folder: compare {archive} with a fresh clone's")


def _run(root: Path, command: Sequence[str], say: Callable[[str], None]) -> None:
    say("running " + " ".join(Path(word).name if word.startswith("/") else word for word in command))
    if subprocess.run(command, cwd=root, check=False).returncode:
        raise PackageError(f"`{' '.join(command)}` failed: nothing is released, and everything is as it was")


def next_steps(root: Path, version: str) -> str:
    """What is left to do by hand after a release of `version`."""
    branch = git(root, "branch", "--show-current")
    return (
        f"release: {zip_name(version)} is in dist/, commit and tag {released.tag(version)} are made. Now:\n"
        f"  git push origin {branch} {released.tag(version)}\n"
        f"  make repository\n"
        f"  make repository-verify"
    )
