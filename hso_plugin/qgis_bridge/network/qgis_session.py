"""A `requests.Session` that sends through QGIS, so that its proxy, certificates and authentication hold."""

from __future__ import annotations

import weakref
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from qgis.core import QgsApplication, QgsFeedback
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from ...core.error_codes.connection import SIGN_IN
from ...core.errors import Cancelled, HsoError
from ...core.text import Text
from ...core.wfs.document import MAX_BYTES
from ..profile.address import check_address, origin
from .faults import raise_for_network
from .sender import Answer, Call
from .thread import NetworkThreads

#: Qt asks for compressed answers and unpacks them, unless these are set by hand.
_OURS_TO_DROP = {"accept-encoding", "content-length", "connection", "host", "authorization"}
_UNPACKED = {"content-encoding", "content-length", "transfer-encoding"}


def session(
    url: str,
    authcfg: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    feedback: QgsFeedback | None = None,
) -> requests.Session:
    """A session for the platform at `url`. Close it when done (it is a context manager): it owns a thread.

    Args:
        url: the platform's address. Its origin (scheme, host, port) is the only one that gets the credentials.
        authcfg: id of a QGIS authentication configuration.
        user, password: HTTP Basic, for use without an authcfg.
        feedback: cancels requests under way; they then raise `Cancelled`.

    Raises:
        HsoError: `HSO-ADRESS` for an address that is not https (http is allowed to this computer only) or that carries
            a password; `HSO-INLOGGNING` for an authcfg that QGIS does not know.
    """
    check_address(url)
    # `configIds()` would read the vault in this thread, which is often one of QGIS's own that lives on: the connection
    # is closed when the thread ends, and at exit QGIS 3.40 has thrown the vault away before that, and crashes.
    if authcfg and not QgsApplication.authManager().configAuthMethodKey(authcfg):
        raise HsoError(
            SIGN_IN,
            Text(
                "Inloggningen som är vald för plattformen finns inte i QGIS. Välj en annan, eller lägg till den under "
                "Inställningar – Alternativ – Verifiering.",
                "The sign-in chosen for the platform does not exist in QGIS. Choose another, or add it under "
                "Settings – Options – Authentication.",
            ),
            f"authcfg {authcfg}",
        )
    result = requests.Session()
    # Proxy, netrc and certificates come from QGIS, not from the environment.
    result.trust_env = False
    adapter = QgisAdapter(url, authcfg or "", user, password, feedback)
    for scheme in ("https://", "http://"):
        result.mount(scheme, adapter)
    return result


class QgisAdapter(requests.adapters.BaseAdapter):
    """Transport adapter that sends through `QgsBlockingNetworkRequest`, once each: nothing is retried here.

    A redirect comes back as it is (301 …), for requests to follow or not: each hop passes here again, and the
    credentials go to the configured origin only.
    """

    def __init__(
        self, url: str, authcfg: str, user: str | None, password: str | None, feedback: QgsFeedback | None
    ) -> None:
        super().__init__()
        self._origin = origin(url)
        self._authcfg = authcfg
        self._basic = ""
        if user is not None:
            self._basic = "Basic " + b64encode(f"{user}:{password or ''}".encode()).decode("ascii")
        self._feedback = feedback
        self._threads = NetworkThreads()
        # A thread that still runs when it is collected ends the whole process.
        self._finalizer = weakref.finalize(self, self._threads.stop)

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send one request. `stream`, `verify`, `cert` and `proxies` are QGIS's business and change nothing.

        Raises:
            Cancelled: the feedback was cancelled.
            HsoError: `HSO-ADRESS`, a redirect to an unprotected address; `HSO-PROXY` and `HSO-INLOGGNING`, what is set
                in QGIS does not work.
            requests.exceptions.RequestException: the network failed: Timeout, SSLError, ProxyError, ConnectionError.
        """
        url = request.url or ""
        method = request.method or "GET"
        if method not in {"GET", "POST"}:
            raise requests.exceptions.InvalidSchema(f"{method} is not used here", request=request)
        check_address(url)
        if self._feedback is not None and self._feedback.isCanceled():
            raise Cancelled
        own = origin(url) == self._origin
        headers = [(name, _text(value)) for name, value in request.headers.items() if name.lower() not in _OURS_TO_DROP]
        if own and self._basic:
            headers.append(("Authorization", self._basic))
        if urlsplit(url).scheme == "http":
            # This computer only, see `check_address`. Qt sends head and body of a POST apart, and on a connection that
            # is used again the body waits 40 ms for the head to be acknowledged; a new connection costs nothing here.
            headers.append(("Connection", "close"))
        call = Call(
            method=method,
            url=url,
            headers=tuple(headers),
            body=_body(request),
            authcfg=self._authcfg if own else "",
            timeout=timeout[1] if isinstance(timeout, tuple) else timeout,
            max_bytes=MAX_BYTES,
        )
        answer = self._threads.send(call, self._feedback)
        if self._feedback is not None and self._feedback.isCanceled():
            raise Cancelled
        raise_for_network(answer, request)
        return self._response(answer, request)

    def close(self) -> None:
        """End the threads. The adapter can be used again."""
        self._threads.stop()

    def _response(self, answer: Answer, request: requests.PreparedRequest) -> requests.Response:
        response = requests.Response()
        response.status_code = answer.status or 0
        response.reason = answer.reason
        response.url = request.url or ""
        response.headers = CaseInsensitiveDict(h for h in answer.headers if h[0].lower() not in _UNPACKED)
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        response.raw = HTTPResponse(b"", dict(response.headers), response.status_code, preload_content=False)
        # The whole answer is here already; read from a stream it would be copied in thousands of small pieces.
        response._content = answer.content
        response.request = request
        response.connection = self  # type: ignore[assignment]
        return response


def _body(request: requests.PreparedRequest) -> bytes:
    body = request.body
    if body is None:
        return b""
    return body.encode() if isinstance(body, str) else bytes(body)


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
