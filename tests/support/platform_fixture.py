"""The fixture `platform`: a real platform of this test run's own, started at first use and removed at the end.

Gives `url`, `dsn`, `user(name)` and a little more; see `TestPlatform`. It starts with the demonstration objects of
seed 1, and all tests of a run share it: make objects of your own, and expect those of others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from scripts.dev import windows_files

ROOT = Path(__file__).resolve().parents[2]
#: One folder for each test run, named by its process id: what a killed run left is found and removed by the next.
FOLDER = ROOT / "build" / "test-platforms"
#: Root of a platform that runs already: Windows' Python starts none, it is given one with the objects of seed 1 (no
#: suffix) and one without objects (`_EMPTY`).
GIVEN = "HSO_TEST_PLATFORM"


@dataclass(frozen=True)
class TestPlatform:
    """A running platform."""

    __test__ = False

    local: Any

    @property
    def url(self) -> str:
        """The WFS address."""
        return self.local.state.url

    @property
    def dsn(self) -> str:
        """Connection string of the schema's owner, who may do anything."""
        return self.local.state.dsn()

    @property
    def root(self) -> Path:
        """The root folder, with `env` in it."""
        return self.local.layout.root

    def user(self, name: str) -> tuple[str, str]:
        """(login, password) by login or municipality: `planerare-2281` or `2281`, `stod`, `granskare`, `admin`."""
        passwords = self.local.state.user_passwords
        login = name if name in passwords else f"planerare-{name}"
        return login, passwords[login]

    def connect(self, role: str = "hso_owner") -> Any:
        """A new psycopg2 connection as the owner, or as the WFS server's role `hso_wfs`."""
        return self.local.cluster.connect(role)


def remove(root: Path) -> None:
    """Stop the platform under `root` and remove all its files: on Linux, whatever rules the tests are under."""
    from scripts.local_platform.local import LocalPlatform

    with windows_files.off():
        if (root / "state.json").exists():
            local = LocalPlatform(root, lambda line: None)
            local.down()
            local.remove()
        shutil.rmtree(root, ignore_errors=True)


def start(root: Path, seed: int | None = 1) -> TestPlatform:
    """A platform under `root`."""
    from scripts.local_platform.local import LocalPlatform

    local = LocalPlatform(root, lambda line: None)
    with windows_files.off():
        local.up(seed)
    return TestPlatform(local)


def given(which: str = "") -> TestPlatform | None:
    """The running platform that this test run was given, if any."""
    if GIVEN + which not in os.environ:
        return None
    import psycopg2

    from scripts.local_platform.state import PlatformState

    root = Path(os.environ[GIVEN + which])
    state = PlatformState.load(root)
    cluster = SimpleNamespace(connect=lambda role="hso_owner": psycopg2.connect(state.dsn(role)))
    return TestPlatform(SimpleNamespace(state=state, cluster=cluster, layout=SimpleNamespace(root=root)))


@pytest.fixture(scope="session")
def platform() -> Iterator[TestPlatform]:
    """The platform of this test run."""
    running = given()
    if running is not None:
        yield running
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for left in FOLDER.iterdir():
        if not Path(f"/proc/{left.name}").exists():
            remove(left)
    root = FOLDER / str(os.getpid())
    remove(root)
    try:
        yield start(root)
    finally:
        remove(root)
