"""Which of two catalogue versions is the newer one."""

from __future__ import annotations

import re

#: A catalogue's id and version.
Name = tuple[str, str]


def order(version: str) -> tuple[tuple[int, ...], bool]:
    """A version for comparing: `1.0 (förslag)` < `1.0` < `1.1 (förslag)` < `1.10`. One without a number comes first."""
    match = re.match(r"\d+(\.\d+)*", version)
    if match is None:
        return (), False
    numbers = tuple(int(part) for part in match[0].split("."))
    while numbers and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers, match[0] == version.strip()


def is_newer(new: Name, old: Name) -> bool:
    """Whether `new` is a later version of the same catalogue as `old`."""
    return new[0] == old[0] and order(new[1]) > order(old[1])
