"""The platform's ledger in a few lines, answering WFS within the process: what the real one promises, and no more.

Each request may meet a `Fault`. The rules are those of the platform's triggers: the next version is the newest + 1, an
`andring` is taken once, positions ascend in the order of landing. As QGIS Server does, a Transaction is carried out
from its end, action by action, and tells of failures in an answer that otherwise looks like success.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import requests
from lxml import etree
from requests.adapters import BaseAdapter

from hso_plugin.core import catalogue
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.rows import FIXED_COLUMNS
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.wfs.names import GML, OGC, WFS
from hso_plugin.core.wfs.schema import FeatureType

URL = "http://model.invalid/wfs"
SPACE = "urn:hso"
CATALOGUE = catalogue.default()
#: Features in an answer at most: small, so that every longer read takes several.
PAGE = 3


class Fault(StrEnum):
    """What a network, a proxy or a server in trouble does to one request."""

    NONE = "none"
    LOST_REQUEST = "the request is lost"
    LOST_ANSWER = "the answer is lost"
    LATE = "the request lands later than the client waits"
    OVERTAKEN = "a request that was late before lands just before this one"
    TWICE = "a proxy delivers the request twice"
    PARTIAL = "the server stops in the middle of a Transaction, and says so"
    LYING_SUCCESS = "the server says all was inserted, and none was"
    LYING_FAILURE = "the server says it failed, and all was inserted"
    LYING_TOTALS = "the server inserts all, and counts none"
    HTML = "a proxy answers with a web page, with status 200, after delivering the request"
    BROKEN = "a proxy answers with status 502 and does not deliver the request"
    TRUNCATED = "the answer ends in its middle"


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the ledger. `values` are the texts by column, `shape` the geometry as it was sent."""

    kind: GeometryKind
    position: int
    identity: str
    version: int
    user: str
    deleted: bool
    values: dict[str, str]
    shape: etree._Element


@dataclass
class ModelServer:
    """The ledgers of all kinds, and the requests that have not landed yet."""

    rows: list[Row] = field(default_factory=list)
    late: list[tuple[str, bytes]] = field(default_factory=list)

    def newest(self, identity: str) -> Row | None:
        """The newest version of an object."""
        return max((row for row in self.rows if row.identity == identity), key=lambda row: row.version, default=None)

    def history(self, identity: str) -> list[Row]:
        """All versions of an object, ascending."""
        return sorted((row for row in self.rows if row.identity == identity), key=lambda row: row.version)

    def session(self, user: str, reads: Iterable[Fault] = (), writes: Iterable[Fault] = ()) -> requests.Session:
        """A session of `user` whose requests meet these faults."""
        found = requests.Session()
        found.mount("http://", Line(self, user, reads, writes))
        return found

    def land_late(self, number: int) -> None:
        """One of the requests that were on their way arrives now."""
        user, body = self.late.pop(number % len(self.late))
        self.transaction(user, body)

    def transaction(self, user: str, body: bytes, actions: int | None = None) -> list[str]:
        """Carry out the last `actions` Inserts (None: all) of a Transaction; what was refused, in words."""
        inserts = [insert[0] for insert in etree.fromstring(body)][::-1]
        return [text for feature in inserts[:actions] if (text := self._insert(user, feature))]

    def _insert(self, user: str, feature: etree._Element) -> str:
        kind = next(k for k in GeometryKind if k.ledger == etree.QName(feature).localname)
        values = {etree.QName(child).localname: child.text or "" for child in feature}
        shape = feature.find(f"{{{SPACE}}}geometry")
        assert shape is not None and user.partition("-")[2] == values["kommunkod"]
        newest = self.newest(values["objektidentitet"])
        if any(row.values["andring"] == values["andring"] for row in self.rows):
            return "HSO-DUBBLETT: andring finns redan"
        if int(values["objektversion"]) != (newest.version if newest else 0) + 1:
            return "HSO-KONFLIKT: versionen finns redan"
        values.pop("geometry")
        self.rows.append(
            Row(kind, len(self.rows) + 1, values["objektidentitet"], int(values["objektversion"]), user,
                values["borttagen"] == "true", values, shape)
        )  # fmt: skip
        return ""

    def features(self, body: bytes) -> bytes:
        """Answer a GetFeature of a ledger: its filter on positions and identity, ascending, a page of it."""
        query = etree.fromstring(body)[0]
        name = query.get("typeName", "").partition(":")[2]
        kind = next(k for k in GeometryKind if k.ledger == name)
        after = int(query.findtext(".//{*}PropertyIsGreaterThan/{*}Literal", ""))
        one = query.findtext(".//{*}PropertyIsEqualTo/{*}Literal")
        found = [row for row in self.rows if row.kind is kind and row.position > after and one in (None, row.identity)]
        root = etree.Element(f"{{{WFS}}}FeatureCollection", nsmap={"wfs": WFS, "gml": GML, "hso": SPACE})
        for row in found[:PAGE]:
            feature = etree.SubElement(etree.SubElement(root, f"{{{GML}}}featureMember"), f"{{{SPACE}}}{name}")
            feature.append(etree.fromstring(etree.tostring(row.shape)))
            moment = f"2026-01-01T00:00:{row.position % 60:02}Z"
            for column, text in {**row.values, "anvandare": row.user, "lopnr": str(row.position),
                                 "versiongiltigfran": moment}.items():  # fmt: skip
                etree.SubElement(feature, f"{{{SPACE}}}{column}").text = text
        return etree.tostring(root)


