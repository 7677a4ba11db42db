"""Takes edits back: working objects become what their base copies say. Works inside the caller's step."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from ...core.catalogue.model import Catalogue
from ...core.error_codes.work import BEING_SENT, IN_CONFLICT
from ...core.errors import HsoError
from ...core.ledger.reconcile import content, same
from ...core.model import GeometryKind, MapObject, ObjectVersion
from ...core.text import Text
from ..storage import tables
from . import outbox


def undo(connection: sqlite3.Connection, catalogue: Catalogue, identities: Collection[str]) -> None:
    """Make the working objects of `identities` their bases again.

    New ones are removed, deleted ones come back. What is not changed stays as it is.

    Raises:
        HsoError: `HSO-UNDER-VAG` when one of them is in the outbox, `HSO-I-KONFLIKT` when one waits in a conflict.
            Nothing is undone then.
    """
    wanted = set(identities)
    _refuse_held(connection, wanted)
    base = tables.read_versions(connection, "hso_base", wanted)
    for kind in GeometryKind:
        mine = {t.identity: t for t in tables.read_objects(connection, kind.table, kind, catalogue, wanted)}
        known = {identity: version for identity, version in base.items() if version.object.kind is kind}
        _write(connection, catalogue, kind, mine, known)
    for table in ("hso_touched", "hso_refused"):
        tables.delete_rows(connection, table, wanted)


def _write(
    connection: sqlite3.Connection,
    catalogue: Catalogue,
    kind: GeometryKind,
    mine: dict[str, MapObject],
    base: dict[str, ObjectVersion],
) -> None:
    was = {identity: content(base.get(identity)) for identity in mine.keys() | base.keys()}
    back = [t for i, t in was.items() if t is not None and i not in mine]
    changed = [t for i, t in was.items() if t is not None and i in mine and not same(mine[i], t)]
    tables.delete_rows(connection, kind.table, [i for i, t in was.items() if t is None and i in mine])
    tables.insert_objects(connection, kind.table, kind, catalogue, back)
    tables.update_objects(connection, kind.table, kind, catalogue, changed)


def _refuse_held(connection: sqlite3.Connection, wanted: set[str]) -> None:
    """What was sent may have landed, and a conflict is for a person to end: neither has one base to go back to."""
    outgoing = wanted & set(outbox.held(connection).values())
    if outgoing:
        raise HsoError(
            BEING_SENT,
            Text(
                "Ändringen är skickad men plattformen har inte hunnit svara, så den går inte att ångra nu. Inget är "
                "ångrat. Tryck på Skicka eller Hämta: då visar det sig om den kom fram.",
                "The change was sent but the platform has not answered yet, so it cannot be undone now. Nothing was "
                "undone. Press Send or Fetch: then it will show whether it arrived.",
            ),
            ", ".join(sorted(outgoing)),
        )
    asked = tables.read_versions(connection, "hso_conflict", wanted)
    if asked:
        raise HsoError(
            IN_CONFLICT,
            Text(
                "Objektet är ändrat på två håll. Inget är ångrat. Lös konflikten: välj serverns version för att "
                "släppa din egen.",
                "The object was changed on both sides. Nothing was undone. Solve the conflict: choose the server's "
                "version to let go of your own.",
            ),
            ", ".join(sorted(asked)),
        )
