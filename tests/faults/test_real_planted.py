"""The schedules before the real platform can fail: they catch faults that are planted in the client."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .desk import Desk
from .planted import PLANTED
from .real_machine import USERS, RealDesk, RealMachine, fetch_templates, schedule
from .real_platform import real_server
from .test_real_platform import SEED, STEPS

SCHEDULES = 40
#: In every test run, and in the long one.
FEW = ("lets_the_last_one_win",)
MANY = ("believes_the_answer", "retries_blindly_as_a_new_change", "forgets_the_outbox_after_an_error",
        "counts_the_cursor_one_too_far", *FEW)  # fmt: skip


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("one_question_at_a_time")
@pytest.mark.parametrize("plant", MANY if "HSO_REAL_SCHEDULES" in os.environ else FEW)
def test_a_planted_fault_is_caught(plant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with real_server(tmp_path / "platform", USERS) as server:  # one that has met the fault is of no more use
        templates = fetch_templates(server, tmp_path)
        desks: list[Desk] = [RealDesk.new(user, tmp_path, templates, server) for user in USERS]
        PLANTED[plant](monkeypatch)
        try:
            with pytest.raises(AssertionError):
                for number in range(SCHEDULES):
                    schedule(RealMachine(server, desks), SEED, number, STEPS)
        finally:
            monkeypatch.undo()
            for desk in desks:
                desk.close()
