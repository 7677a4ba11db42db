"""The platform port of the ledger protocol, over WFS 1.1.0 and a `requests.Session`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import requests
from lxml import etree

from . import http, rows
from .catalogue.model import Catalogue
from .errors import HsoError
from .ledger.ports import InsertAnswer
from .model import GeometryKind, ObjectVersion
from .progress import Progress, check_cancelled
from .server import ServerProfile
from .text import Text
from .wfs import document, exceptions, filters
from .wfs import requests as bodies
from .wfs.names import local

#: Features asked for at a time. Small enough that reading one holds a core for some 50 ms, large enough that the
#: round trip does not count.
PAGE = 1000
_POSITION = "lopnr"


class WfsPlatform:
    """The ledgers on a WFS server that the probe has described."""

    def __init__(self, server: ServerProfile, catalogue: Catalogue, session: requests.Session) -> None:
        self._server = server
        self._session = session
        self._attributes = {kind: {a.name: a for a in catalogue.columns(kind)} for kind in GeometryKind}

    def head(self, kind: GeometryKind) -> int:
        """Newest position in the ledger of `kind`, 0 when it is empty."""
        feature_type = self._server.types[kind.ledger]
        root = self._post(
            bodies.get_feature(feature_type, sort_by=_POSITION, descending=True, limit=1, properties=[_POSITION])
        )
        return _last_position(root)

    def current(self, kind: GeometryKind, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all current versions, ascending by position."""
        return self._pages(kind, 0, progress, filters.is_null("versiongiltigtill"))

    def since(self, kind: GeometryKind, position: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all versions after `position`, ascending by position."""
        return self._pages(kind, position, progress)

    def insert(self, versions: Sequence[ObjectVersion]) -> InsertAnswer:
        """Send `versions` in one Transaction, once. The answer is a hint; the ledger tells what landed."""
        body = bodies.insert(
            (self._server.types[v.object.kind.ledger], v.object.geometry, rows.to_values(v)) for v in versions
        )
        root = document.parse(http.post(self._session, self._server.url, body))
        message = exceptions.report_text(root)
        if message is None and local(root.tag) == "TransactionResponse":
            # QGIS Server and GeoServer tell of a failed action inside an answer that otherwise looks like success.
            message = "; ".join(
                (element.text or "").strip() for element in root.iter("{*}Message") if (element.text or "").strip()
            )
        elif message is None:
            message = f"unexpected answer {local(root.tag)}"
        return InsertAnswer(not message, message)

    def _pages(
        self, kind: GeometryKind, start: int, progress: Progress, *conditions: str
    ) -> Iterator[Sequence[ObjectVersion]]:
        """Keyset pages by position until one is empty: servers cap pages as they like.

        The server works on the next page while this one is being read.
        """
        feature_type = self._server.types[kind.ledger]

        def fetch(position: int) -> etree._Element:
            where = filters.both(*conditions, filters.greater_than(_POSITION, position))
            return self._post(bodies.get_feature(feature_type, filter_=where, sort_by=_POSITION, limit=PAGE))

        with ThreadPoolExecutor(1) as ahead:
            root = fetch(start)
            position = start
            while (last := _last_position(root)) > 0:
                check_cancelled(progress)
                if last <= position:
                    raise _disordered(f"{last} after {position}")
                following = ahead.submit(fetch, last)
                page = rows.read_page(root, feature_type, kind, self._attributes[kind])
                _check_order(page, position)
                position = last
                yield page
                root = following.result()

    def _post(self, body: bytes) -> etree._Element:
        root = document.parse(http.post(self._session, self._server.url, body))
        exceptions.refuse_report(root)
        if local(root.tag) != "FeatureCollection":
            raise HsoError("HSO-SVAR", _DISORDER, f"root element {local(root.tag)}")
        return root


_DISORDER = Text(
    "Servern gav ett svar som inte går att lita på. Inget har ändrats. Kontakta plattformens förvaltare.",
    "The server gave an answer that cannot be trusted. Nothing was changed. Contact the platform's administrator.",
)


def _last_position(root: etree._Element) -> int:
    """Position of the last feature in a page, 0 for an empty one."""
    for element in reversed(root):
        found = [int(e.text) for e in element.iter("{*}" + _POSITION) if e.text]
        if found:
            return found[-1]
    return 0


def _check_order(page: Sequence[ObjectVersion], after: int) -> None:
    positions = [version.position or 0 for version in page]
    if not positions or positions[0] <= after or any(a >= b for a, b in pairwise(positions)):
        raise _disordered(f"positions {positions[:5]} after {after}")


def _disordered(details: str) -> HsoError:
    """Rows out of order would make the cursor pass over some: refuse the page."""
    return HsoError("HSO-SVAR", _DISORDER, details)
