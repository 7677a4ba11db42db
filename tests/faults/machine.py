"""The model-based test: several people, one platform, a bad network and processes that die, in every order.

After each step: every edit that anyone saved is in the ledger or in a working copy, no object or version is there
twice, and nothing was overwritten that its author had not seen. When all is quiet, everybody sees the same.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.merge import Side, merge
from hso_plugin.core.ledger.ports import Conflict, PushResult
from hso_plugin.core.ledger.reconcile import content, same
from hso_plugin.core.model import GeometryKind, MapObject

from .desk import FIELDS, PLACE, Desk, template
from .model_server import CATALOGUE, Fault, ModelServer, Row
from .witness import Witness, object_of, same_content, tokens

USERS = ("eva-2281", "stod-2281", "karin-2262")
KINDS = (GeometryKind.POINT, GeometryKind.LINE)
FAST = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
#: Few, so that people meet at the same ones.
MOST_OBJECTS = 6
_templates: list[Path] = []

users = st.integers(0, len(USERS) - 1)
picks = st.integers(0, 30)
reads = st.lists(
    st.sampled_from([Fault.NONE, Fault.LOST_ANSWER, Fault.HTML, Fault.BROKEN, Fault.TRUNCATED, Fault.OVERTAKEN]),
    max_size=6,
)
writes = st.lists(st.sampled_from(list(Fault)[1:]), min_size=1, max_size=3)


def templates() -> Path:
    """Folder with an empty working copy for each municipality; made once in a process."""
    if not _templates:
        folder = Path(tempfile.mkdtemp(prefix="hso-templates-", dir=FAST))
        for municipality in {user.partition("-")[2] for user in USERS}:
            template(folder / f"{municipality}.gpkg", municipality)
        _templates.append(folder)
    return _templates[0]


class SyncMachine(RuleBasedStateMachine):
    """Every rule is something that a person, the network or the power supply does."""

    def __init__(self) -> None:
        super().__init__()
        self.witness = Witness()
        self.number = 0
        self.landed: set[tuple[str, str, int]] = set()
        self.prepare()

    def prepare(self) -> None:
        """A platform without objects, and desks with empty working copies."""
        self.folder = Path(tempfile.mkdtemp(prefix="hso-faults-", dir=FAST))
        self.server = ModelServer()
        self.begun = self.checked = 0
        self.desks = [Desk.new(user, self.folder, templates(), self.server) for user in USERS]

    def teardown(self) -> None:
        try:
            self.become_quiet()
        finally:
            for desk in self.desks:
                desk.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def begin_with_something_shared(self) -> None:
        for kind in KINDS:
            self.draw(0, kind)
        self.desks[0].sync(send=True)
        self.desks[1].sync(send=False)

    # People

    @precondition(lambda self: len(self.witness.drawn) < MOST_OBJECTS)
    @rule(user=users, kind=st.sampled_from(KINDS))
    def draw(self, user: int, kind: GeometryKind) -> None:
        self.number += 1
        identity = self.new_identity()
        desk = self.desks[user]
        desk.draw(kind, identity, self.number)
        for name in (*FIELDS, PLACE):
            self.witness.saved(desk, identity, name, self.number)

    @rule(user=users, pick=picks, name=st.sampled_from((*FIELDS, PLACE)))
    def edit(self, user: int, pick: int, name: str) -> None:
        if thing := self._pick(user, pick):
            self._edit(self.desks[user], thing, name)

    @rule(pick=picks, names=st.lists(st.sampled_from((*FIELDS, PLACE)), min_size=2, max_size=2))
    def two_edit_the_same_object(self, pick: int, names: list[str]) -> None:
        self._edit_together(pick, names)

    @rule(pick=picks, names=st.lists(st.sampled_from((*FIELDS, PLACE)), min_size=2, max_size=2), write=writes)
    def two_collide(self, pick: int, names: list[str], write: list[Fault]) -> None:
        self._edit_together(pick, names)
        self.desks[0].sync(send=True)
        self.desks[1].sync(send=True, writes=write)

    def _edit_together(self, pick: int, names: list[str]) -> None:
        shared = sorted(self.desks[0].objects().keys() & self.desks[1].objects().keys())
        for user, name in enumerate(names):
            if shared:
                self._edit(self.desks[user], self.desks[user].objects()[shared[pick % len(shared)]], name)

    @rule(user=users, pick=picks)
    def delete(self, user: int, pick: int) -> None:
        if thing := self._pick(user, pick):
            self.desks[user].delete(thing)
            self.witness.deleted(self.desks[user], thing.identity)

    @rule(user=users, pick=picks, way=st.sampled_from(["mine", "theirs", "fields", "both"]))
    def settle(self, user: int, pick: int, way: str) -> None:
        conflicts = self.desks[user].conflicts()
        if conflicts:
            self._settle(self.desks[user], conflicts[pick % len(conflicts)], way)

    # The plugin, the network, the power supply

    @rule(user=users, send=st.booleans())
    def sync(self, user: int, send: bool) -> None:
        result = self.desks[user].sync(send=send)
        assert not isinstance(result, HsoError), f"a sync without a fault failed: {result}"
        if isinstance(result, PushResult):
            assert not result.refused, "a valid change was refused"

    @rule(user=users, read=reads)
    def receive_over_a_bad_network(self, user: int, read: list[Fault]) -> None:
        self.desks[user].sync(send=False, reads=read)

    @rule(user=users, write=writes)
    def send_over_a_bad_network(self, user: int, write: list[Fault]) -> None:
        self.desks[user].sync(send=True, writes=write)

    @rule(user=users, read=reads, write=writes)
    def send_over_a_network_bad_both_ways(self, user: int, read: list[Fault], write: list[Fault]) -> None:
        self.desks[user].sync(send=True, reads=[*[Fault.NONE] * 3, *read], writes=write)

    @rule(user=users, write=writes, dies=st.integers(0, 8), after=st.booleans())
    def die_while_sending(self, user: int, write: list[Fault], dies: int, after: bool) -> None:
        self.desks[user].sync(send=True, writes=write, dies=dies, after=after)

    @rule(user=users, pick=picks, name=st.sampled_from((*FIELDS, PLACE)), write=writes)
    def edit_again_while_a_request_is_late(self, user: int, pick: int, name: str, write: list[Fault]) -> None:
        for met in ([Fault.LATE], write):
            self.edit(user, pick, name)
            self.desks[user].sync(send=True, writes=met)

    @precondition(lambda self: self.server.late)
    @rule(pick=picks)
    def a_late_request_lands(self, pick: int) -> None:
        self.server.land_late(pick)

    def new_identity(self) -> str:
        """The identity of the next object, the same in every run."""
        return str(UUID(int=self.number, version=4))

    # What must hold after every step

    @invariant()
    def nothing_is_lost_doubled_or_overwritten_unseen(self) -> None:
        for row in self.server.rows[self.checked :]:
            history = self.server.history(row.identity)
            assert [each.version for each in history] == list(range(1, len(history) + 1))
            if row.version > 1:
                assert not same_content(history[row.version - 2], row), f"version {row.version} says nothing new"
            self.witness.check_version(history, row, object_of(row))
            self.landed |= tokens(row)
        self.checked = len(self.server.rows)
        self.witness.check_kept(self.desks, self.landed)

    @invariant()
    def nobody_is_asked_to_choose_between_their_own_edits(self) -> None:
        for desk in self.desks:
            for conflict in desk.conflicts():
                newer = [row.user for row in self.server.history(conflict.identity)
                         if row.version > (conflict.base.version if conflict.base else 0)]  # fmt: skip
                assert set(newer) != {desk.user}, f"{desk.user} conflicts with themselves over {conflict.identity}"

    def become_quiet(self) -> None:
        """No more edits, a good network: everybody syncs until there is nothing left, and then sees the same."""
        while self.server.late:
            self.server.land_late(0)
        for _ in range(len(self.desks) + 1):
            known, settled = len(self.server.rows), False
            for desk in self.desks:
                desk.sync(send=True)
                if conflicts := desk.conflicts():
                    for conflict in conflicts:
                        self._settle(desk, conflict, "mine")
                    desk.sync(send=True)
                    settled = True
            if len(self.server.rows) == known and not settled:
                break
        self.nothing_is_lost_doubled_or_overwritten_unseen()
        all_see_the_same(self.desks, self.server.rows[self.begun :])

    def _edit(self, desk: Desk, thing: MapObject, name: str) -> None:
        self.number += 1
        desk.edit(thing, name, self.number)
        self.witness.saved(desk, thing.identity, name, self.number)

    def _pick(self, user: int, pick: int) -> MapObject | None:
        things = sorted(self.desks[user].objects().values(), key=lambda thing: thing.identity)
        return things[pick % len(things)] if things else None

    def _settle(self, desk: Desk, conflict: Conflict, way: str) -> None:
        settle(self.witness, desk, conflict, way)


def settle(witness: Witness, desk: Desk, conflict: Conflict, way: str) -> None:
    """A person ends a conflict in favour of `mine` or `theirs`, field by field (`fields`), or keeps `both`."""
    with desk.copy() as copy:
        theirs = content(conflict.theirs)
        if way == "both" and conflict.mine is not None and theirs is not None:
            identity = copy.keep_both(conflict)
            witness.doubled(desk, conflict.identity, next(t for t in copy.objects() if t.identity == identity))
            witness.chose(desk, conflict.identity, conflict.theirs.version, theirs)
            return
        outcome = theirs if way == "theirs" else conflict.mine
        if way == "fields" and conflict.mine is not None and theirs is not None:
            merged = merge(content(conflict.base), conflict.mine, theirs, CATALOGUE.common)
            sides = (Side.MINE, Side.THEIRS)
            outcome = merged.outcome({f.name: sides[n % 2] for n, f in enumerate(merged.open)})
        copy.settle(conflict, outcome)
        witness.chose(desk, conflict.identity, conflict.theirs.version, outcome)


def all_see_the_same(desks: Sequence[Desk], rows: Sequence[Row]) -> None:
    """Everybody receives, and then has nothing left to do and the objects that the ledger's `rows` end with."""
    current: dict[str, MapObject] = {}
    for row in rows:
        current[row.identity] = object_of(row)
        if row.deleted:
            del current[row.identity]
    for desk in desks:
        desk.sync(send=False)
        with desk.copy() as copy:
            assert not copy.pending() and not copy.outbox() and not copy.conflicts(), f"{desk.user} is not in step"
            found = {thing.identity: thing for thing in (*copy.objects(), *copy.neighbours())}
        assert found.keys() == current.keys(), f"{desk.user} sees other objects"
        assert all(same(thing, current[i]) for i, thing in found.items()), f"{desk.user} sees other content"
