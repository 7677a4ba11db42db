"""A real platform of these tests' own, seen as the machine and the witness see the model: its ledgers, read in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from lxml import etree
from requests.adapters import HTTPAdapter

from hso_plugin.core.model import GeometryKind
from tests.support import platform_fixture
from tests.support.platform_fixture import TestPlatform

from .model_server import Fault, Row
from .proxy import FaultProxy, fault_proxy


@dataclass
class RealServer:
    """The platform behind a fault proxy."""

    platform: TestPlatform
    proxy: FaultProxy
    _rows: list[Row] = field(default_factory=list)
    _by_identity: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._database = self.platform.connect()
        self._database.autocommit = True

    @property
    def url(self) -> str:
        return self.proxy.url

    @property
    def late(self) -> list[Any]:
        return self.proxy.late

    @property
    def rows(self) -> list[Row]:
        """All versions in all ledgers by position; read on from the last one known."""
        for row in self._newer(self._rows[-1].position if self._rows else 0):
            self._rows.append(row)
            self._by_identity.setdefault(row.identity, []).append(row)
        return self._rows

    def history(self, identity: str) -> list[Row]:
        """All versions of an object that were read, ascending."""
        return sorted(self._by_identity.get(identity, ()), key=lambda row: row.version)

    def land_late(self, number: int) -> None:
        self.proxy.land_late(number)

    def session(self, user: str, reads: Sequence[Fault] = (), writes: Sequence[Fault] = ()) -> requests.Session:
        """A session of `user` over the proxy, whose requests meet these faults; without any it goes straight on."""
        self.proxy.expect(user, reads, writes)
        found = requests.Session()
        found.auth = self.platform.user(user)
        if not (reads or writes):
            found.mount(self.proxy.url, Straight(self.proxy))
        return found

    def _newer(self, position: int) -> list[Row]:
        one = (
            "SELECT '{kind}', lopnr, ST_AsText(geom), to_jsonb(v) - 'geom' - 'fid' "
            "FROM hso.{table} v WHERE lopnr > %(position)s"
        )
        statement = " UNION ALL ".join(one.format(kind=kind, table=kind.ledger) for kind in GeometryKind)
        with self._database.cursor() as cursor:
            cursor.execute(f"{statement} ORDER BY 2", {"position": position})
            return [_row(*found) for found in cursor.fetchall()]

    def close(self) -> None:
        self._database.close()


class Straight(HTTPAdapter):
    """Past the proxy, for whom there is nothing to meet: a request then takes half the time."""

    def __init__(self, proxy: FaultProxy) -> None:
        super().__init__()
        self._proxy = proxy

    def send(self, request: requests.PreparedRequest, *arguments: Any, **named: Any) -> requests.Response:
        request.url = str(request.url).replace(self._proxy.url, self._proxy.target)
        return super().send(request, *arguments, **named)


def _row(kind: str, position: int, wkt: str, values: dict[str, Any]) -> Row:
    shape = etree.Element("pos")
    shape.text = " ".join(re.findall(r"[\d.]+", wkt))
    texts = {name: str(value) for name, value in values.items() if value is not None}
    return Row(GeometryKind(kind), position, values["objektidentitet"], values["objektversion"], values["anvandare"],
               values["borttagen"], texts, shape)  # fmt: skip


@contextmanager
def real_server(root: Path, users: Iterable[str]) -> Iterator[RealServer]:
    """An empty platform under `root`, or the one that this test run was given, behind a fault proxy.

    Args:
        root: an empty folder.
        users: logins that end with a municipality's code; one that begins with `stod` is the support, the others are
            planners.
    """
    running = platform_fixture.given("_EMPTY")
    with (
        nullcontext(running) if running else empty_platform(root, users) as platform,
        fault_proxy(platform.url) as proxy,
    ):
        server = RealServer(platform, proxy)
        try:
            yield server
        finally:
            server.close()


@contextmanager
def empty_platform(root: Path, users: Iterable[str]) -> Iterator[TestPlatform]:
    """A platform without objects under `root` for these users. It notes the time of every commit."""
    from scripts.local_platform.local import LocalPlatform  # what starts one is not there in Windows' Python

    LocalPlatform(root, _quiet).layout.make()
    local = LocalPlatform(root, _quiet)
    for user in users:
        local.state.user_passwords.setdefault(user, f"losen-{user}")
    local.state.save(root)
    local.cluster.create()
    with (local.cluster.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("track_commit_timestamp = on\n")
    LocalPlatform(root, _quiet).up(None)
    platform = TestPlatform(LocalPlatform(root, _quiet))
    try:
        _give_rights(platform, users)
        yield platform
    finally:
        platform_fixture.remove(root)


def _give_rights(platform: TestPlatform, users: Iterable[str]) -> None:
    database = platform.connect()
    with database, database.cursor() as cursor:
        for user in users:
            name, _, municipality = user.partition("-")
            right = (user, None, "stod") if name == "stod" else (user, municipality, "planerare")
            cursor.execute("INSERT INTO hso.behorighet (anvandare, kommunkod, roll) VALUES (%s, %s, %s) "
                           "ON CONFLICT DO NOTHING", right)  # fmt: skip
    database.close()


def _quiet(_: str) -> None:
    """Say nothing."""
