"""Receive: everything after the cursor. What was sent is read back the same way: what landed is in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from ..model import GeometryKind
from ..progress import Progress
from ..text import Text
from .ports import Platform, PullResult, WorkingCopy

_AT_A_TIME = 2


def pull(
    platform: Platform, store: WorkingCopy, progress: Progress, kinds: Iterable[GeometryKind] = tuple(GeometryKind)
) -> PullResult:
    """Take in what is new in the ledgers of `kinds`. Each page is one durable step: a break anywhere loses nothing."""
    total = PullResult()
    count = 0
    news = {kind: platform.since(kind, store.cursor(kind), progress) for kind in kinds}
    with ThreadPoolExecutor(_AT_A_TIME) as pool:  # mostly there is nothing new, and the questions are the whole cost
        first = {kind: pool.submit(next, pages, None) for kind, pages in news.items()}
    for kind, pages in news.items():
        for page in chain(filter(None, [first[kind].result()]), pages):
            total = joined(total, store.apply(kind, page, page[-1].position or 0))
            count += len(page)
            progress.report(0.5, Text(f"Hämtar: {count} ändringar", f"Fetching: {count} changes"))
    return total


def joined(one: PullResult, other: PullResult) -> PullResult:
    """Two results as one."""
    return PullResult(
        one.received + other.received,
        one.landed + other.landed,
        one.conflicts + other.conflicts,
        one.merged + other.merged,
    )
