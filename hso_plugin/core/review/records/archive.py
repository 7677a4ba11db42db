"""Every version of every municipality, received into a reviewer's file: what the ledgers have, nothing taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ...ledger.ports import Platform, PullResult
from ...ledger.pull import pull
from ...model import GeometryKind, ObjectVersion
from ...progress import Progress


class Archive(Protocol):
    """A file that keeps versions. Every method is one durable step."""

    def archive_cursor(self, kind: GeometryKind) -> int:
        """Position up to which the ledger of `kind` is known here, 0 when nothing is."""

    def archive_change(self, kind: GeometryKind) -> str | None:
        """`andring` of the version at the cursor, None when nothing is known."""

    def archive(self, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> None:
        """Add versions (ascending), the last of them at `cursor`."""


def fetch_archive(platform: Platform, copy: Archive, progress: Progress) -> int:
    """Take in what is new in the ledgers; how many versions came in.

    Raises:
        HsoError: `HSO-ATERSTALLD` when the platform has been restored from an older backup.
        Cancelled: what came in before stays.
    """
    store = _AsWorkingCopy(copy)
    pull(platform, store, progress)  # type: ignore[arg-type]  # of the port it uses these four
    return store.count


class _AsWorkingCopy:
    """The part of the working-copy port that a pull asks for: nothing is edited here, so nothing is judged."""

    def __init__(self, copy: Archive) -> None:
        self._copy = copy
        self.count = 0

    def cursor(self, kind: GeometryKind) -> int:
        return self._copy.archive_cursor(kind)

    def known_change(self, kind: GeometryKind) -> str | None:
        return self._copy.archive_change(kind)

    def learn_change(self, kind: GeometryKind, change: str) -> None:
        """It is known with the version."""

    def apply(self, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> PullResult:
        self._copy.archive(kind, versions, cursor)
        self.count += len(versions)
        return PullResult()
