"""Subjects of new commits are read, those of old ones are not."""

import subprocess
from pathlib import Path

import pytest

from scripts.dev.lint import commits

pytestmark = pytest.mark.posix("developers check the sources, on Linux")


def git(folder: Path, *words: str) -> str:
    given = ["-c", "user.name=HSO-projektet", "-c", "user.email=hso@example.org"]
    done = subprocess.run(["git", *given, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Say it short", []),
        ("A" * 72, []),
        ("A" * 73, ["73 characters"]),
        ("Say it.", ["full stop"]),
        ("say it", ["small letter"]),
    ],
)
def test_a_subject(subject: str, words: list[str]) -> None:
    found = commits.faults("abc", subject)
    assert len(found) == len(words)
    assert all(word in fault for word, fault in zip(words, found, strict=True))


def test_only_what_came_since_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "a subject of old.")
    old = git(tmp_path, "rev-parse", "HEAD")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "Say it")
    assert commits.check(tmp_path, old) == ([], [])
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "X" * 80)
    findings, notes = commits.check(tmp_path, old)
    assert len(findings) == 1 and not notes


def test_a_history_that_does_not_reach_back_is_told(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x" * 99)
    findings, notes = commits.check(tmp_path, "a7b3564")
    assert not findings and "a7b3564" in notes[0]
