"""Faults that a sync like this one could have. The model-based test must catch each, which shows that it can fail.

Every function plants one with the given monkeypatch.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.merge import Side
from hso_plugin.core.ledger.ports import InsertAnswer, OutboxState, PullResult
from hso_plugin.core.ledger.reconcile import Verdict, content, judge, same
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy import intake, outbox
from hso_plugin.workcopy.storage import tables
from hso_plugin.workcopy.storage.connection import step

from .desk import Crash

push = importlib.import_module("hso_plugin.core.ledger.push")
Answered = Callable[[], InsertAnswer]
Judged = tuple[Verdict, MapObject | None]
Plant = Callable[[pytest.MonkeyPatch], None]


def _judge_as(monkeypatch: pytest.MonkeyPatch, changed: Callable[..., Judged]) -> None:
    monkeypatch.setattr(intake, "judge", changed)


def _settled_by_the_answer(monkeypatch: pytest.MonkeyPatch, settles: Callable[[bool], bool]) -> None:
    """A push that believes answers: it takes the batch as landed when `settles(accepted)`."""

    def settle(self: object, versions: Sequence[ObjectVersion], answered: Answered) -> None:
        store = self._store  # type: ignore[attr-defined]
        if settles(answered().accepted):
            with step(store._connection):
                outbox.remove(store._connection, [version.change for version in versions])
                tables.put_versions(store._connection, "hso_base", versions)

    monkeypatch.setattr(push._Push, "_settle", settle)


def believes_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skips the read-back: what the server says it took is taken as landed."""
    _settled_by_the_answer(monkeypatch, lambda accepted: accepted)


def believes_that_sending_is_landing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does not even look at the answer."""
    _settled_by_the_answer(monkeypatch, lambda _accepted: True)


def retries_blindly_as_a_new_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sends again at once after a lost answer, as the version after the one it may have made."""

    def settle(self: object, versions: Sequence[ObjectVersion], answered: Answered) -> None:
        try:
            answered()
        except HsoError:
            again = [replace(v, version=v.version + 1, change=str(uuid4())) for v in versions]
            self._platform.insert(again)  # type: ignore[attr-defined]
        self.receive(versions)  # type: ignore[attr-defined]

    monkeypatch.setattr(push._Push, "_settle", settle)


def forgets_the_outbox_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes an error for certain refusal, so that a request that lands all the same is a stranger's."""
    original = push._Push._settle

    def settle(self: object, versions: Sequence[ObjectVersion], answered: Answered) -> None:
        try:
            original(self, versions, answered)
        except HsoError:
            with step(self._store._connection) as connection:  # type: ignore[attr-defined]
                outbox.remove(connection, [version.change for version in versions])
            raise

    monkeypatch.setattr(push._Push, "_settle", settle)


