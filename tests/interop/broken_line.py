"""Sessions whose connection breaks at a Transaction, on the client's own side: no server takes part in it."""

from __future__ import annotations

import requests
from requests.adapters import HTTPAdapter

#: Where the line breaks, and what that does to the request.
BREAKS = ("before it is sent", "while it is answered", "after the answer", "delivered twice")
#: Seconds until the client hangs up: enough to send the request, mostly too few for its answer.
HANG_UP = 0.003


class BrokenLine(HTTPAdapter):
    """Breaks at each Transaction in the way `where` says, until `times` of them have been broken."""

    def __init__(self, where: str, times: int) -> None:
        super().__init__()
        self._where = where
        self.left = times

    def send(self, request, **options):
        if self.left <= 0 or b"<wfs:Transaction" not in (request.body or b""):
            return super().send(request, **options)
        self.left -= 1
        if self._where == "before it is sent":
            raise requests.ConnectionError("broken before anything was sent", request=request)
        if self._where == "while it is answered":
            options["timeout"] = (10, HANG_UP)
        answer = super().send(request, **options)
        answer.close()
        if self._where == "delivered twice":
            return super().send(request, **options)
        raise requests.ConnectionError("broken after the answer", request=request)


def break_at(session: requests.Session, where: str, times: int = 1) -> BrokenLine:
    """Let the line of `session` break at its next Transactions."""
    line = BrokenLine(where, times)
    session.mount("http://", line)
    session.mount("https://", line)
    return line


def mend(session: requests.Session) -> None:
    """A line that holds."""
    for prefix in ("http://", "https://"):
        session.mount(prefix, HTTPAdapter())
