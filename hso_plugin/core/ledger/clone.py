"""The first fetch: every current version into a new working copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ..gc_pause import gc_paused
from ..model import GeometryKind, ObjectVersion
from ..progress import Progress, check_cancelled
from ..text import Text
from .ports import Platform, WorkingCopy
from .pull import pull

Store = TypeVar("Store", bound=WorkingCopy, covariant=True)


class Builder(Protocol[Store]):
    """A working copy in the making. It becomes one in `finish`, all at once, or not at all."""

    def load(self, kind: GeometryKind, versions: Sequence[ObjectVersion]) -> None:
        """Take in a page of current versions."""

    def finish(self, cursors: dict[GeometryKind, int]) -> Store:
        """Make the working copy ready for use, with the ledgers known up to `cursors`."""


def clone(platform: Platform, builder: Builder[Store], progress: Progress) -> Store:
    """Fetch everything and return the working copy.

    The cursors are the heads from before the first page. What lands after that, an end to a version already read
    included, comes with the pull at the end.
    """
    cursors = platform.heads()
    total = 0
    with gc_paused():
        for step, kind in enumerate(GeometryKind):
            for page in platform.current(kind, cursors[kind], progress):
                check_cancelled(progress)
                builder.load(kind, page)
                total += len(page)
                progress.report(_fraction(step, page, cursors[kind]), _fetched(total))
    check_cancelled(progress)
    store = builder.finish(cursors)
    pull(platform, store, progress)
    return store


def _fraction(step: int, page: Sequence[ObjectVersion], head: int) -> float:
    """How far the clone has come: positions ascend towards the head of each ledger."""
    return (step + min(1.0, (page[-1].position or 0) / max(head, 1))) / len(GeometryKind)


def _fetched(count: int) -> Text:
    return Text(f"Hämtar: {count} objekt", f"Fetching: {count} objects")
