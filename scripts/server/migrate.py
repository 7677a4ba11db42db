"""Applies the numbered SQL migrations: each once, in a transaction of its own, with its checksum on record."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from psycopg2.extensions import connection

from .errors import PlatformError

FOLDER = Path(__file__).parent / "migrations"
_NAME = re.compile(r"^(\d{3})_[a-z0-9_]+\.sql$")
_RECORD = """
CREATE SCHEMA IF NOT EXISTS hso;
CREATE TABLE IF NOT EXISTS hso.migrering (
    nummer integer PRIMARY KEY,
    namn text NOT NULL,
    kontrollsumma text NOT NULL,
    kord timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""


def files(folder: Path = FOLDER) -> list[tuple[int, Path]]:
    """The migrations by number. Raises `PlatformError` unless they are 1, 2, 3 … without gaps or doubles."""
    if not folder.is_dir():
        raise PlatformError(f"{folder} is no folder of migrations")
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.match(path.name)
        if match is None:
            raise PlatformError(f"{path.name} is not named like 001_some_words.sql")
        found.append((int(match[1]), path))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise PlatformError(f"the migrations in {folder} are not numbered 1 to {len(found)} without gaps")
    return found


def write(folder: Path, words: str, text: str) -> Path:
    """Write the next migration of `folder`, `008_words.sql` say: whole or not at all, for the next start runs it."""
    path = folder / f"{len(files(folder)) + 1:03d}_{words}.sql"
    part = path.with_suffix(".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def checksum(path: Path) -> str:
    """SHA-256 of a migration's text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def apply(database: connection, folder: Path = FOLDER) -> list[str]:
    """Apply what is not yet applied; return the names of what was.

    Raises:
        PlatformError: a migration that is already applied has been changed since, or is gone.
    """
    with database, database.cursor() as cursor:
        cursor.execute(_RECORD)
        cursor.execute("SELECT nummer, namn, kontrollsumma FROM hso.migrering ORDER BY nummer")
        done = {number: (name, digest) for number, name, digest in cursor.fetchall()}
    known = files(folder)
    for number, (name, digest) in done.items():
        path = dict(known).get(number)
        if path is None or path.name != name or checksum(path) != digest:
            raise PlatformError(
                f"migration {name} has been applied to this platform and changed since: write a new migration instead, "
                "or take the platform down and remove its root folder to begin from nothing"
            )
    applied = []
    for number, path in known:
        if number in done:
            continue
        with database, database.cursor() as cursor:
            cursor.execute(path.read_text(encoding="utf-8"))
            cursor.execute(
                "INSERT INTO hso.migrering (nummer, namn, kontrollsumma) VALUES (%s, %s, %s)",
                (number, path.name, checksum(path)),
            )
        applied.append(path.name)
    return applied
