"""Settles conflicts in the working copy, as a person decided. Every function works inside the caller's step."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from uuid import uuid4

from ...core.catalogue.model import Catalogue
from ...core.error_codes.work import CONFLICT_CHANGED
from ...core.errors import HsoError
from ...core.ledger.ports import Conflict
from ...core.ledger.reconcile import content, same
from ...core.model import MapObject
from ...core.text import Text
from ..storage import tables

_SIDE_TABLES = ("hso_conflict", "hso_touched", "hso_refused")


def read(connection: sqlite3.Connection, catalogue: Catalogue) -> list[Conflict]:
    """What waits for a person to choose."""
    theirs = tables.read_versions(connection, "hso_conflict")
    base = tables.read_versions(connection, "hso_base", theirs)
    kinds = {version.object.kind for version in theirs.values()}
    mine = {t.identity: t for k in kinds for t in tables.read_objects(connection, k.table, k, catalogue, theirs)}
    return [Conflict(base.get(i), mine.get(i), version) for i, version in theirs.items()]


def settle(connection: sqlite3.Connection, catalogue: Catalogue, seen: Conflict, outcome: MapObject | None) -> None:
    """End a conflict: `outcome` (None: no object) becomes the working object, theirs the version it rests on.

    Args:
        seen: the conflict as the person saw it.

    Raises:
        HsoError: `HSO-KONFLIKT-ANDRAD`, one side has changed since, so that something would be overwritten unseen.
    """
    identity, kind = seen.identity, seen.theirs.object.kind
    now = {conflict.identity: conflict for conflict in read(connection, catalogue)}.get(identity)
    if now is None or now.theirs.change != seen.theirs.change or not same(now.mine, seen.mine):
        raise HsoError(
            CONFLICT_CHANGED,
            Text(
                "Objektet har ändrats sedan konflikten visades. Inget är valt. Titta på konflikten igen och välj.",
                "The object has changed since the conflict was shown. Nothing was chosen. Look at the conflict again "
                "and choose.",
            ),
            identity,
        )
    if outcome is None:
        tables.delete_rows(connection, kind.table, [identity])
    elif now.mine is not None:
        tables.update_objects(connection, kind.table, kind, catalogue, [outcome])
    else:
        tables.insert_objects(connection, kind.table, kind, catalogue, [outcome])
    tables.put_versions(connection, "hso_base", [seen.theirs])
    for table in _SIDE_TABLES:
        tables.delete_rows(connection, table, [identity])
    if not same(outcome, content(seen.theirs)):
        tables.touch(connection, identity, kind)


def keep_both(connection: sqlite3.Connection, catalogue: Catalogue, seen: Conflict) -> str:
    """End a conflict with two objects: theirs stays what it is, mine becomes a new one; gives its identity.

    Raises:
        HsoError: as `settle`.
        ValueError: one side has no object.
    """
    if seen.mine is None or seen.theirs.deleted:
        raise ValueError("there are not two objects to keep")
    settle(connection, catalogue, seen, seen.theirs.object)
    copy = replace(seen.mine, identity=str(uuid4()))
    tables.insert_objects(connection, copy.kind.table, copy.kind, catalogue, [copy])
    tables.touch(connection, copy.identity, copy.kind)
    return copy.identity
