"""Random schedules before the real platform: a few in every test run, hundreds with `make test-faults`."""

from __future__ import annotations

import os

import pytest

from .desk import Desk
from .model_server import Fault
from .real_machine import RealMachine, schedule
from .real_platform import RealServer

SCHEDULES = int(os.environ.get("HSO_REAL_SCHEDULES", "10"))
#: Another number, other schedules.
SEED = int(os.environ.get("HSO_REAL_SEED", "3006"))
STEPS = 15


@pytest.mark.usefixtures("one_question_at_a_time")
def test_nothing_is_lost_doubled_or_overwritten_unseen(real: RealServer, desks: list[Desk]) -> None:
    for number in range(SCHEDULES):
        print(f"schedule {SEED}-{number}", flush=True)
        schedule(RealMachine(real, desks), SEED, number, STEPS)
    met = {fault: real.proxy.met.get(fault, 0) for fault in Fault}
    print(f"{len(real.rows)} versions; faults met: { ({str(k): v for k, v in met.items()}) }")
    never = [str(fault) for fault, times in met.items() if not times]
    assert len(never) <= (0 if SCHEDULES >= 100 else 3), f"faults that were never met: {never}"
