"""Captures edits in the file itself, by triggers: so it holds however an object was edited.

A form, a tool, a script or another program: all of them leave the object's identity in `hso_touched`. An object that is
pasted, split off or brought from another layer arrives with its original's identity and gets one of its own. An
identity that is in use, and the municipality, cannot be changed: both are put back. Neighbours' objects can only be
read: whoever tries to save a change of one is refused by the file itself.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ...core.catalogue.model import Catalogue
from ...core.model import IDENTITY, GeometryKind
from . import sql
from .table_names import NEIGHBOUR_PREFIX

_RANDOM_UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    "substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)

_DIGITS = (8, 4, 4, 4, 12)
_UUID_GLOB = "-".join("[0-9a-f]" * digits for digits in _DIGITS)
_UUID = re.compile("-".join(f"[0-9a-f]{{{digits}}}" for digits in _DIGITS))

#: Among a file's state while the plugin itself writes objects. Otherwise neighbours' objects are not written to, and an
#: object that gets another class loses the values of the one before.
RECEIVING = "tar_emot"
_BY_PERSON = f"NOT EXISTS (SELECT 1 FROM hso_state WHERE key = '{RECEIVING}')"  # nosec B608  # a constant

#: One statement a name. A file whose statement is another text was changed, and is given this one (`structure`).
_STATEMENTS = {
    "{table}_identitet": 'CREATE INDEX "{table}_identitet" ON "{table}" (objektidentitet)',
    "hso_{table}_insert": """CREATE TRIGGER "hso_{table}_insert" AFTER INSERT ON "{table}" BEGIN
    UPDATE "{table}" SET objektidentitet = CASE WHEN {new_is_free} THEN lower(NEW.objektidentitet) ELSE {uuid} END
        WHERE fid = NEW.fid;
    UPDATE "{table}" SET kommunkod = {own} WHERE fid = NEW.fid AND kommunkod IS NOT {own};
    {only_of_class};
    INSERT OR IGNORE INTO hso_touched SELECT objektidentitet, '{kind}' FROM "{table}" WHERE fid = NEW.fid;
END""",
    "hso_{table}_update": """CREATE TRIGGER "hso_{table}_update" AFTER UPDATE ON "{table}" BEGIN
    UPDATE "{table}" SET objektidentitet = OLD.objektidentitet
        WHERE fid = NEW.fid AND objektidentitet IS NOT OLD.objektidentitet AND {old_is_settled};
    UPDATE "{table}" SET kommunkod = {own} WHERE fid = NEW.fid AND kommunkod IS NOT {own};
    {only_of_class} AND NEW.klass IS NOT OLD.klass;
    INSERT OR IGNORE INTO hso_touched SELECT objektidentitet, '{kind}' FROM "{table}" WHERE fid = NEW.fid;
END""",
    "hso_{table}_delete": """CREATE TRIGGER "hso_{table}_delete" AFTER DELETE ON "{table}" BEGIN
    INSERT OR IGNORE INTO hso_touched SELECT OLD.objektidentitet, '{kind}' WHERE OLD.objektidentitet IS NOT NULL;
END""",
    **{
        f"hso_{{neighbours}}_{event}": f"""CREATE TRIGGER "hso_{{neighbours}}_{event}"
    BEFORE {event} ON "{{neighbours}}" WHEN {_BY_PERSON} BEGIN
    SELECT RAISE(ABORT, 'HSO: grannkommunernas objekt går bara att läsa / the neighbours'' objects can only be read');
END"""
        for event in ("insert", "update", "delete")
    },
    "{neighbours}_identitet": 'CREATE INDEX "{neighbours}_identitet" ON "{neighbours}" (objektidentitet)',
}


def create_triggers(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    """Index identities and begin to record which objects are touched; called when the working copy has been filled."""
    connection.execute("CREATE UNIQUE INDEX hso_base_identitet ON hso_base (objektidentitet)")
    for statement in statements(catalogue).values():
        connection.execute(statement)


@contextmanager
def receiving(connection: sqlite3.Connection) -> Iterator[None]:
    """A block, inside the caller's step, in which objects are written as they are given, and neighbours' too."""
    connection.execute("INSERT OR REPLACE INTO hso_state VALUES (?, '')", (RECEIVING,))
    yield
    connection.execute("DELETE FROM hso_state WHERE key = ?", (RECEIVING,))


def statements(catalogue: Catalogue) -> dict[str, str]:
    """Every trigger and index of the layers by name, as SQLite keeps its text."""
    return {name: statement for kind in GeometryKind for name, statement in _statements(kind, catalogue).items()}


def table_of(name: str) -> str:
    """The layer that the trigger or index `name` belongs to."""
    return name.removeprefix("hso_").rpartition("_")[0]


def is_identity(text: str) -> bool:
    """True for a UUID in small letters, the form that the triggers ask for."""
    return _UUID.fullmatch(text) is not None


def _statements(kind: GeometryKind, catalogue: Catalogue) -> dict[str, str]:
    """The capture of one table.

    An identity is free if no object has it, a neighbour's neither, and none of another kind ever had.
    """

    def others(identity: str, row: str) -> str:
        def taken(table: str, rest: str) -> str:
            return f"EXISTS ({sql.select([IDENTITY], table, f'WHERE objektidentitet = {identity} {rest}')})"

        rows = [taken(each.table, f"AND fid <> {row}.fid" if each is kind else "") for each in GeometryKind]
        rows += [taken(NEIGHBOUR_PREFIX + each, "") for each in GeometryKind]
        rows.append(taken("hso_base", f"AND slag <> '{kind}'"))
        return f"NOT ({' OR '.join(rows)})"

    new, old = "lower(NEW.objektidentitet)", "OLD.objektidentitet"
    values = {
        "table": kind.table,
        "neighbours": NEIGHBOUR_PREFIX + kind,
        "kind": str(kind),
        "uuid": _RANDOM_UUID,
        "only_of_class": _only_of_class(kind, catalogue),
        "own": "(SELECT value FROM hso_state WHERE key = 'municipality')",
        "new_is_free": f"{new} GLOB '{_UUID_GLOB}' AND {others(new, 'NEW')}",
        "old_is_settled": f"{old} GLOB '{_UUID_GLOB}' AND {others(old, 'OLD')}",
    }
    return {name.format(**values): statement.format(**values) for name, statement in _STATEMENTS.items()}


def _only_of_class(kind: GeometryKind, catalogue: Catalogue) -> str:
    """Empties what the class of a row has not: its form does not show it, and nobody means to send it.

    Where the class is none of the catalogue's, everything stays. More conditions may follow.
    """
    classes = catalogue.classes_of(kind)
    emptied = []
    for attribute in catalogue.columns(kind):
        if attribute.name not in catalogue.common:
            having = [klass.code for klass in classes if attribute.name in {own.name for own in klass.attributes}]
            empty = "''" if attribute.name in catalogue.free_texts else "NULL"
            name = sql.quoted(attribute.name)
            emptied.append(f"{name} = CASE WHEN klass IN ({sql.literals(having)}) THEN {name} ELSE {empty} END")
    known = sql.literals(klass.code for klass in classes)
    where = f"WHERE fid = NEW.fid AND klass IN ({known}) AND {_BY_PERSON}"
    return f"UPDATE {sql.quoted(kind.table)} SET {', '.join(emptied) or 'klass = klass'} {where}"  # nosec B608
