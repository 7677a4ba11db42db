"""A platform of its own that tests may set back to a backup, its planner, and what it then holds."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.local_platform.postgres import binaries
from tests.support import platform_fixture
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    """A platform without objects that these tests may set back."""
    started = platform_fixture.start(tmp_path_factory.mktemp("recovery") / "platform", None)
    yield started
    platform_fixture.remove(started.root)


@pytest.fixture
def planner(own: TestPlatform, tmp_path: Path) -> Callable[..., Planner]:
    def make(name: str = "arbetskopia", login: str = "2281") -> Planner:
        person = Planner(own, tmp_path / f"{name}.gpkg", login, "2281")
        person.fetch()
        return person

    return make


def backup(own: TestPlatform, folder: Path) -> Callable[[], None]:
    """Take a backup as the administrator's guide says; gives what restores it."""
    file = folder / "hso.dump"
    dsn = own.local.state.dsn("hso_super")
    dump = (binaries() / "pg_dump", "--format=custom", "--schema=hso", f"--file={file}", dsn)
    subprocess.run(dump, check=True, timeout=60, capture_output=True)
    restore = (binaries() / "pg_restore", "--clean", "--if-exists", f"--dbname={dsn}", file)
    return lambda: subprocess.run(restore, check=True, timeout=60, capture_output=True) and None


def on_platform(own: TestPlatform, *identities: str) -> dict[str, tuple[int, str, bool]]:
    """Newest version, name and whether it is deleted, by identity, asked in SQL."""
    connection = own.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (objektidentitet) objektidentitet::text, objektversion, namn, borttagen "
            "FROM hso.strukturbild_punkt_version WHERE objektidentitet = ANY(%s::uuid[]) "
            "ORDER BY objektidentitet, objektversion DESC",
            (list(identities),),
        )
        found = {row[0]: tuple(row[1:]) for row in cursor.fetchall()}
    connection.close()
    return found  # type: ignore[return-value]
