"""The same people, network and power supply before the real platform: one platform, one schedule after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from uuid import UUID

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import PullResult, PushResult
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import Settings, fetch_new
from hso_plugin.workcopy import receive as receive_all
from hso_plugin.workcopy import send as send_all

from .desk import FIELDS, PLACE, Desk
from .machine import KINDS, MOST_OBJECTS, SyncMachine
from .model_server import Fault
from .real_platform import RealServer

#: Two planners and the support of one municipality, and a neighbour.
USERS = ("planerare-2281", "kollega-2281", "stod-2281", "planerare-2262")
READS = (Fault.NONE, Fault.LOST_ANSWER, Fault.HTML, Fault.BROKEN, Fault.TRUNCATED, Fault.OVERTAKEN, Fault.LOST_REQUEST)
WRITES = tuple(Fault)[1:]
NAMES = (*FIELDS, PLACE)


class RealDesk(Desk):
    """A desk before the real platform. Over a bad network it does all that the plugin does, the probe included."""

    def sync(
        self,
        *,
        send: bool,
        reads: Sequence[Fault] = (),
        writes: Sequence[Fault] = (),
        dies: int | None = None,
        after: bool = False,
    ) -> PullResult | PushResult | HsoError | None:
        if dies is not None or not (reads or writes):
            return super().sync(send=send, reads=reads, writes=writes, dies=dies, after=after)
        session = self.server.session(self.user, reads, writes)
        try:
            return send_all(self.path, session, Silent()) if send else receive_all(self.path, session, Silent())
        except HsoError as error:
            return error


def fetch_templates(server: RealServer, folder: Path, users: Sequence[str] = USERS) -> Path:
    """A folder with a new working copy for each municipality of `users`, to be copied for each desk."""
    for user in users:
        municipality = user.partition("-")[2]
        path = folder / f"{municipality}.gpkg"
        if not path.exists():
            fetch_new(path, Settings(server.url, municipality, user), server.session(user), Silent())
    return folder


class RealMachine(SyncMachine):
    """`SyncMachine` on desks and a platform that outlive it: everything drawn in a schedule is deleted at its end."""

    _runs = 0

    def __init__(self, server: RealServer, desks: list[Desk]) -> None:
        self._given = server, desks
        super().__init__()

    def prepare(self) -> None:
        RealMachine._runs += 1
        self.server, self.desks = self._given  # type: ignore[assignment]
        self.run_number = RealMachine._runs
        self.begun = self.checked = len(self.server.rows)

    def new_identity(self) -> str:
        return str(UUID(int=(self.run_number << 80) | self.number, version=4))

    def check(self) -> None:
        """What must hold after every step."""
        self.nothing_is_lost_doubled_or_overwritten_unseen()
        self.nobody_is_asked_to_choose_between_their_own_edits()

    def clear_away(self) -> None:
        """Become quiet, then delete everything, and have everybody know."""
        self.become_quiet()
        for municipality in {desk.municipality for desk in self.desks}:
            user = next(number for number, desk in enumerate(self.desks) if desk.municipality == municipality)
            while self.desks[user].objects():
                self.delete(user, 0)
            self.desks[user].sync(send=True)
        self.check()
        for desk in self.desks:
            desk.sync(send=False)
            with desk.copy() as copy:
                assert not [*copy.objects(), *copy.neighbours(), *copy.pending(), *copy.conflicts(), *copy.outbox()]

    def teardown(self) -> None:
        """The desks stay."""


def schedule(machine: RealMachine, seed: int, number: int, steps: int) -> list[str]:
    """Run random schedule `number` of `seed` to its end; what was done, in words."""
    random = Random(f"{seed}-{number}")
    writes = cycle(random.sample(WRITES, len(WRITES)))  # each in its turn, so that none is missing
    done: list[str] = []
    machine.begin_with_something_shared()
    for _ in range(steps):
        name, step, arguments = _next(machine, random, writes)
        done.append(f"{name}{arguments}")
        try:
            step(**arguments)
            machine.check()
        except AssertionError as error:
            error.add_note("\n".join(done))
            raise
    try:
        machine.clear_away()
    except AssertionError as error:
        error.add_note("\n".join([*done, "clear_away"]))
        raise
    return done


def _next(
    machine: RealMachine, random: Random, faults: Iterator[Fault]
) -> tuple[str, Callable[..., None], dict[str, object]]:
    user, pick, names = random.randrange(len(machine.desks)), random.randrange(31), random.choices(NAMES, k=2)
    reads = random.choices(READS, k=random.randrange(1, 5))
    dies, after = random.randrange(9), random.random() < 0.5
    writes: list[Fault] = []
    choices: list[tuple[Callable[..., None], dict[str, object]]] = [
        (machine.edit, {"user": user, "pick": pick, "name": names[0]}),
        (machine.edit, {"user": user, "pick": pick, "name": names[0]}),
        (machine.two_edit_the_same_object, {"pick": pick, "names": names}),
        (machine.two_collide, {"pick": pick, "names": names, "write": writes}),
        (machine.delete, {"user": user, "pick": pick}),
        (machine.settle, {"user": user, "pick": pick, "way": random.choice(["mine", "theirs", "fields", "both"])}),
        (machine.sync, {"user": user, "send": random.random() < 0.5}),
        (machine.receive_over_a_bad_network, {"user": user, "read": reads}),
        (machine.send_over_a_bad_network, {"user": user, "write": writes}),
        (machine.send_over_a_bad_network, {"user": user, "write": writes}),
        (machine.send_over_a_network_bad_both_ways, {"user": user, "read": reads, "write": writes}),
        (machine.die_while_sending, {"user": user, "write": writes, "dies": dies, "after": after}),
        (
            machine.edit_again_while_a_request_is_late,
            {"user": user, "pick": pick, "name": names[1], "write": writes},
        ),
    ]
    if len(machine.witness.drawn) < MOST_OBJECTS:
        choices.append((machine.draw, {"user": user, "kind": random.choice(KINDS)}))
    if machine.server.late:
        choices += [(machine.a_late_request_lands, {"pick": pick})] * 2
    step, arguments = random.choice(choices)
    if "write" in arguments:
        writes += islice(faults, random.randrange(1, 4))
    return step.__name__, step, arguments