class Line(BaseAdapter):
    """The network between one signed-in client and the model: reads and writes meet their faults in turn, then none."""

    def __init__(self, server: ModelServer, user: str, reads: Iterable[Fault], writes: Iterable[Fault]) -> None:
        super().__init__()
        self._server = server
        self._user = user
        self._reads = iter(reads)
        self._writes = iter(writes)

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        body = request.body if isinstance(request.body, bytes) else b""
        writes = b"<wfs:Transaction" in body
        fault = next(self._writes if writes else self._reads, Fault.NONE)
        if fault is Fault.LOST_REQUEST:
            raise requests.exceptions.ConnectionError("the request was lost")
        if fault is Fault.BROKEN:
            return _response(b"Bad gateway", 502)
        if fault is Fault.LATE:
            if writes:
                self._server.late.append((self._user, body))
            raise requests.exceptions.ReadTimeout("no answer in time")
        if fault is Fault.OVERTAKEN and self._server.late:
            self._server.land_late(0)
        content = self._write(body, fault) if writes else self._server.features(body)
        if fault is Fault.LOST_ANSWER:
            raise requests.exceptions.ConnectionError("the answer was lost")
        if fault is Fault.HTML:
            content = b"<!DOCTYPE html><html><body>Proxy</body></html>"
        if fault is Fault.TRUNCATED:
            content = content[: len(content) * 2 // 3]
        return _response(content)

    def _write(self, body: bytes, fault: Fault) -> bytes:
        if fault is Fault.LYING_SUCCESS:
            return transaction_response([], body.count(b"<wfs:Insert>"))
        half = body.count(b"<wfs:Insert>") // 2
        failures = self._server.transaction(self._user, body, half if fault is Fault.PARTIAL else None)
        if fault is Fault.TWICE:
            failures = self._server.transaction(self._user, body)
        if fault in (Fault.PARTIAL, Fault.LYING_FAILURE):
            failures = ["out of memory"]
        return transaction_response(failures, 0 if fault is Fault.LYING_TOTALS else body.count(b"<wfs:Insert>"))

    def close(self) -> None:
        """Nothing to let go of."""


def profile() -> ServerProfile:
    """The model as a probe would have found it."""
    types = {
        kind.ledger: FeatureType(kind.ledger, "hso", SPACE, "geometry",
                                 dict.fromkeys([*FIXED_COLUMNS, *(a.name for a in CATALOGUE.columns(kind))], "string"))
        for kind in GeometryKind
    }  # fmt: skip
    return ServerProfile(URL, "Modell", types)


def transaction_response(failures: list[str], total: int) -> bytes:
    """The answer to a Transaction, as QGIS Server writes it."""
    messages = "".join(f"<wfs:Action><wfs:Message>{text}</wfs:Message></wfs:Action>" for text in failures)
    return (
        f'<wfs:TransactionResponse xmlns:wfs="{WFS}" xmlns:ogc="{OGC}"><wfs:TransactionSummary><wfs:totalInserted>'
        f"{total}</wfs:totalInserted></wfs:TransactionSummary><wfs:TransactionResults>{messages}"
        "</wfs:TransactionResults></wfs:TransactionResponse>"
    ).encode()


def _response(content: bytes, status: int = 200) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = content
    response.url = URL
    return response