def forgets_what_was_sent_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drops the whole outbox at the start of a push, not only what was never sent."""
    original = WorkingCopyFile.drop_unsent

    def drop(self: WorkingCopyFile) -> None:
        original(self)
        with step(self._connection) as connection:
            connection.execute("DELETE FROM hso_outbox WHERE tillstand = ?", (str(OutboxState.SENT),))

    monkeypatch.setattr(WorkingCopyFile, "drop_unsent", drop)


def advances_the_cursor_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moves the cursor in a step of its own before the rows are taken in."""
    original = WorkingCopyFile.apply

    def apply(self: WorkingCopyFile, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> PullResult:
        with step(self._connection):
            self._set_state(f"cursor_{kind}", str(cursor))
        if len(versions) > 1:  # the power goes now and then
            raise Crash
        return original(self, kind, versions, cursor)

    monkeypatch.setattr(WorkingCopyFile, "apply", apply)


def counts_the_cursor_one_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the position after the last row for the last one known."""
    original = WorkingCopyFile.apply
    monkeypatch.setattr(
        WorkingCopyFile, "apply", lambda self, kind, versions, cursor: original(self, kind, versions, cursor + 1)
    )


def settles_by_position(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes any next version of the object for its own, as one does that maps answers by place and not by change."""

    def changed(
        theirs: ObjectVersion,
        base: ObjectVersion | None,
        mine: MapObject | None,
        outgoing: ObjectVersion | None,
        common: Sequence[str] = (),
    ) -> Judged:
        if outgoing is not None and outgoing.version == theirs.version:
            return Verdict.LANDED, mine
        return judge(theirs, base, mine, outgoing, common)

    _judge_as(monkeypatch, changed)


def lets_the_last_one_win(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moves the base over a conflict without asking: mine is then sent over theirs."""

    def changed(*arguments: object) -> Judged:
        verdict, mine = judge(*arguments)  # type: ignore[arg-type]
        return (Verdict.SAME if verdict is Verdict.CONFLICT else verdict), mine

    _judge_as(monkeypatch, changed)


def lets_the_server_win(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes theirs in a conflict without asking."""

    def changed(theirs: ObjectVersion, *others: object) -> Judged:
        verdict, mine = judge(theirs, *others)  # type: ignore[arg-type]
        return (Verdict.TAKE, content(theirs)) if verdict is Verdict.CONFLICT else (verdict, mine)

    _judge_as(monkeypatch, changed)


def replaces_unsaved_work_when_its_own_lands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes what landed over what was edited since."""

    def changed(theirs: ObjectVersion, *others: object) -> Judged:
        verdict, mine = judge(theirs, *others)  # type: ignore[arg-type]
        return (verdict, content(theirs)) if verdict is Verdict.LANDED else (verdict, mine)

    _judge_as(monkeypatch, changed)


def merges_in_favour_of_mine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merges field by field, but settles for mine what both changed."""
    reconcile = importlib.import_module("hso_plugin.core.ledger.reconcile")
    original = reconcile.merge

    def merged(*arguments: object) -> object:
        found = original(*arguments)
        fields = tuple(replace(f, side=Side.MINE) if f.side is Side.OPEN else f for f in found.fields)
        return replace(found, fields=fields)

    monkeypatch.setattr(reconcile, "merge", merged)


def deletes_over_an_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a deletion here stand against an edit there."""

    def changed(theirs: ObjectVersion, base: ObjectVersion | None, mine: MapObject | None, *others: object) -> Judged:
        verdict, outcome = judge(theirs, base, mine, *others)  # type: ignore[arg-type]
        return (Verdict.SAME, mine) if verdict is Verdict.CONFLICT and mine is None else (verdict, outcome)

    _judge_as(monkeypatch, changed)


def never_moves_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forgets to note that its own change landed, and so sends it once more."""
    original = intake.VersionApplier._write

    def write(self: intake.VersionApplier, moved: set[str]) -> None:
        landed = {i for i in moved if same(self._mine.get(i), content(self._base[i])) and i in self._stored}
        kept = {i: self._base[i] for i in landed}
        for identity in landed:
            thing = kept[identity].object
            stale = replace(thing, attributes={**thing.attributes, "kalla_objekt": "as it was"})
            self._base[identity] = replace(kept[identity], object=stale)
        original(self, moved)

    monkeypatch.setattr(intake.VersionApplier, "_write", write)


PLANTED: Mapping[str, Plant] = {
    plant.__name__: plant
    for plant in (
        believes_the_answer,
        believes_that_sending_is_landing,
        retries_blindly_as_a_new_change,
        forgets_the_outbox_after_an_error,
        forgets_what_was_sent_before,
        advances_the_cursor_first,
        counts_the_cursor_one_too_far,
        settles_by_position,
        lets_the_last_one_win,
        lets_the_server_win,
        replaces_unsaved_work_when_its_own_lands,
        merges_in_favour_of_mine,
        deletes_over_an_edit,
        never_moves_the_base,
    )
}
