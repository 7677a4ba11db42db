"""Receive: everything after the cursor. What was sent is read back the same way: what landed is in the ledger.

A pull begins with the version at the cursor itself. If it is not the one that was there before, the platform has been
restored from a backup that is older than what is known here, and what comes next does not follow on what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from ..error_codes.platform import RESTORED
from ..errors import HsoError
from ..model import GeometryKind, ObjectVersion
from ..progress import Progress
from ..text import Text
from .ports import Platform, PullResult, WorkingCopy

_AT_A_TIME = 4


def pull(
    platform: Platform,
    store: WorkingCopy,
    progress: Progress,
    kinds: Iterable[GeometryKind] = tuple(GeometryKind),
    permit: Callable[[], object] = lambda: None,
) -> PullResult:
    """Take in what is new in the ledgers of `kinds`. Each page is one durable step: a break anywhere loses nothing.

    `permit` is called while the first pages are on their way; when it raises, nothing is taken in.

    Raises:
        HsoError: `HSO-ATERSTALLD` when the platform has been restored from an older backup; nothing is taken in then.
    """
    total = PullResult()
    count = 0
    news = {kind: platform.onward(kind, store.cursor(kind), progress) for kind in kinds}
    with ThreadPoolExecutor(_AT_A_TIME) as pool:  # mostly there is nothing new, and the questions are the whole cost
        permitted = pool.submit(permit)
        asked = {kind: pool.submit(next, pages, ()) for kind, pages in news.items()}
    permitted.result()
    first = {kind: _continued(store, kind, page.result()) for kind, page in asked.items()}
    for kind, pages in news.items():
        for page in chain(filter(None, [first[kind]]), pages):
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


def _continued(store: WorkingCopy, kind: GeometryKind, page: Sequence[ObjectVersion]) -> Sequence[ObjectVersion]:
    """The first page without the version at the cursor, after making sure that it is the one that was there before."""
    cursor = store.cursor(kind)
    if not cursor:
        return page
    found, known = page[0] if page else None, store.known_change(kind)
    if found is None or found.position != cursor or known not in (None, found.change):
        raise HsoError(
            RESTORED,
            Text(
                "Plattformen har återställts från en äldre säkerhetskopia: det sista som arbetskopian hämtade finns "
                "inte kvar där. Inget har ändrats här, och inget skickas innan kartan är hämtad på nytt. Då följer "
                "dina ändringar med, och det som bara finns kvar här skickas igen.",
                "The platform has been restored from an older backup: the last that the working copy fetched is no "
                "longer there. Nothing was changed here, and nothing is sent until the map is fetched anew. Your "
                "changes come along then, and what is left only here is sent again.",
            ),
            f"{kind.ledger} {cursor} {known or 'unknown'}: found {found and (found.position, found.change)}",
            renewable=True,
        )
    if known is None:
        store.learn_change(kind, found.change)
    return page[1:]
