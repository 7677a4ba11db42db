"""The model-based test can fail: it catches every planted fault."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import SyncMachine
from .planted import PLANTED, Plant

#: Short runs from one number after the other find a fault sooner than one long run does.
ROUNDS = 30
SCHEDULES = 14


@pytest.mark.usefixtures("one_question_at_a_time")
@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        for number in range(ROUNDS):
            run_state_machine_as_test(
                seed(number)(type("Planted", (SyncMachine,), {})),  # found today, found tomorrow
                settings=settings(
                    max_examples=SCHEDULES,
                    stateful_step_count=25,
                    deadline=None,
                    database=None,
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                    report_multiple_bugs=False,
                ),
            )
