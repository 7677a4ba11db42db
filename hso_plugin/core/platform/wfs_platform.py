"""The platform port of the ledger protocol, over WFS 1.1.0 and a `requests.Session`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import requests

from ..catalogue.model import Catalogue
from ..ledger.ports import InsertAnswer
from ..model import DELETED, IDENTITY, MUNICIPALITY, GeometryKind, ObjectVersion
from ..progress import Progress, check_cancelled
from ..wfs import document, exceptions, filters
from ..wfs import requests as bodies
from . import http, rows
from .pages import AHEAD, Features, LedgerPages
from .server import ServerProfile

#: Versions given out at a time: few enough that handling them holds no lock for more than some 50 ms.
PAGE = 500


class WfsPlatform:
    """The ledgers on a WFS server that the probe has described."""

    def __init__(self, server: ServerProfile, catalogue: Catalogue, session: requests.Session) -> None:
        self._server = server
        self._session = session
        self._encoding = server.encoding
        self._readers = {
            kind: rows.VersionReader(server.types[kind.ledger], kind, catalogue.columns(kind)) for kind in GeometryKind
        }
        self._pages = {kind: LedgerPages(server.types[kind.ledger], self._encoding, self._ask) for kind in GeometryKind}

    def heads(self) -> dict[GeometryKind, int]:
        """Newest position in each ledger, 0 for an empty one. Asked for at a time: each takes some requests."""
        with ThreadPoolExecutor(AHEAD) as pool:
            return dict(zip(GeometryKind, pool.map(lambda kind: self._pages[kind].head(), GeometryKind), strict=True))

    def stands_at(self, positions: Mapping[GeometryKind, int]) -> bool:
        """Whether `positions` are the newest in all ledgers."""
        with ThreadPoolExecutor(AHEAD) as pool:
            return all(pool.map(lambda kind: self._pages[kind].stands_at(positions[kind]), positions))

    def number_after(self, positions: Mapping[GeometryKind, int]) -> int:
        """How many versions lie after `positions` in all, as far as one small answer of each ledger tells."""
        with ThreadPoolExecutor(AHEAD) as pool:
            return sum(pool.map(lambda kind: self._pages[kind].number_after(positions[kind]), positions))

    def current(self, kind: GeometryKind, head: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all current versions up to position `head`, ascending by position."""
        pages = self._pages[kind].all(head, progress, filters.is_null("versiongiltigtill"))
        return self._versions(kind, pages, progress)

    def onward(self, kind: GeometryKind, position: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of the version at `position` and all after it, ascending by position."""
        return self._versions(kind, self._pages[kind].onward(position, progress), progress)

    def versions(self, kind: GeometryKind, identity: str, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all versions of one object, whosever it is, ascending by position."""
        pages = self._pages[kind].after(0, None, filters.equal(IDENTITY, identity))
        return self._versions(kind, pages, progress)

    def tombstones(
        self, kind: GeometryKind, municipality: str, progress: Progress
    ) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all deletions in a municipality, ascending by position; those that were undone since among them."""
        where = (filters.equal(MUNICIPALITY, municipality), filters.equal(DELETED, "true"))
        return self._versions(kind, self._pages[kind].after(0, None, *where), progress)

    def changes_of(
        self, kind: GeometryKind, municipality: str, position: int, progress: Progress
    ) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of a municipality's versions after `position`, ascending by position."""
        pages = self._pages[kind].after(position, None, filters.equal(MUNICIPALITY, municipality))
        return self._versions(kind, pages, progress)

    def insert(self, versions: Sequence[ObjectVersion]) -> InsertAnswer:
        """Send `versions` in one Transaction, once. The answer is a hint; the ledger tells what landed."""
        body = bodies.insert(
            (self._server.types[v.object.kind.ledger], v.object.geometry, rows.to_values(v)) for v in versions
        )
        root = document.parse(self._ask(body))
        message = exceptions.transaction_message(root)
        return InsertAnswer(not message, message)

    def _versions(
        self, kind: GeometryKind, pages: Iterator[Features], progress: Progress
    ) -> Iterator[Sequence[ObjectVersion]]:
        for features in pages:
            for start in range(0, len(features), PAGE):
                check_cancelled(progress)
                part = features[start : start + PAGE]
                yield self._readers[kind].read(part, self._encoding)

    def _ask(self, body: bytes) -> bytes:
        return http.post(self._session, self._server.url, body)
