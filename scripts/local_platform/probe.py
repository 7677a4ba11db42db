"""Asks the platform that was just started whether it answers, and whether its gate is shut."""

from __future__ import annotations

import base64
import http.client
import time
import urllib.error
import urllib.request

from scripts.server.errors import PlatformError

from .state import PlatformState
from .workers import COUNT

_FORBIDDEN = b'<wfs:Transaction service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"><wfs:Native/></wfs:Transaction>'


def ask(state: PlatformState, user: str | None, query: str = "", body: bytes | None = None) -> tuple[int, bytes]:
    """Status and body of one request as `user`, or at the public address for None."""
    request = urllib.request.Request((state.url if user else state.public_url) + query, data=body)
    if user:
        secret = base64.b64encode(f"{user}:{state.user_passwords[user]}".encode()).decode()
        request.add_header("Authorization", f"Basic {secret}")
    if body is not None:
        request.add_header("Content-Type", "text/xml; charset=UTF-8")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # nosec B310  # state.url is http
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise PlatformError(f"{state.url} does not answer: {error}") from error


def check(state: PlatformState) -> None:
    """Raise `PlatformError` unless the WFS answers and its plugin stands in the way of what it must refuse.

    QGIS Server goes on without a plugin that does not load, so the gate is tried and not trusted. Each worker is asked.
    """
    end = time.monotonic() + 30
    query = "?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities"
    for _ in range(COUNT):
        status, body = ask(state, "admin", query)
        while status in (502, 503) and time.monotonic() < end:
            time.sleep(0.2)
            status, body = ask(state, "admin", query)
        if status != 200 or b"strukturbild_yta_version" not in body:
            raise PlatformError(
                f"the WFS does not answer as it should (HTTP {status}): {body[:300].decode(errors='replace')}"
            )
        status, body = ask(state, "admin", body=_FORBIDDEN)
        if b"HSO-OPERATION" not in body:
            raise PlatformError(
                "the WFS takes what it must refuse: its server plugin did not load, see the log of QGIS Server"
            )
        _, body = ask(state, None, query)
        if b"strukturbild_yta_publicerad" not in body or b"strukturbild_yta_version" in body:
            raise PlatformError("the public reads more or less than the published map: see the log of QGIS Server")
