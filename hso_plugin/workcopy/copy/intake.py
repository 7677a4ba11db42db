"""Takes versions from the platform into the working copy, inside one step, as `core.ledger.reconcile` judges."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import ChangeType, Conflict, PullResult, Received
from ...core.ledger.reconcile import Verdict, content, judge, same
from ...core.model import OBJECT_VERSION, USER, GeometryKind, MapObject, ObjectVersion
from ..storage import capture, sql, tables
from ..storage.codec import VERSION_COLUMNS, version_rows
from ..storage.table_names import NEIGHBOUR_PREFIX
from . import outbox

#: How many received changes the list of the latest ones keeps.
_RECEIVED_KEPT = 500


def change_type(version: ObjectVersion) -> ChangeType:
    """What a version did to its object."""
    if version.deleted:
        return ChangeType.DELETED
    return ChangeType.NEW if version.version == 1 else ChangeType.CHANGED


def take_neighbours(
    connection: sqlite3.Connection, catalogue: Catalogue, kind: GeometryKind, versions: Sequence[ObjectVersion]
) -> list[Received]:
    """Bring the neighbours' objects up to date."""
    table = NEIGHBOUR_PREFIX + kind
    identities = {version.object.identity for version in versions}
    known = {}
    statement = sql.select([OBJECT_VERSION], table, sql.OF_IDENTITY)
    for identity in identities:
        row = connection.execute(statement, (identity,)).fetchone()
        known[identity] = row[0] if row else 0
    news = [version for version in versions if version.version > known[version.object.identity]]
    newest = {version.object.identity: version for version in news}
    with capture.receiving(connection):
        tables.delete_rows(connection, table, newest)
    put_neighbours(connection, catalogue, kind, [v for v in newest.values() if not v.deleted])
    return [Received(change_type(version), version) for version in news]


def put_neighbours(
    connection: sqlite3.Connection, catalogue: Catalogue, kind: GeometryKind, versions: Sequence[ObjectVersion]
) -> None:
    """Add current versions of neighbours' objects."""
    extra: dict[str, list[object]] = {
        OBJECT_VERSION: [v.version for v in versions],
        USER: [v.user for v in versions],
    }
    objects = [version.object for version in versions]
    tables.insert_objects(connection, NEIGHBOUR_PREFIX + kind, kind, catalogue, objects, extra)


class VersionApplier:
    """A page of versions of the own municipality's objects of one kind, on its way in."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        catalogue: Catalogue,
        kind: GeometryKind,
        versions: Sequence[ObjectVersion],
    ) -> None:
        identities = {version.object.identity for version in versions}
        self._connection = connection
        self._catalogue = catalogue
        self._kind = kind
        self._versions = versions
        self._base = tables.read_versions(connection, "hso_base", identities)
        self._stored = {t.identity: t for t in tables.read_objects(connection, kind.table, kind, catalogue, identities)}
        self._mine: dict[str, MapObject | None] = dict(self._stored)
        self._outgoing = {v.object.identity: v for v, _ in outbox.read(connection, identities).values()}
        self._refused = outbox.refused(connection, identities)
        self._theirs = tables.read_versions(connection, "hso_conflict", identities)
        self._settled: set[str] = set()
        self._landed = 0
        self._merged: list[str] = []
        self._received: list[Received] = []

    def take(self) -> PullResult:
        """Judge every version in turn, then write what came of it."""
        touched_base = set()
        for version in self._versions:
            if self._judge(version):
                touched_base.add(version.object.identity)
        self._write(touched_base)
        conflicts = tuple(
            Conflict(self._base.get(identity), self._mine.get(identity), theirs)
            for identity, theirs in self._theirs.items()
            if identity not in self._settled
        )
        return PullResult(tuple(self._received), self._landed, conflicts, tuple(self._merged))

    def _judge(self, version: ObjectVersion) -> bool:
        """Judge one version; True if the base moved."""
        identity = version.object.identity
        outgoing = self._outgoing.get(identity)
        mine = self._mine.get(identity)
        sent = self._refused.get(version.change, outgoing)
        verdict, outcome = judge(version, self._base.get(identity), mine, sent, self._catalogue.common)
        if verdict is Verdict.OLD:
            return False
        if outgoing is not None:
            # Landed, or its number was taken by somebody else and it never can.
            outbox.remove(self._connection, [outgoing.change])
            del self._outgoing[identity]
        if verdict is Verdict.LANDED:
            self._landed += 1
        else:
            self._received.append(Received(change_type(version), version))
        if verdict is Verdict.CONFLICT:
            self._theirs[identity] = version
            self._settled.discard(identity)
            return False
        if verdict is Verdict.MERGE:
            self._merged.append(identity)
        self._mine[identity] = outcome
        self._base[identity] = version
        self._settled.add(identity)
        return True

    def _write(self, moved: set[str]) -> None:
        tables.put_versions(self._connection, "hso_base", [self._base[identity] for identity in moved])
        outbox.forget_passed(self._connection, [self._base[identity] for identity in moved])
        changed = {i: self._mine.get(i) for i in moved if not same(self._mine.get(i), self._stored.get(i))}
        arguments = (self._connection, self._kind.table, self._kind, self._catalogue)
        tables.insert_objects(*arguments, [t for i, t in changed.items() if t is not None and i not in self._stored])
        tables.update_objects(*arguments, [t for i, t in changed.items() if t is not None and i in self._stored])
        tables.delete_rows(self._connection, self._kind.table, [i for i, t in changed.items() if t is None])
        in_step = [i for i in moved if same(self._mine.get(i), content(self._base[i]))]
        tables.delete_rows(self._connection, "hso_touched", in_step)
        outbox.forget_refusals(self._connection, in_step)
        tables.delete_rows(self._connection, "hso_conflict", self._settled)
        tables.put_versions(
            self._connection, "hso_conflict", [v for i, v in self._theirs.items() if i not in self._settled]
        )


def note_received(connection: sqlite3.Connection, received: Sequence[Received]) -> None:
    """Keep what came in for the list of the latest changes."""
    kept = received[-_RECEIVED_KEPT:]
    connection.executemany(
        sql.insert("hso_received", ("typ", *VERSION_COLUMNS)),
        [
            (str(type_), *row)
            for type_, row in zip((r.type for r in kept), version_rows([r.version for r in kept]), strict=True)
        ],
    )
    connection.execute(
        "DELETE FROM hso_received WHERE ordning <= (SELECT max(ordning) FROM hso_received) - ?", (_RECEIVED_KEPT,)
    )
