"""A real HTTP server that answers as a test tells it, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from hso_plugin.core import http


@dataclass
class Answer:
    """One answer; with `cut` the connection ends after half the body."""

    status: int = 200
    body: bytes = b"<a/>"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class Site:
    """The server: its address, the answers to come (the last one again and again), and (method, path, body) so far.

    With `respond` it makes each answer up from the request instead.
    """

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    respond: Callable[[str, str, bytes], Answer] | None = None
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)

    def next(self, method: str, path: str, body: bytes) -> Answer:
        if self.respond is not None:
            return self.respond(method, path, body)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def methods(self) -> list[str]:
        return [method for method, _, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((self.command, self.path, body))
            answer = told.next(self.command, self.path, body)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)

        do_GET = do_POST = answer  # noqa: N815 (the library's names)

        def log_message(self, *_: object) -> None:
            """Nothing: the tests read `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}/wfs"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as own:
        own.trust_env = False  # a proxy of the machine has no part in this
        yield own


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many tries as ever, without the waiting between them."""
    monkeypatch.setattr(http, "_PAUSES", (0.0,) * len(http._PAUSES))
