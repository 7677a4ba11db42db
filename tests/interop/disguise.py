"""The local platform in other servers' clothes. It is a disguise and not another server.

Reading goes to the real QGIS Server, and its answers are rewritten: another namespace, another name of the geometry,
no key, other ids, other forms of identities, truth values, times, geometries and faults, and fewer features than asked
for. Writing goes to the real database in one transaction for the whole request, so that it is all or nothing, with the
WFS server's role and the user in the session, as a server with a session start-up statement would do it; the triggers'
own words come through. What it shows is that the plugin leans on none of QGIS Server's ways. That some other server
works, only a run against that server shows.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psycopg2
import requests
from lxml import etree
from psycopg2 import sql

from hso_plugin.core.wfs import document
from hso_plugin.core.wfs.names import GML, WFS, local
from tests.support.platform_fixture import TestPlatform

from .wardrobe import ANSWERS, TRANSACTIONS, Form, capabilities, refusal

_LEDGER = re.compile(r"strukturbild_(punkt|linje|yta)_version")

FORMS = {
    "disguise: one workspace": Form(
        prefix="region",
        namespace="https://karta.example.org/region",
        geometry="geom",
        cap=60,
        style="members",
        fault_status=400,
        fault="ows",
        json=None,
    ),
    "disguise: GML 2 shapes": Form(
        prefix="p0",
        namespace="urn:x-example:plan",
        geometry="the_geom",
        cap=25,
        style="gml2",
        fault_status=200,
        fault="ogc",
        json="application/json",
    ),
}


@dataclass(frozen=True)
class _Answer:
    status: int
    content: bytes
    kind: str = "text/xml"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    platform: TestPlatform
    form: Form

    def do_GET(self) -> None:
        self._reply(self._real("GET", self.path.partition("?")[2], b""))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if local(document.parse(body).tag) == "Transaction":
            self._reply(self._transaction(body))
        else:
            self._reply(self._real("POST", "", body))

    def _real(self, method: str, query: str, body: bytes) -> _Answer:
        """Ask QGIS Server, and give its answer another look."""
        form = self.form
        query = query.replace(f"{form.prefix}%3A", "").replace(f"{form.prefix}:", "")
        answer = requests.request(
            method,
            f"{self.platform.url}?{query}" if query else self.platform.url,
            data=form.to_qgis(body) or None,
            headers={name: self.headers[name] for name in ("Authorization", "Content-Type") if self.headers[name]},
            timeout=60,
        )
        if answer.status_code == 401:
            return _Answer(401, b"")
        if answer.content.startswith(b"{"):
            return _Answer(200, answer.content, "application/json")
        root = document.parse(form.from_qgis(answer.content))
        if local(root.tag) == "WFS_Capabilities":
            return _Answer(200, capabilities(root, form))
        if local(root.tag).endswith("ExceptionReport"):
            return self._fault(" ".join(str(text).strip() for text in root.itertext()))
        return _Answer(200, ANSWERS[local(root.tag)](root, form))

    def _transaction(self, body: bytes) -> _Answer:
        """All or nothing, in the database itself; QGIS Server only says whether the password is right."""
        asked = self._real("GET", "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=behorighet", b"")
        if asked.status != 200:
            return asked
        user = base64.b64decode(self.headers["Authorization"].partition(" ")[2]).decode().partition(":")[0]
        connection = self.platform.connect("hso_wfs")
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("SELECT set_config('hso.anvandare', %s, false)", (user,))
                rows = [row for action in document.parse(body).iterchildren(f"{{{WFS}}}Insert") for row in action]
                for row in rows:
                    self._insert(cursor, row)
        except psycopg2.Error as error:
            return self._fault(f"Error performing insert: {error}")
        finally:
            connection.close()
        return _Answer(200, TRANSACTIONS[self.form.style](len(rows)))

    def _insert(self, cursor: Any, row: etree._Element) -> None:
        names, values, forms = [], [], []
        assert _LEDGER.fullmatch(local(row.tag)), row.tag
        for element in row:
            assert element.tag.startswith(f"{{{self.form.namespace}}}"), element.tag
            name = local(element.tag)
            shape = next(iter(element), None)
            names.append(sql.Identifier("geom" if name == self.form.geometry else name))
            forms.append(sql.SQL("%s" if shape is None else "ST_GeomFromGML(%s)"))
            values.append(element.text if shape is None else _gml(shape))
        statement = sql.SQL("INSERT INTO hso.{} ({}) VALUES ({})").format(
            sql.Identifier(local(row.tag)), sql.SQL(", ").join(names), sql.SQL(", ").join(forms)
        )
        cursor.execute(statement, values)

    def _fault(self, message: str) -> _Answer:
        return _Answer(self.form.fault_status, refusal(self.form.fault, message))

    def _reply(self, answer: _Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """Nothing to log."""


def _gml(shape: etree._Element) -> str:
    assert shape.tag.startswith(f"{{{GML}}}"), shape.tag
    return etree.tostring(shape, encoding="unicode", with_tail=False)


@contextmanager
def run(platform: TestPlatform, form: Form) -> Iterator[str]:
    """Address of `platform` in disguise."""
    handler = type("Handler", (_Handler,), {"platform": platform, "form": form})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/ows"
    finally:
        server.shutdown()
        server.server_close()
