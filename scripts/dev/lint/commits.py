"""Reads the subjects of new commits: short enough for every tool that lists them."""

from __future__ import annotations

import subprocess
from pathlib import Path

#: Everything after it is new; subjects before it are as they are.
SINCE = "a7b3564"
LONGEST = 72


def check(root: Path, since: str = SINCE) -> tuple[list[str], list[str]]:
    """Findings, and a note where the history does not reach back to `since`, as in a shallow clone."""
    listed = subprocess.run(
        ["git", "log", "--no-merges", "--format=%h %s", f"{since}..HEAD"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        return [], [f"commit subjects were not read: {since} is not in this clone's history"]
    return [fault for line in listed.stdout.splitlines() for fault in faults(*line.split(" ", 1))], []


def faults(commit: str, subject: str) -> list[str]:
    """What is wrong with the subject of one commit."""
    found = []
    if len(subject) > LONGEST:
        found.append(f"{commit}: the subject has {len(subject)} characters, at most {LONGEST}: say the why in the body")
    if subject.endswith("."):
        found.append(f"{commit}: the subject ends with a full stop")
    if subject[:1].islower():
        found.append(f"{commit}: the subject begins with a small letter")
    return found
