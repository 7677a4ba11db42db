"""A real platform for this folder, started at first use."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from hso_plugin.core import http

from .desk import Desk
from .real_machine import USERS, RealDesk, fetch_templates
from .real_platform import RealServer, real_server


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with real_server(tmp_path_factory.mktemp("real") / "platform", USERS) as server:
        yield server


@pytest.fixture(scope="module")
def desks(real: RealServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Desk]]:
    """Everybody with an empty working copy."""
    folder: Path = tmp_path_factory.mktemp("desks")
    templates = fetch_templates(real, tmp_path_factory.mktemp("templates"))
    found: list[Desk] = [RealDesk.new(user, folder, templates, real) for user in USERS]
    yield found
    for desk in found:
        desk.close()


@pytest.fixture
def one_question_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a schedule meets the same faults every time it is run."""
    monkeypatch.setattr(importlib.import_module("hso_plugin.core.ledger.pull"), "_AT_A_TIME", 1)
    for module in ("probe", "pages", "platform"):
        monkeypatch.setattr(f"hso_plugin.core.{module}.AHEAD", 1)
    monkeypatch.setattr(http, "_PAUSES", (0.01, 0.01))
