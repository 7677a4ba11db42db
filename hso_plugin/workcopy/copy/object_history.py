"""What a working copy knows of an object's past, and putting an earlier content back. Inside the caller's step."""

from __future__ import annotations

import sqlite3

from ...core.catalogue.model import Catalogue
from ...core.error_codes.platform import FORBIDDEN
from ...core.error_codes.work import BEING_SENT, IN_CONFLICT, OBJECT_CHANGED
from ...core.errors import HsoError
from ...core.ledger.object_history import Hold, ObjectHistory
from ...core.ledger.reconcile import content, same
from ...core.model import OBJECT_VERSION, USER, GeometryKind, MapObject, ObjectVersion
from ...core.text import Text
from ..storage import sql, tables
from ..storage.codec import VERSION_COLUMNS, version_of
from ..storage.table_names import NEIGHBOUR_PREFIX
from . import outbox


def read(
    connection: sqlite3.Connection, catalogue: Catalogue, municipality: str, kind: GeometryKind, identity: str
) -> ObjectHistory:
    """The object's working content, the version it rests on, and those of its versions that happen to be here."""
    one = [identity]
    base = tables.read_versions(connection, "hso_base", one).get(identity)
    theirs = tables.read_versions(connection, "hso_conflict", one).get(identity)
    found = {version.version: version for version in _received(connection, identity)}
    found |= {version.version: version for version in _neighbours(connection, catalogue, kind, identity, found)}
    found |= {version.version: version for version in (base, theirs) if version is not None}
    mine = next(iter(tables.read_objects(connection, kind.table, kind, catalogue, one)), None)
    outgoing = identity in outbox.held(connection).values()
    return ObjectHistory(
        kind,
        identity,
        municipality,
        versions=tuple(found[number] for number in sorted(found)),
        base=base,
        mine=mine,
        hold=Hold.CONFLICT if theirs else Hold.OUTGOING if outgoing else Hold.NONE,
    )


def replace(
    connection: sqlite3.Connection, catalogue: Catalogue, seen: ObjectHistory, outcome: MapObject | None
) -> None:
    """Make `outcome` (None: no object) the working object. A base that is older than the newest version seen gives way.

    Without that a restored version would meet the versions after it as somebody else's changes, and what was deleted
    before this copy was fetched would be sent as a new object, which the platform refuses.

    Args:
        seen: the object's past as the person saw it.

    Raises:
        HsoError: see `WorkingCopyFile.replace_object`.
    """
    now = read(connection, catalogue, seen.municipality, seen.kind, seen.identity)
    _require_replaceable(now, seen, outcome)
    kind, identity, base = seen.kind, seen.identity, now.base
    if seen.newest is not None and (base is None or seen.newest.version > base.version):
        base = seen.newest
        tables.put_versions(connection, "hso_base", [base])
        outbox.forget_passed(connection, [base])
    if outcome is None:
        tables.delete_rows(connection, kind.table, [identity])
    elif now.mine is None:
        tables.insert_objects(connection, kind.table, kind, catalogue, [outcome])
    else:
        tables.update_objects(connection, kind.table, kind, catalogue, [outcome])
    for table in ("hso_touched", "hso_refused"):
        tables.delete_rows(connection, table, [identity])
    if not same(outcome, content(base)):
        tables.touch(connection, identity, kind)


def _require_replaceable(now: ObjectHistory, seen: ObjectHistory, outcome: MapObject | None) -> None:
    if not seen.own or (outcome is not None and outcome.municipality != now.municipality):
        raise HsoError(
            FORBIDDEN,
            Text(
                "Objektet hör till en annan kommun, och bara den kan återställa det. Inget har ändrats.",
                "The object belongs to another municipality, which alone can restore it. Nothing was changed.",
            ),
            seen.identity,
        )
    if now.hold is Hold.CONFLICT:
        raise HsoError(
            IN_CONFLICT,
            Text(
                "Objektet har en konflikt som väntar på dig. Inget har ändrats. Lös konflikten först, under Skicka.",
                "The object has a conflict that waits for you. Nothing was changed. Settle it first, under Send.",
            ),
            seen.identity,
        )
    if now.hold is Hold.OUTGOING:
        raise HsoError(
            BEING_SENT,
            Text(
                "En ändring av objektet är på väg till plattformen, och det är inte klart om den kom fram. Inget har "
                "ändrats. Tryck på Skicka, och försök sedan igen.",
                "A change of the object is on its way to the platform, and it is not known whether it arrived. Nothing "
                "was changed. Press Send, then try again.",
            ),
            seen.identity,
        )
    if not same(now.mine, seen.mine):
        raise HsoError(
            OBJECT_CHANGED,
            Text(
                "Objektet har ändrats sedan historiken visades. Inget är återställt. Titta på historiken igen och "
                "välj.",
                "The object has changed since its history was shown. Nothing was restored. Look at the history again "
                "and choose.",
            ),
            seen.identity,
        )


def _received(connection: sqlite3.Connection, identity: str) -> list[ObjectVersion]:
    statement = sql.select(VERSION_COLUMNS, "hso_received", f"{sql.OF_IDENTITY} ORDER BY ordning")
    return [version_of(row) for row in connection.execute(statement, (identity,))]


def _neighbours(
    connection: sqlite3.Connection,
    catalogue: Catalogue,
    kind: GeometryKind,
    identity: str,
    known: dict[int, ObjectVersion],
) -> list[ObjectVersion]:
    """A neighbour's object as it is shown here; when it was changed is not kept with it."""
    table = NEIGHBOUR_PREFIX + kind
    row = connection.execute(sql.select((OBJECT_VERSION, USER), table, sql.OF_IDENTITY), (identity,)).fetchone()
    if row is None or row[0] in known:
        return []
    (thing,) = tables.read_objects(connection, table, kind, catalogue, [identity])
    return [ObjectVersion(thing, row[0], "", False, row[1] or "")]
