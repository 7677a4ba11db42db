"""A forward proxy that demands a name and a password, as those between a municipality's network and the world do."""

from __future__ import annotations

import select
import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


def tunnel(one: Any, other: Any) -> None:
    """Carry bytes both ways until one side closes. Either may speak TLS."""
    with suppress(OSError):
        while True:
            waiting = [side for side in (one, other) if getattr(side, "pending", int)()]
            for side in waiting or select.select([one, other], [], [], 60)[0]:
                data = side.recv(65536)
                if not data:
                    return
                (other if side is one else one).sendall(data)


class ForwardProxy:
    """Carries https as tunnels (CONNECT) and http as requests for whole addresses.

    Attributes:
        let_in: addresses (host:port) that somebody with the right password was connected to.
        turned_away: requests without the right password.
        realm: what it calls itself.
    """

    def __init__(self, user: str, password: str) -> None:
        self.let_in: list[str] = []
        self.turned_away = 0
        self.realm = "kommunens proxy"
        owner, expected = self, "Basic " + b64encode(f"{user}:{password}".encode()).decode()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def may_pass(self, place: str) -> bool:
                if self.headers["Proxy-Authorization"] == expected:
                    owner.let_in.append(place)
                    return True
                owner.turned_away += 1
                self.send_response(407)
                self.send_header("Proxy-Authenticate", f'Basic realm="{owner.realm}"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return False

            def do_CONNECT(self) -> None:
                if self.may_pass(self.path):
                    host, _, port = self.path.rpartition(":")
                    with socket.create_connection((host, int(port))) as far:
                        self.send_response(200)
                        self.end_headers()
                        tunnel(self.connection, far)
                    self.close_connection = True

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"] or 0))
                parts = urlsplit(self.path)
                if not self.may_pass(parts.netloc):
                    return
                kept = {name: value for name, value in self.headers.items() if not name.startswith("Proxy-")}
                far = HTTPConnection(parts.netloc, timeout=60)
                far.request(self.command, parts._replace(scheme="", netloc="").geturl(), body or None, kept)
                answer = far.getresponse()
                content = answer.read()
                far.close()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """Nothing to log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads, self._server.block_on_close = True, False
        self.port: int = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def forward_proxy(user: str, password: str) -> Iterator[ForwardProxy]:
    """A proxy for this name and password, gone afterwards."""
    running = ForwardProxy(user, password)
    try:
        yield running
    finally:
        running.stop()
