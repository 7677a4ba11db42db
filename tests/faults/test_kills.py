"""kill -9 of a real client at each durable step, and between the SQL statements inside one, while it sends.

Whatever was on its way then, the next process meets no lock and no half of anything: nothing is lost or doubled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.qgis_bridge.tasks import lock
from tests.support.platform_fixture import ROOT

from .desk import Desk
from .doomed_client import KILLED
from .real_machine import RealMachine
from .real_platform import RealServer

EVERY = "HSO_EVERY_KILL" in os.environ
DOOMED = 0


def run_doomed(desk: Desk, moment: str, number: int) -> dict[str, Any] | None:
    """Let another process send; what it counted, None when it was killed."""
    server: RealServer = desk.server  # type: ignore[assignment]
    user, password = server.platform.user(desk.user)
    told = {"path": str(desk.path), "user": user, "password": password, "moment": moment, "number": number}
    server.proxy.expect(desk.user, (), ())
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.doomed_client"],
        input=json.dumps(told), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode == KILLED:
        return None
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def everything_to_send(machine: RealMachine) -> None:
    """New, changed and deleted objects, one that merges with a colleague's change and one that conflicts with it."""
    doomed, colleague = machine.desks[DOOMED], machine.desks[1]
    for _ in range(3):
        machine.draw(1, GeometryKind.POINT)
    colleague.sync(send=True)
    doomed.sync(send=False)
    changed, merged, contested, deleted, *_ = sorted(doomed.objects().values(), key=lambda thing: thing.identity)
    machine._edit(colleague, merged, "kalla_plan")
    machine._edit(colleague, contested, "namn")
    assert not isinstance(colleague.sync(send=True), HsoError)
    for thing in (changed, merged, contested):
        machine._edit(doomed, thing, "namn")
    machine.delete(DOOMED, [*sorted(doomed.objects())].index(deleted.identity))
    for kind in (GeometryKind.POINT, GeometryKind.LINE):
        machine.draw(DOOMED, kind)


def kill_and_go_on(machine: RealMachine, moment: str, number: int) -> None:
    """Kill the client there; then another process goes on, and all ends well."""
    machine.begin_with_something_shared()
    everything_to_send(machine)
    assert run_doomed(machine.desks[DOOMED], moment, number) is None, "it got to its end"
    with lock.acquire(machine.desks[DOOMED].path):
        machine.check()
        result = machine.desks[DOOMED].sync(send=True)
    assert result is not None and not isinstance(result, HsoError), result
    machine.check()
    machine.clear_away()


@pytest.fixture(scope="module")
def counted(real: RealServer, desks: list[Desk]) -> dict[str, Any]:
    """What a send that nobody kills goes through."""
    machine = RealMachine(real, desks)
    machine.begin_with_something_shared()
    everything_to_send(machine)
    found = run_doomed(desks[DOOMED], "never", 0)
    assert found is not None
    machine.check()
    machine.clear_away()
    return found


def spread(count: int, most: int) -> Iterable[int]:
    """At most `most` numbers below `count`, evenly spread."""
    return (
        range(count) if EVERY or count <= most else sorted({round(n * (count - 1) / (most - 1)) for n in range(most)})
    )


def test_killed_at_a_durable_step(real: RealServer, desks: list[Desk], counted: dict[str, Any]) -> None:
    steps = counted["steps"]
    assert {"apply", "drop_unsent", "write_outbox", "mark_sent", "insert", "note_contact"} <= set(steps), steps
    for number, name in enumerate(steps):
        for moment in ("before", "after"):
            # Before a step is after the one before it, but for what is in memory: once for each is enough here.
            if EVERY or (moment == "after" and name in ("write_outbox", "mark_sent", "insert")):
                print(f"{moment} {name} ({number})", flush=True)
                kill_and_go_on(RealMachine(real, desks), moment, number)


def test_killed_between_statements(real: RealServer, desks: list[Desk], counted: dict[str, Any]) -> None:
    for number in spread(counted["statements"], 3):
        print(f"statement {number} of {counted['statements']}", flush=True)
        kill_and_go_on(RealMachine(real, desks), "statement", number)
