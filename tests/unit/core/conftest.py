"""A real HTTP server that answers as a test tells it, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest
import requests

from hso_plugin.core.platform import http
from tests.support.local_server import LocalServer, Seen, reply


@dataclass
class Answer:
    """One answer; with `cut` the connection ends after half the body."""

    status: int = 200
    body: bytes = b"<a/>"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class Site:
    """The server: its address, the answers to come (the last one again and again), and what it was asked so far.

    With `respond` it makes each answer up from the request instead.
    """

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[Seen] = field(default_factory=list)
    respond: Callable[[Seen], Answer] | None = None

    @property
    def methods(self) -> list[str]:
        return [request.method for request in self.asked]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.respond is not None:
            answer = self.respond(self.asked[-1])
        else:
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        sent = answer.body[: len(answer.body) // 2] if answer.cut else answer.body
        reply(handler, answer.status, sent, {"Content-Length": str(len(answer.body)), **answer.headers})


@pytest.fixture
def site() -> Iterator[Site]:
    told = Site()
    server = LocalServer(told.answer)
    told.url, told.asked = f"{server.url}/wfs", server.seen
    yield told
    server.stop()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as own:
        own.trust_env = False  # a proxy of the machine has no part in this
        yield own


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many tries as ever, without the waiting between them."""
    monkeypatch.setattr(http, "_PAUSES", (0.0,) * len(http._PAUSES))
