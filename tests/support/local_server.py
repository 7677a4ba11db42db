"""A real HTTP server in a thread, for tests of what goes over the wire."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


@dataclass
class Seen:
    """A request as it reached the server."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class LocalServer:
    """Answers with what the function `answer` writes, and remembers every request in `seen`."""

    def __init__(self, answer: Answer) -> None:
        seen: list[Seen] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                seen.append(Seen(self.command, self.path, dict(self.headers), body))
                answer(self)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *args: object) -> None:
                """Not into the output of the tests."""

        self.seen = seen
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # A request that hangs on purpose must not hold the end of the test.
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


def reply(
    handler: http.server.BaseHTTPRequestHandler,
    status: int,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Write a whole answer; `headers` win over the computed Content-Length."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    with contextlib.suppress(ConnectionError):  # the client has broken off
        handler.wfile.write(body)
