"""Hundreds of schedules in every test run, thousands with `make test-faults`."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import SyncMachine

SCHEDULES = int(os.environ.get("HSO_SCHEDULES", "200"))


class Counted(SyncMachine):
    """Says how far a long run has got."""

    begun_schedules = 0

    def prepare(self) -> None:
        super().prepare()
        Counted.begun_schedules += 1
        if Counted.begun_schedules % 500 == 0:
            print(f"{Counted.begun_schedules} schedules", flush=True)


@pytest.mark.timeout(max(1200, 6 * SCHEDULES))
@pytest.mark.usefixtures("one_question_at_a_time")
def test_nothing_is_lost_doubled_or_overwritten_unseen() -> None:
    run_state_machine_as_test(
        Counted,
        settings=settings(
            max_examples=SCHEDULES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
