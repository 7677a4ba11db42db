"""A server between the plugin and the real platform that spoils its answers. The platform behind it is always real."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

#: Request body or query, answer → answer.
Spoil = Callable[[bytes, bytes], bytes]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    target: str
    spoil: Spoil

    def do_GET(self) -> None:
        self._forward(b"")

    def do_POST(self) -> None:
        self._forward(self.rfile.read(int(self.headers["Content-Length"])))

    def _forward(self, body: bytes) -> None:
        query = self.path.partition("?")[2]
        headers = {name: self.headers[name] for name in ("Authorization", "Content-Type") if self.headers[name]}
        answer = requests.request(
            self.command,
            f"{self.target}?{query}" if query else self.target,
            data=body or None,
            headers=headers,
            timeout=60,
        )
        content = type(self).spoil(body or query.encode(), answer.content)
        self.send_response(answer.status_code)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing to log."""


@contextmanager
def proxy(target: str, spoil: Spoil) -> Iterator[str]:
    """Address of a proxy for `target` that passes every answer through `spoil`."""
    handler = type("Handler", (_Handler,), {"target": target, "spoil": staticmethod(spoil)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/wfs"
    finally:
        server.shutdown()
        server.server_close()


def login_page(_: bytes, __: bytes) -> bytes:
    return b"<!DOCTYPE html><html><body><form>Logga in</form></body></html>"


def without_transaction(_: bytes, answer: bytes) -> bytes:
    return re.sub(rb'<(\w+:)?Operation name="Transaction">.*?</(\w+:)?Operation>', b"", answer, flags=re.DOTALL)


def without_type(_: bytes, answer: bytes) -> bytes:
    return answer.replace(b"strukturbild_linje_version", b"nagot_annat")


def without_attribute(_: bytes, answer: bytes) -> bytes:
    return re.sub(rb'<element [^>]*name="stallningstagande"[^>]*/>', b"", answer)


def truncated(request: bytes, answer: bytes) -> bytes:
    return (
        answer[: len(answer) // 2] if b"strukturbild_punkt_version" in request and b"GetFeature" in request else answer
    )


def not_xml(request: bytes, answer: bytes) -> bytes:
    return b"Bad gateway: try again" if b"GetFeature" in request else answer


def doctype(request: bytes, answer: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return head + re.sub(rb"^<\?xml[^>]*>", b"", answer) if b"GetFeature" in request else answer


def swapped_axes(_: bytes, answer: bytes) -> bytes:
    def swap(found: re.Match[bytes]) -> bytes:
        numbers = found[2].split()
        numbers[::2], numbers[1::2] = numbers[1::2], numbers[::2]
        return found[1] + b" ".join(numbers) + found[3]

    return re.sub(rb"(<(?:\w+:)?pos(?:List)?[^>]*>)([^<]+)(</)", swap, answer)


def wrong_order(request: bytes, answer: bytes) -> bytes:
    """Rows in another order than asked for: the cursor would pass over some."""
    if b"strukturbild_punkt_version" not in request:
        return answer
    if answer.startswith(b"{"):
        page = json.loads(answer)
        return json.dumps(page | {"features": page["features"][::-1]}).encode()
    members = re.findall(rb"<gml:featureMember>.*?</gml:featureMember>", answer, flags=re.DOTALL)
    if len(members) < 2:
        return answer
    start, end = answer.index(members[0]), answer.rindex(members[-1]) + len(members[-1])
    return answer[:start] + b"".join(reversed(members)) + answer[end:]


def exception_report(request: bytes, answer: bytes) -> bytes:
    report = (
        b'<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"><ows:Exception exceptionCode="Busy">'
        b"<ows:ExceptionText>try later</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    )
    return report if b"_version" in request and b"GetFeature" in request else answer
