"""What differs from the base copies and waits to be sent. Works inside the caller's step."""

from __future__ import annotations

import sqlite3

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import ChangeType, Pending
from ...core.ledger.reconcile import content, same
from ...core.model import GeometryKind, MapObject, ObjectVersion
from ..storage import tables
from . import outbox


def read(connection: sqlite3.Connection, catalogue: Catalogue) -> list[Pending]:
    """What differs from the base copies, by kind and identity, without objects in conflict or in the outbox."""
    held = set(outbox.held(connection).values())
    held |= tables.read_versions(connection, "hso_conflict").keys()
    found = []
    for kind in GeometryKind:
        rows = connection.execute("SELECT objektidentitet FROM hso_touched WHERE slag = ?", (str(kind),))
        touched = {row[0] for row in rows} - held
        mine = {t.identity: t for t in tables.read_objects(connection, kind.table, kind, catalogue, touched)}
        base = tables.read_versions(connection, "hso_base", touched)
        found += [change for i in sorted(touched) if (change := compare(mine.get(i), base.get(i))) is not None]
    return found


def compare(mine: MapObject | None, base: ObjectVersion | None) -> Pending | None:
    """The change from `base` to `mine`, None if there is none."""
    known = content(base)
    if mine is None:
        return None if known is None else Pending(ChangeType.DELETED, known, base)
    if same(mine, known):
        return None
    return Pending(ChangeType.NEW if base is None else ChangeType.CHANGED, mine, base)
