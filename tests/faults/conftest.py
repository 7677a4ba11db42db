"""A real platform for this folder, started at first use."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.platform import http

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


class InTurn(Executor):
    """Does each thing where it is asked for, so that questions follow each other in one order."""

    def __init__(self, _workers: int) -> None:
        """However many threads there would be, it is this one."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(task(*arguments, **named))
        except HsoError as error:
            future.set_exception(error)
        return future


@pytest.fixture
def one_question_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a schedule meets the same faults every time it is run."""
    for name in (
        "hso_plugin.core.ledger.pull",
        "hso_plugin.core.ledger.push",
        "hso_plugin.core.probe.types",
        "hso_plugin.core.probe.introduction",
        "hso_plugin.core.platform.pages",
        "hso_plugin.core.platform.wfs_platform",
        "hso_plugin.core.review.records.exchange",
    ):
        monkeypatch.setattr(importlib.import_module(name), "ThreadPoolExecutor", InTurn)
    monkeypatch.setattr(http, "_PAUSES", (0.01, 0.01))
