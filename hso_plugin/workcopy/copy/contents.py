"""What a working copy holds: everything that is only read of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

import shapely

from ...core.ledger.edits import Edit
from ...core.ledger.object_history import ObjectHistory
from ...core.ledger.ports import ChangeType, Conflict, Pending, Received, Refusal
from ...core.model import IDENTITY, POSITION, GeometryKind, MapObject, ObjectVersion
from ...core.motivation import Motivation
from ...core.text import Text
from ..storage import blob, sql, tables
from ..storage.codec import VERSION_COLUMNS, version_of
from ..storage.connection import faults, moment, step
from ..storage.openfile import OpenFile
from ..storage.table_names import NEIGHBOUR_PREFIX
from . import conflicts, edits, motivations, outbox, pending, structure
from . import object_history as past


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


class Contents(OpenFile):
    """An open working copy, to be read."""

    def _restore(self) -> None:
        """Put back what somebody took out of the tables, and keep a sentence on it until it has been told."""
        said = structure.restore(self._connection, self.path, self.catalogue, upgraded=self.backup is not None)
        if said is not None:
            with step(self._connection):
                self._set_state("mended", json.dumps([said.sv, said.en]))

    @property
    def mended(self) -> Text | None:
        """What was put back in the file, until it has been told."""
        found = self._remembered("mended")
        return None if found is None else Text(*json.loads(found))

    def note_told(self) -> None:
        """Note that the person knows what was put back."""
        with step(self._connection):
            self._connection.execute("DELETE FROM hso_state WHERE key = 'mended'")

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
            statement = sql.select((IDENTITY, POSITION), "hso_base", condition)
            return dict(self._connection.execute(statement, (self.municipality,)).fetchall())

    def pending(self) -> list[Pending]:
        """What differs from the base copies, without objects in conflict or in the outbox."""
        with moment(self._connection):
            return pending.read(self._connection, self.catalogue)

    def conflicts(self) -> list[Conflict]:
        """What waits for a person to choose."""
        with moment(self._connection):
            return conflicts.read(self._connection, self.catalogue)

    def refusals(self) -> list[Refusal]:
        """What the platform did not accept and still waits; one that was undone since is no longer refused."""
        with moment(self._connection):
            changes = pending.read(self._connection, self.catalogue)
            waiting = {change.object.identity: change.object for change in changes}
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
        with moment(self._connection):
            changes = pending.read(self._connection, self.catalogue)
            waiting = {change.object.identity: change.object for change in changes}
            outgoing, open_conflicts = map(self._count, ("hso_outbox", "hso_conflict"))
            refused = len(outbox.read_refusals(self._connection, waiting))
            last_contact = self.last_contact
        types = [change.type for change in changes]
        return Counts(
            new=types.count(ChangeType.NEW),
            changed=types.count(ChangeType.CHANGED),
            deleted=types.count(ChangeType.DELETED),
            outgoing=outgoing,
            conflicts=open_conflicts,
            refused=refused,
            last_contact=last_contact,
        )

    def base_versions(self) -> dict[str, ObjectVersion]:
        """The version that each own object rests on, by identity; those that were deleted are among them."""
        with faults():
            return tables.read_versions(self._connection, "hso_base")

    def edits(self) -> list[Edit]:
        """What is here and not, or not surely, on the platform: pending, outgoing and in conflict, by identity."""
        with step(self._connection):  # what somebody is just saving is waited for, and comes along
            return edits.read(self._connection, self.catalogue)

    def past(self, kind: GeometryKind, identity: str) -> ObjectHistory:
        """What is known here of an object and its versions; another municipality's too."""
        with moment(self._connection):
            return past.read(self._connection, self.catalogue, self.municipality, kind, identity)

    def _count(self, table: str) -> int:
        return int(self._connection.execute(sql.count(table)).fetchone()[0])
