"""What the suite runs against: a server that the environment names, or the local platform as it is and in disguise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.planner import Planner

from . import disguise
from .ledger import Ledger
from .server import Person, Server, given

_SERVERS = ["given"] if given() else ["local platform", *disguise.FORMS]


@pytest.fixture(scope="session", params=_SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    named = given()
    if named:
        yield named
        return
    platform = request.getfixturevalue("platform")
    people = {
        "planerare": Person(*platform.user("2281"), "2281"),
        "granne": Person(*platform.user("2262"), "2262"),
        "stod": Person(*platform.user("stod")),
        "granskare": Person(*platform.user("granskare")),
    }
    if request.param == "local platform":
        yield Server(platform.url, people)
        return
    with disguise.run(platform, disguise.FORMS[request.param]) as url:
        yield Server(url, people)


@pytest.fixture
def planner(server: Server, tmp_path: Path) -> Callable[..., Planner]:
    """Makes people with a working copy of their own, fetched from the server; `planerare` unless told otherwise."""
    number = iter(range(100))

    def make(role: str = "planerare") -> Planner:
        person = Planner(server, tmp_path / f"{next(number)}.gpkg", role, server.municipality)
        person.fetch()
        return person

    return make


@pytest.fixture(scope="session")
def _probed(server: Server) -> Ledger:
    return Ledger.of(server)


@pytest.fixture
def ledger(_probed: Ledger) -> Ledger:
    """What the ledgers of points, lines and areas say, from where they were when the test began."""
    return _probed.from_now()
