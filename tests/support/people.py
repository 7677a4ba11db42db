"""People with working copies, and what the platform holds of an object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.reviewer import Reviewer


@pytest.fixture
def planner(platform: TestPlatform, tmp_path: Path) -> Callable[..., Planner]:
    number = iter(range(100))

    def make(login: str = "2281", municipality: str = "2281") -> Planner:
        person = Planner(platform, tmp_path / f"{next(number)}.gpkg", login, municipality)
        person.fetch()
        return person

    return make


@pytest.fixture
def reviewer(platform: TestPlatform, tmp_path: Path) -> Reviewer:
    person = Reviewer(platform.url, platform.user("granskare"), tmp_path / "granskning.gpkg")
    person.open().close()
    return person


@pytest.fixture
def ledger(platform: TestPlatform) -> Iterator[Callable[[str], list[tuple[int, str, bool, str]]]]:
    """What the platform holds of an object: (version, name, deleted, user) of every version, asked in SQL."""
    connection = platform.connect()

    def read(identity: str) -> list[tuple[int, str, bool, str]]:
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT objektversion, namn, borttagen, anvandare FROM hso.strukturbild_punkt_version "
                "WHERE objektidentitet = %s ORDER BY objektversion",
                (identity,),
            )
            return cursor.fetchall()

    yield read
    connection.close()
