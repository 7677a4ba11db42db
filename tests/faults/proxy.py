"""A proxy before the real platform that does to each request what a `Fault` says, at the level of bytes and sockets."""

from __future__ import annotations

import base64
import socket
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import requests
from lxml import etree

from .model_server import Fault, transaction_response

PAGE = b"<!DOCTYPE html><html><body>Proxy</body></html>"


@dataclass(frozen=True, slots=True)
class Call:
    """One request, as it came."""

    method: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def writes(self) -> bool:
        return b"<wfs:Transaction" in self.body

    @property
    def user(self) -> str:
        kind, _, value = self.headers.get("Authorization", "").partition(" ")
        return base64.b64decode(value).decode().partition(":")[0] if kind == "Basic" else ""


@dataclass
class FaultProxy:
    """Stands before the platform at `target`. Every user's reads and writes meet their faults in turn, then none.

    Attributes:
        late: requests that have not landed yet.
        met: how often each fault was met.
    """

    target: str
    url: str = ""
    late: list[Call] = field(default_factory=list)
    met: dict[Fault, int] = field(default_factory=dict)
    _lines: dict[tuple[str, bool], deque[Fault]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def expect(self, user: str, reads: Iterable[Fault], writes: Iterable[Fault]) -> None:
        """What the next requests of `user` meet."""
        self._lines[user, False], self._lines[user, True] = deque(reads), deque(writes)

    def fault(self, call: Call) -> Fault:
        """What `call` meets."""
        with self._guard:
            line = self._lines.get((call.user, call.writes))
            found = line.popleft() if line else Fault.NONE
            self.met[found] = self.met.get(found, 0) + 1
            return found

    def land_late(self, number: int) -> None:
        """One of the requests that were on their way arrives now."""
        with self._guard:
            call = self.late.pop(number % len(self.late))
        self.deliver(call, requests.Session())

    def deliver(self, call: Call, upstream: requests.Session) -> tuple[int, str, bytes]:
        """Pass `call` on; status, content type and body of the answer."""
        address = f"{self.target}?{call.query}" if call.query else self.target
        answer = upstream.request(call.method, address, data=call.body or None, headers=call.headers, timeout=120)
        return answer.status_code, answer.headers.get("Content-Type", "text/xml"), answer.content

    def deliver_twice(self, call: Call, upstream: requests.Session) -> tuple[int, str, bytes]:
        """Pass `call` on by two connections at the same time."""
        other = threading.Thread(target=self.deliver, args=(call, requests.Session()))
        other.start()
        answer = self.deliver(call, upstream)
        other.join()
        return answer

    def deliver_some(self, call: Call, upstream: requests.Session) -> None:
        """Pass on the last half of a Transaction's actions, which is where QGIS Server begins."""
        root = etree.fromstring(call.body)
        for action in root[: (len(root) + 1) // 2]:
            root.remove(action)
        if len(root):
            self.deliver(Call(call.method, call.query, call.headers, etree.tostring(root)), upstream)

    def deliver_cut(self, call: Call) -> None:
        """Send the head and the first half of the body, and hang up."""
        place = urlsplit(self.target)
        headers = {"Host": place.netloc, **call.headers, "Content-Length": str(len(call.body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with socket.create_connection((place.hostname or "", place.port or 80), timeout=10) as line:
            line.sendall(f"{call.method} {place.path}?{call.query} HTTP/1.1\r\n{head}\r\n".encode())
            line.sendall(call.body[: len(call.body) // 2])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    proxy: FaultProxy

    def setup(self) -> None:
        super().setup()
        self.upstream = requests.Session()

    def do_GET(self) -> None:
        self._meet()

    def do_POST(self) -> None:
        self._meet()

    def _meet(self) -> None:
        headers = {name: self.headers[name] for name in ("Authorization", "Content-Type") if self.headers[name]}
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        call = Call(self.command, self.path.partition("?")[2], headers, body)
        fault = self.proxy.fault(call)
        try:
            answer = self._answer(call, fault)
        except requests.exceptions.RequestException:  # the platform is gone: no more is a proxy told
            answer = None
        if answer is None:
            self.close_connection = True
            return
        status, kind, content = answer
        length = len(content)
        if fault is Fault.TRUNCATED:
            length = length * 2 // 3
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if fault is Fault.LOST_ANSWER:
            self.wfile.write(content[: length // 2])
            self.close_connection = True
        else:
            self.wfile.write(content[:length])

    def _answer(self, call: Call, fault: Fault) -> tuple[int, str, bytes] | None:
        """Status, content type and body; None for no answer at all."""
        proxy = self.proxy
        if fault is Fault.LATE:
            if call.writes:
                proxy.late.append(call)
            return None
        if fault is Fault.LOST_REQUEST:
            proxy.deliver_cut(call)
            return None
        if fault is Fault.BROKEN:
            return 502, "text/html", b"Bad gateway"
        if fault is Fault.LYING_SUCCESS:
            return 200, "text/xml", transaction_response([], call.body.count(b"<wfs:Insert>"))
        if fault is Fault.PARTIAL:
            proxy.deliver_some(call, self.upstream)
            return 200, "text/xml", transaction_response(["out of memory"], 0)
        if fault is Fault.OVERTAKEN and proxy.late:
            proxy.land_late(0)
        deliver = proxy.deliver_twice if fault is Fault.TWICE else proxy.deliver
        answer = deliver(call, self.upstream)
        if fault is Fault.HTML:
            return 200, "text/html", PAGE
        if fault is Fault.LYING_FAILURE:
            return 200, "text/xml", transaction_response(["out of memory"], 0)
        if fault is Fault.LYING_TOTALS:
            return 200, "text/xml", transaction_response([], 0)
        return answer

    def finish(self) -> None:
        self.upstream.close()
        super().finish()

    def log_message(self, *_: object) -> None:
        """Nothing to log."""


@contextmanager
def fault_proxy(target: str) -> Iterator[FaultProxy]:
    """A proxy before `target`, until the end."""
    proxy = FaultProxy(target)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": proxy}))
    server.daemon_threads = True
    proxy.url = f"http://127.0.0.1:{server.server_port}/wfs"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
