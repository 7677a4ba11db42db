"""Puts a new version of the catalogue in force on a platform, by a migration that any other can run too.

The migration adds the columns of new attributes to the ledgers, makes the views anew and puts the document into
`regelverk`. Migrations that have landed are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from psycopg2 import sql
from psycopg2.extensions import connection
from psycopg2.extensions import cursor as cursor_type

from hso_plugin.core.catalogue import Catalogue, load
from hso_plugin.core.model import GeometryKind
from scripts.server import columns, migrate
from scripts.server.catalogue_versions import is_newer
from scripts.server.errors import PlatformError
from scripts.server.in_force import name_in_force

_HEAD = "-- Puts {name} in force."
_MIGRATION = """\
{head} Written by `python -m scripts.admin.catalogue publish`. Do not edit by hand.

{columns}
UPDATE hso.regelverk SET gallande = false WHERE gallande;
INSERT INTO hso.regelverk (katalog, version, dokument, gallande) VALUES
    ({katalog}, {version}, {tag}{document}{tag}, true);
"""


class Cluster(Protocol):
    """The database of a platform."""

    def connect(self) -> connection:
        """A new connection as the schema's owner."""


class Platform(Protocol):
    """A platform that can be started from here."""

    @property
    def cluster(self) -> Cluster:
        """Its database."""

    @property
    def migrations(self) -> Path:
        """The folder of the migrations that it runs."""

    def up(self, seed_number: int | None) -> None:
        """Start it, with all its migrations run and its types published."""


def write_migration(catalogue: Catalogue, folder: Path) -> Path:
    """Write the next migration of `folder`, which puts `catalogue` in force.

    Raises:
        PlatformError: an attribute has changed its type, which a ledger cannot follow, or a migration does so already.
    """
    head = _HEAD.format(name=catalogue.name)
    for _, path in migrate.files(folder):
        if path.read_text(encoding="utf-8").startswith(head):
            raise PlatformError(
                f"{path} puts {catalogue.name} in force already: raise its version, or remove that file if it has run "
                "nowhere"
            )
    added = columns.statements(catalogue, folder)
    tag = "$katalog$"
    while tag in catalogue.document:
        tag = f"{tag[:-1]}x$"
    text = _MIGRATION.format(
        head=head,
        columns="".join(f"{line}\n" for line in (*added, "", "SELECT hso.skapa_vyer();") if added)
        or "-- No new columns.\n",
        katalog=_quoted(catalogue.id),
        version=_quoted(catalogue.version),
        tag=tag,
        document=catalogue.document,
    )
    return migrate.write(folder, f"klassificering_{columns.file_words(catalogue)}", text)


def publish(catalogue: Catalogue, platform: Platform, *, despite_use: bool = False) -> Path:
    """Put `catalogue` in force on `platform`, which runs, and publish its types anew; the migration that was written.

    Args:
        despite_use: also when objects have values that the new version no longer knows.

    Raises:
        PlatformError: the version is not newer than the one in force, or takes away what is in use; nothing changed.
    """
    database = platform.cluster.connect()
    try:
        name = name_in_force(database)
        if name is not None and not is_newer((catalogue.id, catalogue.version), name):
            raise PlatformError(
                f"{catalogue.name} is not newer than {' '.join(name)}, which is in force: raise its version"
            )
        lost = in_use(database, in_force(database), catalogue) if name and not despite_use else []
        if lost:
            raise PlatformError(
                f"{catalogue.name} takes away what objects on the platform use: {'; '.join(lost)}. Change those "
                "objects first, or publish with --despite-use: their values stay in the ledger, and the check will "
                "point them out"
            )
    finally:
        database.close()
    path = write_migration(catalogue, platform.migrations)
    try:
        platform.up(None)
    except BaseException:
        if path.name not in _applied(platform):
            path.unlink()
        raise
    return path


def in_force(database: connection) -> Catalogue:
    """The catalogue in force on a platform that has one. Raises `HsoError` where this version cannot read it."""
    with database, database.cursor() as cursor:
        cursor.execute("SELECT dokument FROM hso.regelverk WHERE gallande")
        (row,) = cursor.fetchall()
    return load(row[0])


def in_use(database: connection, old: Catalogue, new: Catalogue) -> list[str]:
    """What current objects use and `new` lacks: classes, attributes and codes, each with the number of objects."""
    found: dict[str, int] = {}
    with database, database.cursor() as cursor:
        for kind in GeometryKind:
            kept = {attribute.name for attribute in new.columns(kind)}
            for attribute in old.columns(kind):
                if attribute.name not in kept:
                    _count(cursor, found, attribute.name, kind, "{column} IS NOT NULL", attribute.name)
            for klass in set(_classes(old, kind)) - set(_classes(new, kind)):
                _count(cursor, found, f"klass {klass}", kind, "{column} = %s", "klass", klass)
            for klass in set(_classes(old, kind)) & set(_classes(new, kind)):
                for column, code in sorted(_codes(old, klass) - _codes(new, klass)):
                    if column in kept:
                        where = "klass = %s AND %s = ANY (string_to_array({column}, ','))"
                        _count(cursor, found, f"{klass}.{column} {code}", kind, where, column, klass, code)
    return [f"{name} ({number})" for name, number in found.items()]


def _classes(catalogue: Catalogue, kind: GeometryKind) -> list[str]:
    return [item.code for item in catalogue.classes_of(kind)]


def _codes(catalogue: Catalogue, klass: str) -> set[tuple[str, str]]:
    """What may stand in the attributes of a class: attribute and code."""
    lists: Iterable[tuple[str, str | None]] = ((a.name, a.code_list) for a in catalogue.attributes_of(klass))
    return {(name, code.code) for name, codes in lists if codes for code in catalogue.code_lists[codes]}


def _count(
    cursor: cursor_type, found: dict[str, int], name: str, kind: GeometryKind, where: str, column: str, *values: str
) -> None:
    statement = sql.SQL("SELECT count(*) FROM hso.{table} WHERE NOT borttagen AND " + where).format(
        table=sql.Identifier(kind.table), column=sql.Identifier(column)
    )
    cursor.execute(statement, values)
    ((number,),) = cursor.fetchall()
    if number:
        found[name] = found.get(name, 0) + number


def _applied(platform: Platform) -> set[str]:
    database = platform.cluster.connect()
    try:
        with database, database.cursor() as cursor:
            cursor.execute("SELECT namn FROM hso.migrering")
            return {row[0] for row in cursor.fetchall()}
    finally:
        database.close()


def _quoted(text: str) -> str:
    return "'" + re.sub("'", "''", text) + "'"
