"""The review's tables on a WFS server that the probe has described."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import requests

from ...ledger.ports import InsertAnswer
from ...platform import http
from ...platform.pages import LedgerPages
from ...platform.server import ServerProfile
from ...progress import Progress, check_cancelled
from ...wfs import document, exceptions
from ...wfs import requests as bodies
from . import rows
from .model import Record


class WfsReview:
    """Reads and adds records. All calls may raise `HsoError`."""

    def __init__(self, server: ServerProfile, session: requests.Session) -> None:
        self._server = server
        self._session = session

    def onward(self, table: str, position: int, progress: Progress) -> Iterator[Sequence[Record]]:
        """Pages of the record at `position` and all after it, ascending by position."""
        feature_type, encoding = self._server.types[table], self._server.encoding
        for features in LedgerPages(feature_type, encoding, self._ask).onward(position, progress):
            check_cancelled(progress)
            yield [rows.of_row(table, encoding.row(feature, feature_type)) for feature in features]

    def insert(self, records: Sequence[Record]) -> InsertAnswer:
        """Send `records` in one Transaction, once. The answer is a hint; the tables tell what landed."""
        body = bodies.insert((self._server.types[rows.table_of(each)], None, rows.to_values(each)) for each in records)
        message = exceptions.transaction_message(document.parse(self._ask(body)))
        return InsertAnswer(not message, message)

    def _ask(self, body: bytes) -> bytes:
        return http.post(self._session, self._server.url, body)
