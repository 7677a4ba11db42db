"""A group of error codes, with what each means and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..text import Text


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """What a code means.

    Attributes:
        code: what programs, logs and the platform's messages have, for example `HSO-NAT`. It never changes.
        meaning: what happened, in both languages.
        remedy: what to do about it, in both languages.
    """

    code: str
    meaning: Text
    remedy: Text


class Group:
    """The codes under one heading of the printed list (`docs/felkoder.md`)."""

    def __init__(self, heading: Text) -> None:
        self.heading = heading
        self._codes: dict[str, ErrorCode] = {}

    def code(self, code: str, meaning: Text, remedy: Text) -> str:
        """Lists `code` and returns it. Raises ValueError for one that the group has already."""
        if code in self._codes:
            raise ValueError(code)
        self._codes[code] = ErrorCode(code, meaning, remedy)
        return code

    def __iter__(self) -> Iterator[ErrorCode]:
        return iter(self._codes.values())
