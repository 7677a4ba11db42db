"""Finds the edits that no trigger saw, and makes the triggers and columns again. Works inside the caller's step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from uuid import uuid4

from ...core.catalogue.model import Catalogue
from ...core.ledger.reconcile import content
from ...core.model import IDENTITY, MUNICIPALITY, GeometryKind
from ..storage import capture, schema, sql, tables
from ..storage.codec import column_value
from . import outbox, pending

#: Among a file's state: the layers that were made anew and have not got their objects back.
_EMPTIED = "emptied"


def put_back(
    connection: sqlite3.Connection,
    catalogue: Catalogue,
    columns: Iterable[tuple[str, str]],
    statements: Collection[str],
) -> None:
    """Make columns again, filled from the base copies, and triggers and indexes as they were."""
    types = schema.layer_columns(catalogue)
    for table, name in columns:
        connection.execute(sql.add_column(table, name, types[table][name]))
        kind = next((kind for kind in GeometryKind if kind.table == table), None)
        if kind is not None:
            _fill(connection, catalogue, kind, name)
    made = capture.statements(catalogue)
    for name in statements:
        connection.execute(sql.drop("INDEX" if made[name].startswith("CREATE INDEX") else "TRIGGER", name))
    for name in statements:
        connection.execute(made[name])


def _fill(connection: sqlite3.Connection, catalogue: Catalogue, kind: GeometryKind, name: str) -> None:
    """Give a column that came back the values that the platform is known to have."""
    if name == MUNICIPALITY:
        return  # `find_edits` sets it
    known = {
        identity: column_value(base.object.attributes[name])
        for identity, base in tables.read_versions(connection, "hso_base").items()
        if base.object.kind is kind and name in base.object.attributes
    }
    source = _renamed(connection, catalogue, kind, known)
    if source is not None:
        connection.execute(sql.take_over(kind.table, name, source))
        return
    if name in catalogue.free_texts:
        connection.execute(sql.fill(kind.table, name), ("",))
    connection.executemany(sql.update(kind.table, [name]), [(value, i) for i, value in known.items()])


def _renamed(
    connection: sqlite3.Connection, catalogue: Catalogue, kind: GeometryKind, known: Mapping[str, object]
) -> str | None:
    """The same column under another name, with what was edited in it; None where there is none, or several.

    That is a column of a person's that holds what the platform is known to have (`known`, by identity), but for objects
    that were edited.
    """
    wanted = schema.layer_columns(catalogue)[kind.table]
    names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (kind.table,))]
    touched = {row[0] for row in connection.execute("SELECT objektidentitet FROM hso_touched")}
    told = {identity: value for identity, value in known.items() if identity not in touched}
    found = []
    for name in names:
        if name not in wanted and name not in ("fid", "geom"):
            values = dict(connection.execute(sql.select_foreign(kind.table, name)))
            if any(told.values()) and all(values.get(i) == value for i, value in told.items()):
                found.append(name)
    return found[0] if len(found) == 1 else None


def note_emptied(connection: sqlite3.Connection, layers: Collection[str]) -> None:
    """Note that `layers` are made anew and hold nothing, beside those that were noted before."""
    if layers:
        every = sorted({*_emptied(connection), *layers})
        connection.execute("INSERT OR REPLACE INTO hso_state VALUES (?, ?)", (_EMPTIED, json.dumps(every)))


def take_emptied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The layers that were noted, which are none any more."""
    found = _emptied(connection)
    connection.execute("DELETE FROM hso_state WHERE key = ?", (_EMPTIED,))
    return found


def _emptied(connection: sqlite3.Connection) -> tuple[str, ...]:
    row = connection.execute("SELECT value FROM hso_state WHERE key = ?", (_EMPTIED,)).fetchone()
    return () if row is None else tuple(json.loads(row[0]))


def find_edits(connection: sqlite3.Connection, catalogue: Catalogue, kind: GeometryKind, *, emptied: bool) -> None:
    """Note every object of `kind` that is not as its base copy is, whoever edited it and however.

    Rows that came without an identity, or with that of another object, get one of their own, as the triggers would
    have given them. Where the table was gone and is `emptied`, what the platform is known to have is put back, and what
    is on its way there.
    """
    base = tables.read_versions(connection, "hso_base")
    known = {identity: version for identity, version in base.items() if version.object.kind is kind}
    if emptied:
        outgoing = {v.object.identity: v for v, _ in outbox.read(connection).values() if v.object.kind is kind}
        objects = [thing for version in {**known, **outgoing}.values() if (thing := content(version)) is not None]
        tables.insert_objects(connection, kind.table, kind, catalogue, objects)
    _identify(connection, catalogue, kind, {identity for identity in base if identity not in known})
    mine = {t.identity: t for t in tables.read_objects(connection, kind.table, kind, catalogue)}
    for identity in mine.keys() | known.keys():
        if pending.compare(mine.get(identity), known.get(identity)) is not None:
            tables.touch(connection, identity, kind)


def _identify(connection: sqlite3.Connection, catalogue: Catalogue, kind: GeometryKind, taken: set[str]) -> None:
    others = [other.table for other in GeometryKind if other is not kind]
    for table in (*others, *(schema.NEIGHBOUR_PREFIX + other for other in GeometryKind)):
        taken.update(row[0] for row in connection.execute(sql.select([IDENTITY], table)))
    seen = set(taken)
    anew = []
    for fid, identity in connection.execute(sql.select(["fid", IDENTITY], kind.table, "ORDER BY fid")).fetchall():
        plain = str(identity or "").lower()
        if not capture.is_identity(plain) or plain in seen:
            plain = str(uuid4())
        seen.add(plain)
        if plain != identity:
            anew.append((plain, fid))
    own = connection.execute("SELECT value FROM hso_state WHERE key = 'municipality'").fetchone()[0]
    # Without the triggers: they would put an identity back that is in use, which is what is mended here.
    trigger = f"hso_{kind.table}_update"
    connection.execute(sql.drop("TRIGGER", trigger))
    connection.executemany(sql.update_row(kind.table, IDENTITY), anew)
    connection.execute(sql.fill(kind.table, MUNICIPALITY), (own,))
    connection.execute(capture.statements(catalogue)[trigger])


def fetch_neighbours_anew(connection: sqlite3.Connection, kind: GeometryKind) -> None:
    """Let the next fetch bring all of the neighbours' objects of `kind`: what is here of them cannot be trusted."""
    with capture.receiving(connection):
        connection.execute(sql.delete(schema.NEIGHBOUR_PREFIX + kind))
    connection.executemany(
        "INSERT OR REPLACE INTO hso_state VALUES (?, ?)", [(f"cursor_{kind}", "0"), (f"andring_{kind}", "")]
    )
