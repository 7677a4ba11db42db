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

from lxml import etree

from .errors import HsoError
from .progress import Progress, check_cancelled
from .text import Text
from .wfs import filters
from .wfs import requests as bodies
from .wfs.schema import FeatureType

POSITION = "lopnr"
#: Features asked for in one request, and positions in the narrowest window.
WINDOW = 4000
#: Requests under way at a time in a long read: while one is answered, another is being worked on.
AHEAD = 2

Features = Sequence[etree._Element]


class LedgerPages:
    """A ledger type on a server, read through `ask` (request body → root of a feature collection)."""

    def __init__(self, feature_type: FeatureType, ask: Callable[[bytes], etree._Element]) -> None:
        self._type = feature_type
        self._ask = ask

    def head(self) -> int:
        """Newest position, 0 when the ledger is empty."""
        body = bodies.get_feature(self._type, sort_by=POSITION, descending=True, limit=1, properties=[POSITION])
        features = self._features(self._ask(body))
        return _position(features[-1]) if features else 0

    def after(self, start: int, end: int | None = None, *conditions: str) -> Iterator[Features]:
        """What lies after position `start` and up to `end`, ascending, as the server portions it."""
        upper = () if end is None else (filters.at_most(POSITION, end),)
        while end is None or start < end:
            where = filters.both(*conditions, filters.greater_than(POSITION, start), *upper)
            features = self._features(
                self._ask(bodies.get_feature(self._type, filter_=where, sort_by=POSITION, limit=WINDOW))
            )
            if not features:
                return
            start = _check_order(features, start)
            yield features

    def all(self, head: int, progress: Progress, *conditions: str) -> Iterator[Features]:
        """Everything up to `head` that satisfies `conditions`, ascending; the server works ahead of the reader.

        Windows that turn out nearly empty, as in a ledger with a long history, are followed by wider ones.
        """
        start, width = 0, WINDOW
        with ThreadPoolExecutor(AHEAD) as pool:
            under_way: deque[Future[list[Features]]] = deque()

            def read(low: int, high: int) -> list[Features]:
                check_cancelled(progress)
                return list(self.after(low, high, *conditions))

            while start < head or under_way:
                while start < head and len(under_way) < AHEAD:
                    under_way.append(pool.submit(read, start, min(start + width, head)))
                    start += width
                pages = under_way.popleft().result()
                if sum(map(len, pages)) < WINDOW // 4:
                    width *= 2
                yield from pages

    def _features(self, root: etree._Element) -> list[etree._Element]:
        return list(root.iter("{*}" + self._type.name))


def _position(feature: etree._Element) -> int:
    text = next((child.text for child in feature.iter("{*}" + POSITION)), None)
    if text is None or not text.isdecimal():
        raise disordered(f"{POSITION} is {text}")
    return int(text)


def _check_order(features: Features, after: int) -> int:
    """Last position of a page. Rows out of order would make the cursor pass over some: such a page is refused."""
    positions = [after, *map(_position, features)]
    if any(a >= b for a, b in pairwise(positions)):
        raise disordered(f"positions {positions[:5]} …")
    return positions[-1]


def disordered(details: str) -> HsoError:
    """The fault of an answer that contradicts its question."""
    return HsoError(
        "HSO-SVAR",
        Text(
            "Servern gav ett svar som inte går att lita på. Inget har ändrats. Kontakta plattformens förvaltare.",
            "The server gave an answer that cannot be trusted. Nothing was changed. "
            "Contact the platform's administrator.",
        ),
        details,
    )
