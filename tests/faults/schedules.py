"""How many schedules a state machine is run in, and how: to show that it holds, or that it catches a planted fault."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

#: In every test run; `make test-faults` asks for more.
SCHEDULES = int(os.environ.get("HSO_SCHEDULES", "200"))
#: Short runs from one number after the other find a planted fault sooner than one long run does.
ROUNDS = 30
SCHEDULES_A_ROUND = 14

_ANY = settings(stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
_PLANTED = settings(
    _ANY,
    max_examples=SCHEDULES_A_ROUND,
    database=None,
    phases=[Phase.generate],  # that there is a fault is enough: it need not be made small
    report_multiple_bugs=False,
)


def holds(machine: type[RuleBasedStateMachine], schedules: int) -> None:
    """Run `machine` in so many schedules; raises what breaks it, in the shortest schedule that does."""
    run_state_machine_as_test(machine, settings=settings(_ANY, max_examples=schedules, print_blob=True))


def catches(machine: type[RuleBasedStateMachine]) -> None:
    """Run `machine` over a planted fault until an assertion of it fails; fails itself when none does."""
    with pytest.raises(AssertionError):
        for number in range(ROUNDS):
            numbered = seed(number)(type("Planted", (machine,), {}))  # found today, found tomorrow
            run_state_machine_as_test(numbered, settings=_PLANTED)
