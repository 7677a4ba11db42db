"""Hundreds of schedules in every test run, thousands with `make test-faults`."""

from __future__ import annotations

import pytest

from .machine import SyncMachine
from .schedules import SCHEDULES, holds


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
    holds(Counted, SCHEDULES)
