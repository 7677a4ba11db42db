"""The section of CHANGELOG.md that the next release takes: found, and dated."""

from __future__ import annotations

import re
from datetime import date

from .package import PackageError

UNRELEASED = "Kommande"
_HEADING = re.compile(r"^## \[?(?:Kommande|Unreleased)\]?[^\n]*\n", re.MULTILINE | re.IGNORECASE)
#: How the section after it begins.
_NEXT = re.compile(r"^## ", re.MULTILINE)


def unreleased(text: str) -> str:
    """What CHANGELOG.md says under `## Kommande`; raises `PackageError` when that is nothing."""
    heading, end = _section(text)
    body = text[heading.end() : end]
    if not any(line.strip() and not line.startswith("#") for line in body.splitlines()):
        raise PackageError(f"CHANGELOG.md says nothing under '## {UNRELEASED}': write there what is new")
    return body.strip()


def dated(text: str, version: str, day: date) -> str:
    """CHANGELOG.md with that section under `## version – day`, and an empty one above it. Raises as `unreleased`."""
    body = unreleased(text)
    heading, end = _section(text)
    section = f"## {UNRELEASED}\n\n## {version} – {day.isoformat()}\n\n{body}\n"
    rest = text[end:]
    return text[: heading.start()] + section + (f"\n{rest}" if rest else "")


def _section(text: str) -> tuple[re.Match[str], int]:
    heading = _HEADING.search(text)
    if not heading:
        raise PackageError(f"CHANGELOG.md has no section '## {UNRELEASED}': write there what is new")
    following = _NEXT.search(text, heading.end())
    return heading, following.start() if following else len(text)
