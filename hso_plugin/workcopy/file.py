"""A working copy: one GeoPackage with a municipality's objects, what the platform said, and what is to be sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import shapely

from ..core.history import Past
from ..core.ledger.edits import Edit, Recovered
from ..core.ledger.ports import ChangeType, Conflict, OutboxState, Pending, PullResult, Received, Refusal
from ..core.ledger.reconcile import content, same
from ..core.model import GeometryKind, MapObject, ObjectVersion
from ..core.motivation import Motivation
from . import blob, conflicts, edits, intake, motivations, outbox, past, sql, tables, undo
from .codec import VERSION_COLUMNS, version_of
from .connection import faults, step
from .openfile import OpenFile
from .review_tables import ReviewTables
from .schema import NEIGHBOUR_PREFIX


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the header of the workspace."""

    new: int
    changed: int
    deleted: int
    outgoing: int
    conflicts: int
    refused: int
    last_contact: str | None

    @property
    def to_send(self) -> int:
        """How many objects wait to be sent."""
        return self.new + self.changed + self.deleted + self.outgoing


class WorkingCopyFile(OpenFile):
    """An open working copy; the working-copy port of the protocol."""

    # What it holds

    def areas(self) -> dict[str, shapely.Geometry]:
        """Municipality polygons by code, EPSG:3006."""
        with faults():
            rows = self._connection.execute("SELECT kommunkod, geom FROM kommun").fetchall()
        return dict(zip([r[0] for r in rows], blob.decode([r[1] for r in rows]), strict=True))

    def objects(self, kind: GeometryKind | None = None) -> list[MapObject]:
        """The municipality's own objects, saved edits included."""
        return self._objects("strukturbild_", kind)

    def object_count(self, *, neighbours: bool = False) -> int:
        """How many own objects there are, or how many of the neighbours'."""
        prefix = NEIGHBOUR_PREFIX if neighbours else "strukturbild_"
        with faults():
            return sum(self._count(prefix + kind) for kind in GeometryKind)

    def neighbours(self, kind: GeometryKind | None = None) -> list[MapObject]:
        """The other municipalities' objects."""
        return self._objects(NEIGHBOUR_PREFIX, kind)

    def _objects(self, prefix: str, kind: GeometryKind | None) -> list[MapObject]:
        with faults():
            return [
                thing
                for k in ([kind] if kind else GeometryKind)
                for thing in tables.read_objects(self._connection, prefix + k, k, self.catalogue)
            ]

    def positions(self) -> dict[str, int]:
        """Ledger position (`lopnr`) of the version that each own object rests on; one never sent has none."""
        condition = "WHERE kommunkod = ? AND lopnr IS NOT NULL"
        with faults():
            statement = sql.select(("objektidentitet", "lopnr"), "hso_base", condition)
            return dict(self._connection.execute(statement, (self.municipality,)).fetchall())

    def pending(self) -> list[Pending]:
        """What differs from the base copies, without objects in conflict or in the outbox."""
        with faults():
            held = set(outbox.held(self._connection).values())
            held |= tables.read_versions(self._connection, "hso_conflict").keys()
            result = []
            for kind in GeometryKind:
                rows = self._connection.execute("SELECT objektidentitet FROM hso_touched WHERE slag = ?", (str(kind),))
                touched = {row[0] for row in rows} - held
                mine = {t.identity: t for t in self._working(kind, touched)}
                base = tables.read_versions(self._connection, "hso_base", touched)
                result += [change for i in sorted(touched) if (change := compare(mine.get(i), base.get(i))) is not None]
            return result

    def conflicts(self) -> list[Conflict]:
        """What waits for a person to choose."""
        with faults():
            return conflicts.read(self._connection, self.catalogue)

    def refusals(self) -> list[Refusal]:
        """What the platform did not accept and still waits; one that was undone since is no longer refused."""
        waiting = {change.object.identity: change.object for change in self.pending()}
        with faults():
            return outbox.read_refusals(self._connection, waiting)

    def received(self, limit: int = 200) -> list[Received]:
        """The latest changes that came in, newest first."""
        statement = sql.select(("typ", *VERSION_COLUMNS), "hso_received", "ORDER BY ordning DESC LIMIT ?")
        with faults():
            rows = self._connection.execute(statement, (limit,)).fetchall()
        return [Received(ChangeType(row[0]), version_of(row[1:])) for row in rows]

    def motivations(self) -> list[Motivation]:
        """The motivations of warnings, oldest first; `core.motivation.standing` says which of them still hold."""
        with faults():
            return motivations.read(self._connection)

    def counts(self) -> Counts:
        """Numbers for the header."""
        changes = self.pending()
        waiting = {change.object.identity: change.object for change in changes}
        pending = [change.type for change in changes]
        with faults():
            outgoing, open_conflicts = map(self._count, ("hso_outbox", "hso_conflict"))
            refused = len(outbox.read_refusals(self._connection, waiting))
        return Counts(
            new=pending.count(ChangeType.NEW),
            changed=pending.count(ChangeType.CHANGED),
            deleted=pending.count(ChangeType.DELETED),
            outgoing=outgoing,
            conflicts=open_conflicts,
            refused=refused,
            last_contact=self.last_contact,
        )

    # The port of the protocol: each method is one durable step

    def cursor(self, kind: GeometryKind) -> int:
        """Position up to which the ledger of `kind` is known here."""
        with faults():
            return int(self._state(f"cursor_{kind}"))

    def known_change(self, kind: GeometryKind) -> str | None:
        """`andring` of the version at the cursor; None when it is not known here."""
        with faults():
            row = self._connection.execute("SELECT value FROM hso_state WHERE key = ?", (f"andring_{kind}",)).fetchone()
        return row[0] if row and row[0] else None

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
            result = intake.OwnIntake(self._connection, self.catalogue, kind, own).take()
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

    def edits(self) -> list[Edit]:
        """What is here and not, or not surely, on the platform: pending, outgoing and in conflict, by identity."""
        with step(self._connection):  # as it is at one moment, whoever writes meanwhile
            return edits.read(self._connection, self.catalogue)

    def recover(self, kept: Sequence[Edit], reasons: Sequence[Motivation] = ()) -> Recovered:
        """Take in edits that were kept elsewhere, and motivations; see `core.ledger.edits`. Repeating changes nothing.

        Raises:
            HsoError: the file cannot be written to. Nothing was taken in then.
        """
        with step(self._connection):
            for motivation in reasons:
                motivations.put(self._connection, motivation)
            return edits.take(self._connection, self.catalogue, kept)

    def past(self, kind: GeometryKind, identity: str) -> Past:
        """What is known here of an object and its versions; another municipality's too."""
        with step(self._connection):  # as it is at one moment, whoever writes meanwhile
            return past.read(self._connection, self.catalogue, self.municipality, kind, identity)

    def replace_object(
        self, seen: Past, outcome: MapObject | None, keep: Callable[[Sequence[Edit]], object] | None = None
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
            past.replace(self._connection, self.catalogue, seen, outcome)

    def base_versions(self) -> dict[str, ObjectVersion]:
        """The version that each own object rests on, by identity; those that were deleted are among them."""
        with faults():
            return tables.read_versions(self._connection, "hso_base")

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

    def _count(self, table: str) -> int:
        return int(self._connection.execute(sql.count(table)).fetchone()[0])

    def _working(
        self, kind: GeometryKind, identities: Sequence[str] | set[str] | Mapping[str, object]
    ) -> list[MapObject]:
        return tables.read_objects(self._connection, kind.table, kind, self.catalogue, list(identities))


def compare(mine: MapObject | None, base: ObjectVersion | None) -> Pending | None:
    """The change from `base` to `mine`, None if there is none."""
    known = content(base)
    if mine is None:
        return None if known is None else Pending(ChangeType.DELETED, known, base)
    if same(mine, known):
        return None
    return Pending(ChangeType.NEW if base is None else ChangeType.CHANGED, mine, base)
