"""Edits of the working copy as they can be kept elsewhere, there and back. Works inside the caller's step."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from ...core.catalogue.model import Catalogue
from ...core.ledger.edits import Edit, Fate, Placed, Recovered, place
from ...core.ledger.ports import OutboxState
from ...core.ledger.reconcile import content, same
from ...core.model import GeometryKind, MapObject, ObjectVersion
from ..storage import tables
from . import outbox


def read(connection: sqlite3.Connection, catalogue: Catalogue) -> list[Edit]:
    """Every object that is pending, outgoing, refused while on its way, or in conflict, by identity."""
    under_way = [version for version, state in outbox.read(connection).values() if state is OutboxState.SENT]
    outgoing = {version.object.identity: version for version in under_way}
    theirs = tables.read_versions(connection, "hso_conflict")
    refused = [row[0] for row in connection.execute("SELECT objektidentitet FROM hso_sent")]
    touched = [row[0] for row in connection.execute("SELECT objektidentitet FROM hso_touched")]
    identities = {*touched, *outgoing, *theirs, *refused}
    base = tables.read_versions(connection, "hso_base", identities)
    mine = _objects(connection, catalogue, identities)
    sent: dict[str, list[ObjectVersion]] = {}
    for version in (*outbox.refused(connection, identities).values(), *outgoing.values()):
        sent.setdefault(version.object.identity, []).append(version)
    kinds = _kinds(connection, (base, theirs, outgoing), mine)
    return [
        Edit(kinds[i], i, base.get(i), mine.get(i), theirs.get(i), tuple(sent.get(i, ())))
        for i in sorted(identities & kinds.keys())
        if i in sent or i in theirs or not same(mine.get(i), content(base.get(i)))
    ]


def take(connection: sqlite3.Connection, catalogue: Catalogue, kept: Sequence[Edit]) -> Recovered:
    """Take in `kept` as `core.ledger.edits` decides."""
    identities = {edit.identity for edit in kept}
    base = tables.read_versions(connection, "hso_base", identities)
    mine = _objects(connection, catalogue, identities)
    outgoing = outbox.held(connection)
    held = set(outgoing.values()) | tables.read_versions(connection, "hso_conflict", identities).keys()
    names = {kind: {attribute.name for attribute in catalogue.columns(kind)} for kind in GeometryKind}
    came_of: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    left_out = {}
    for whole in kept:
        edit, lost = whole.within(names[whole.kind])
        now = mine.get(edit.identity)
        placed = place(edit, base.get(edit.identity), now, held=edit.identity in held, common=catalogue.common)
        came_of[placed.fate].append(edit.identity)
        if lost and placed.fate is not Fate.HELD:
            left_out[edit.identity] = lost
        if placed.fate in (Fate.TAKEN, Fate.CONFLICT):
            _write(connection, catalogue, edit, now, placed)
        if placed.fate is not Fate.HELD:
            _remember_sent(connection, [version for version in edit.sent if version.change not in outgoing], placed)
    return Recovered(
        taken=tuple(came_of[Fate.TAKEN]),
        conflicts=tuple(came_of[Fate.CONFLICT]),
        already=tuple(came_of[Fate.ALREADY]),
        held=tuple(came_of[Fate.HELD]),
        left_out=left_out,
    )


def _write(
    connection: sqlite3.Connection, catalogue: Catalogue, edit: Edit, now: MapObject | None, placed: Placed
) -> None:
    table = edit.kind.table
    if placed.mine is None:
        tables.delete_rows(connection, table, [edit.identity])
    elif now is None:
        tables.insert_objects(connection, table, edit.kind, catalogue, [placed.mine])
    else:
        tables.update_objects(connection, table, edit.kind, catalogue, [placed.mine])
    tables.delete_rows(connection, "hso_base", [edit.identity])
    if placed.base is not None:
        tables.put_versions(connection, "hso_base", [placed.base])
    if placed.theirs is not None:
        tables.put_versions(connection, "hso_conflict", [placed.theirs])
    tables.touch(connection, edit.identity, edit.kind)


def _remember_sent(connection: sqlite3.Connection, sent: Iterable[ObjectVersion], placed: Placed) -> None:
    """One that lands late must be known as one's own; one whose number is taken can never land."""
    newest = placed.theirs or placed.base
    outbox.remember(connection, [version for version in sent if newest is None or version.version > newest.version])


def _objects(connection: sqlite3.Connection, catalogue: Catalogue, identities: Collection[str]) -> dict[str, MapObject]:
    return {
        thing.identity: thing
        for kind in GeometryKind
        for thing in tables.read_objects(connection, kind.table, kind, catalogue, identities)
    }


def _kinds(
    connection: sqlite3.Connection, known: Sequence[dict[str, ObjectVersion]], mine: dict[str, MapObject]
) -> dict[str, GeometryKind]:
    """The geometry kind of every object that was ever more than drawn and deleted again."""
    kinds = {identity: version.object.kind for versions in known for identity, version in versions.items()}
    kinds |= {row[0]: GeometryKind(row[1]) for row in connection.execute("SELECT objektidentitet, slag FROM hso_sent")}
    return kinds | {identity: thing.kind for identity, thing in mine.items()}
