"""The two ports of the exchange: the platform's review tables on one side, a file on the other.

Every file holds the same: what the platform has, and what was said here and is not known to be there. A record's state:

| State    | What it means                                          | Next                                          |
|----------|--------------------------------------------------------|-----------------------------------------------|
| written  | kept, never sent                                       | sent; or dropped                              |
| sent     | sent or about to be: its fate is unknown               | landed, refused, or sent again as it is       |
| refused  | the platform did not take it; the reason is kept       | changed and kept anew, dropped; landed late   |
| landed   | the platform shows it under its `andring`              | never changes any more                        |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...errors import HsoError
from ...ledger.ports import InsertAnswer, OutboxState
from ...progress import Progress
from ...text import Text
from .model import Record, Review


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that the platform did not take, and why; `details` are the platform's own words."""

    record: Record
    reason: Text
    details: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange came to.

    Attributes:
        received: how many records came in, one's own that landed among them.
        landed: `change` of the records from here that the platform shows now.
        refused: what it did not take this time.
        trouble: why it was broken off; what had not landed waits. None when it came to its end.
    """

    received: int = 0
    landed: tuple[str, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()
    trouble: HsoError | None = None


class ReviewPlatform(Protocol):
    """The platform as the exchange sees it. All calls may raise `HsoError`."""

    def onward(self, table: str, position: int, progress: Progress) -> Iterator[Sequence[Record]]:
        """Pages of the record at `position` and all after it, ascending by position."""

    def insert(self, records: Sequence[Record]) -> InsertAnswer:
        """Send `records` in one Transaction, once."""


class ReviewStore(Protocol):
    """A file as the exchange sees it. Every method is one durable step: all of it happens, or nothing."""

    def review(self) -> Review:
        """What the platform has, then what waits to be sent; what was refused is not among it."""

    def cursor(self, table: str) -> int:
        """Position up to which `table` is known here, 0 when nothing is."""

    def change_at_cursor(self, table: str) -> str | None:
        """`andring` of the record at the cursor, None when nothing is known."""

    def take_in(self, table: str, records: Sequence[Record]) -> list[str]:
        """Take in records of `table` (ascending); `change` of those that were on their way from here."""

    def outbox(self) -> Sequence[tuple[Record, OutboxState]]:
        """What is on its way, in the order in which it was kept."""

    def keep(self, records: Sequence[Record]) -> None:
        """Keep records that are to be sent; one that was refused before, in its place. What has landed stays."""

    def mark_sent(self, changes: Sequence[str]) -> None:
        """Note that these are on their way: from now on their fate is unknown."""

    def refuse(self, refused: Sequence[RefusedRecord]) -> None:
        """Take what the platform refused out of the outbox, and keep it with the reason."""

    def refused(self) -> Sequence[RefusedRecord]:
        """What the platform did not take, in the order in which it was kept."""

    def drop(self, changes: Sequence[str]) -> None:
        """Forget records that were refused, or never sent. Others stay: they may have landed."""
