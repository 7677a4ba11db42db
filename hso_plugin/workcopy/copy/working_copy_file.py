"""A working copy: one GeoPackage with a municipality's objects, what the platform said, and what is to be sent.

What is only read of it is in `contents`; here is what changes it, each method one durable step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ...core.ledger.edits import Edit, Recovered
from ...core.ledger.object_history import ObjectHistory
from ...core.ledger.ports import Conflict, OutboxState, PullResult, Refusal
from ...core.model import GeometryKind, MapObject, ObjectVersion
from ...core.motivation import Motivation
from ..storage.connection import faults, step
from ..storage.review_tables import ReviewTables
from . import conflicts, edits, intake, motivations, object_history, outbox, undo
from .contents import Contents


class WorkingCopyFile(Contents):
    """An open working copy; the working-copy port of the protocol."""

    # The port of the protocol

    def cursor(self, kind: GeometryKind) -> int:
        """Position up to which the ledger of `kind` is known here."""
        return int(self._state(f"cursor_{kind}"))

    def known_change(self, kind: GeometryKind) -> str | None:
        """`andring` of the version at the cursor; None when it is not known here."""
        return self._remembered(f"andring_{kind}") or None

    def learn_change(self, kind: GeometryKind, change: str) -> None:
        """Note the `andring` of the version at the cursor."""
        with step(self._connection):
            self._set_state(f"andring_{kind}", change)

    def apply(self, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> PullResult:
        """Take in versions (ascending), settle what they say of the outbox, keep conflicts, move the cursor."""
        own = [v for v in versions if v.object.municipality == self.municipality]
        others = [v for v in versions if v.object.municipality != self.municipality]
        with step(self._connection):
            received = intake.take_neighbours(self._connection, self.catalogue, kind, others)
            result = intake.VersionApplier(self._connection, self.catalogue, kind, own).take()
            result = replace(result, received=(*received, *result.received))
            intake.note_received(self._connection, result.received)
            at_cursor = next((v.change for v in versions if v.position == cursor), None)
            if at_cursor is not None or cursor != int(self._state(f"cursor_{kind}")):
                self._set_state(f"cursor_{kind}", str(cursor))
                self._set_state(f"andring_{kind}", at_cursor or "")
        return result

    def outbox(self) -> dict[str, tuple[ObjectVersion, OutboxState]]:
        """Outgoing versions and their state by `andring`, oldest first."""
        with faults():
            return outbox.read(self._connection)

    def unsettled(self) -> set[str]:
        """`andring` of everything in the outbox."""
        with faults():
            return set(outbox.held(self._connection))

    def drop_unsent(self) -> None:
        """Forget outgoing versions that were never sent: the working objects stand for them."""
        with step(self._connection):
            outbox.drop_unsent(self._connection)

    def write_outbox(self, versions: Sequence[ObjectVersion]) -> None:
        """Keep versions that are about to be sent."""
        with step(self._connection):
            outbox.write(self._connection, versions)

    def mark_sent(self, changes: Sequence[str]) -> None:
        """Note that these are on their way: from now on their fate is unknown."""
        with step(self._connection):
            outbox.mark_sent(self._connection, changes)

    def refuse(self, refusals: Sequence[Refusal], changes: Sequence[str] = ()) -> None:
        """Keep the reasons, and take `changes` (`andring`), which the platform refused, out of the outbox."""
        with step(self._connection):
            outbox.set_aside(self._connection, changes)
            outbox.refuse(self._connection, refusals)

    # What a person decides

    def settle(self, seen: Conflict, outcome: MapObject | None) -> None:
        """End a conflict with `outcome` as the working object, None for none; see `conflicts.settle`."""
        with step(self._connection):
            conflicts.settle(self._connection, self.catalogue, seen, outcome)

    def keep_both(self, seen: Conflict) -> str:
        """End a conflict with mine as a new object beside theirs; see `conflicts.keep_both`."""
        with step(self._connection):
            return conflicts.keep_both(self._connection, self.catalogue, seen)

    def undo(self, identities: Collection[str], keep: Callable[[Sequence[Edit]], object] | None = None) -> None:
        """Make working objects their bases again, see `undo.undo`; one durable step.

        `keep` is given what will be undone before anything is; what it raises leaves everything as it was.
        """
        with step(self._connection):
            if keep is not None:
                keep([edit for edit in edits.read(self._connection, self.catalogue) if edit.identity in identities])
            undo.undo(self._connection, self.catalogue, identities)

    def recover(self, kept: Sequence[Edit], reasons: Sequence[Motivation] = ()) -> Recovered:
        """Take in edits that were kept elsewhere, and motivations; see `core.ledger.edits`. Repeating changes nothing.

        Raises:
            HsoError: the file cannot be written to. Nothing was taken in then.
        """
        with step(self._connection):
            for motivation in reasons:
                motivations.put(self._connection, motivation)
            return edits.take(self._connection, self.catalogue, kept)

    def replace_object(
        self, seen: ObjectHistory, outcome: MapObject | None, keep: Callable[[Sequence[Edit]], object] | None = None
    ) -> None:
        """Make `outcome` the working object, None for none: an earlier version's content, as a change to be sent.

        `keep` is given the object's unsent change, if it has one, before that is replaced; what it raises leaves
        everything as it was.

        Raises:
            HsoError: `HSO-BEHORIGHET` for another municipality's object, `HSO-I-KONFLIKT` and `HSO-UNDER-VAG` while
                something else of it is unsettled, `HSO-OBJEKT-ANDRAT` when it is not as it was `seen`. Nothing is
                changed then.
        """
        with step(self._connection):
            replaced = [edit for edit in edits.read(self._connection, self.catalogue) if edit.identity == seen.identity]
            if keep is not None and replaced:
                keep(replaced)
            object_history.replace(self._connection, self.catalogue, seen, outcome)

    def motivate(self, motivation: Motivation) -> None:
        """Keep a motivation, in place of an earlier one of the same finding."""
        with step(self._connection):
            motivations.put(self._connection, motivation)

    def withdraw_motivation(self, finding: str) -> None:
        """Forget the motivation of a finding, by the finding's id."""
        with step(self._connection):
            motivations.remove(self._connection, finding)

    def review_store(self) -> ReviewTables:
        """What is known here of submissions, decisions, comments and releases, and what of them is on its way."""
        return ReviewTables(self._connection)
