"""Reads a ledger in order of position, in pieces that any server can give.

QGIS Server over PostGIS sorts by itself and reads every row of the filter before it applies `maxFeatures` (its
PostgreSQL provider never passes ORDER BY on). So a long read asks for windows of positions, and each request costs what
it returns. Servers cap their answers as they like: a window is read until it is empty or its last position was seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Any

from ..model import POSITION
from ..progress import Progress, check_cancelled
from ..wfs import filters
from ..wfs import requests as bodies
from ..wfs.encodings import Encoding, Gml, contradictory
from ..wfs.schema import FeatureType

#: Features asked for in one request, and positions in a window, to begin with: the reader soon has something to do.
WINDOW = 500
#: Requests grow and shrink towards answers of this size: each has some 40 ms of its own, whatever it brings.
WANTED_BYTES = 4_000_000
#: Requests under way at a time in a long read: while one is answered, another is being worked on.
AHEAD = 2
#: Fewer features in a request than this would cost more round trips than they save.
NARROWEST = 100

Features = Sequence[Any]


class LedgerPages:
    """A ledger type on a server, read in `encoding` through `ask` (request body → answer)."""

    def __init__(self, feature_type: FeatureType, encoding: Encoding, ask: Callable[[bytes], bytes]) -> None:
        self._type = feature_type
        self._encoding = encoding
        self._ask = ask
        self._limit = WINDOW

    def head(self, known: int = 0) -> int:
        """Newest position after `known`; `known` when there is none.

        It is looked for in narrow windows, in ever longer steps and then halfway between: a server that sorts by itself
        would read the whole ledger for one row. A hole may hide what lies beyond, so the last step has no upper bound.
        """
        low, step = known, WINDOW
        while self._positions(low + step, low + step + WINDOW, limit=1):
            low += step
            step *= 2
        high = low + step
        while high - low > WINDOW:
            middle = (low + high) // 2
            if self._positions(middle, middle + WINDOW, limit=1):
                low = middle
            else:
                high = middle
        return max(self._positions(low, limit=1, descending=True), default=known)

    def stands_at(self, position: int) -> bool:
        """Whether the row at `position` is there and is the last; of position 0, whether the ledger is empty."""
        return self._positions(position - 1, limit=2) == ([position] if position else [])

    def number_after(self, position: int) -> int:
        """How many rows lie after `position`, as far as one answer of at most `WINDOW` tells."""
        near = self._positions(position, position + WINDOW, limit=WINDOW)
        return len(near or self._positions(position, limit=WINDOW))

    def after(self, start: int, end: int | None = None, *conditions: str) -> Iterator[Features]:
        """What lies after position `start` and up to `end`, ascending, as the server portions it."""
        while end is None or start < end:
            features = self._fetch(self._window(start, end, *conditions))
            if not features:
                return
            start = self._check_order(features, start)
            yield features

    def onward(self, position: int, progress: Progress) -> Iterator[Features]:
        """The row at `position` and all after it, ascending.

        A window tells of what is near, and a request without an upper bound that there is nothing else: that one costs
        what is left, so with much of that it is asked only in the end.
        """
        start = position - 1
        while True:
            near = self._fetch(self._window(start, start + WINDOW))
            start = self._check_order(near, start)
            # Both before the first is given out: who asks several ledgers at a time waits once.
            far = self._fetch(self._window(start, None)) if len(near) < NARROWEST else ()
            start = self._check_order(far, start)
            yield from filter(len, (near, far))
            if len(near) < NARROWEST > len(far):
                if not far:
                    return
                continue
            head = self.head(start)
            yield from self.all(head, progress, start=start)
            start = head

    def all(self, head: int, progress: Progress, *conditions: str, start: int = 0) -> Iterator[Features]:
        """Everything after `start` and up to `head` that satisfies `conditions`, ascending.

        The server works ahead of the reader. Windows that turn out nearly empty, as in a ledger with a long history,
        are followed by wider ones.
        """
        width = WINDOW
        with ThreadPoolExecutor(AHEAD) as pool:
            under_way: deque[Future[list[Features]]] = deque()

            def read(low: int, high: int) -> list[Features]:
                check_cancelled(progress)
                return list(self.after(low, high, *conditions))

            pages: list[Features] = []
            while start < head or under_way:
                while start < head and len(under_way) < AHEAD:
                    under_way.append(pool.submit(read, start, min(start + width, head)))
                    start += width
                # Only now: the next windows are on their way while the reader works on these.
                yield from pages
                pages = under_way.popleft().result()
                found = sum(map(len, pages))
                width = width * 2 if found < self._limit // 4 else self._limit
            yield from pages

    @staticmethod
    def _window(start: int, end: int | None, *conditions: str) -> str:
        upper = () if end is None else (filters.at_most(POSITION, end),)
        return filters.both(*conditions, filters.greater_than(POSITION, start), *upper)

    def _positions(self, start: int, end: int | None = None, *, limit: int, descending: bool = False) -> list[int]:
        """Positions after `start`, up to `end`; of the first `limit`, or of the last."""
        body = bodies.get_feature(
            self._type,
            filter_=self._window(start, end),
            sort_by=POSITION,
            descending=descending,
            limit=limit,
            properties=[POSITION],
        )
        return [self._position(feature, Gml()) for feature in Gml().features(self._ask(body), self._type)]

    def _fetch(self, where: str) -> Features:
        limit = self._limit
        body = bodies.get_feature(
            self._type, filter_=where, sort_by=POSITION, limit=limit, output_format=self._encoding.output_format
        )
        content = self._ask(body)
        features = self._encoding.features(content, self._type)
        if features:
            fitting = WANTED_BYTES * len(features) // len(content)
            self._limit = max(NARROWEST, min(fitting, limit * 2))
        return features

    def _position(self, feature: Any, encoding: Encoding) -> int:
        value = encoding.value(feature, self._type, POSITION)
        if not str(value).isdecimal():
            raise contradictory(f"{POSITION} is {value}")
        return int(str(value))

    def _check_order(self, features: Features, after: int) -> int:
        """Last position of a page. Rows out of order would make the cursor pass over some: such a page is refused."""
        positions = [after, *(self._position(feature, self._encoding) for feature in features)]
        if any(a >= b for a, b in pairwise(positions)):
            raise contradictory(f"positions {positions[:5]} …")
        return positions[-1]
