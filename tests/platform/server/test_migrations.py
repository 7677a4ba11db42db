"""Migrations run once each, and their columns are those of the catalogue."""

from __future__ import annotations

import json
import shutil

import psycopg2
import pytest

from hso_plugin.core import catalogue as catalogues
from scripts.server import columns, migrate
from scripts.server.errors import PlatformError
from tests.support import raw

FIXED = {
    "fid": "bigint",
    "lopnr": "bigint",
    "objektidentitet": "uuid",
    "objektversion": "integer",
    "andring": "uuid",
    "kommunkod": "text",
    "borttagen": "boolean",
    "anvandare": "text",
    "versiongiltigfran": "timestamp with time zone",
    "versiongiltigtill": "timestamp with time zone",
    "geom": "USER-DEFINED",
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the migrations to spoil."""
    return shutil.copytree(migrate.FOLDER, tmp_path / "migrations")


@pytest.fixture
def empty_database(platform):
    """A second database of the platform's cluster, with PostGIS and nothing else."""
    administrator = platform.local.cluster.connect("hso_super", "postgres")
    administrator.autocommit = True
    with administrator.cursor() as cursor:
        cursor.execute("CREATE DATABASE prov OWNER hso_owner")
    extension = platform.local.cluster.connect("hso_super", "prov")
    with extension, extension.cursor() as cursor:
        cursor.execute("CREATE EXTENSION postgis")
    extension.close()
    database = platform.local.cluster.connect("hso_owner", "prov")
    yield database
    database.close()
    with administrator.cursor() as cursor:
        cursor.execute("DROP DATABASE prov WITH (FORCE)")
    administrator.close()


def test_no_column_of_the_catalogue_is_missing_in_the_migrations():
    missing = columns.missing(catalogues.default())
    assert missing == [], "run `python -m scripts.local_platform migration` and commit what it writes"


def test_the_database_has_exactly_the_columns_of_the_catalogue(platform):
    for ledger, wanted in columns.wanted(catalogues.default()).items():
        found = raw.rows(
            platform,
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'hso' AND table_name = %s",
            ledger,
        )
        assert dict(found) == FIXED | wanted, ledger


def test_a_new_attribute_gives_a_migration_that_reaches_the_views(folder, empty_database):
    document = json.loads(catalogues.default_document())
    words = {"sv": "Antal laddplatser", "en": "Charging points"}
    document["attributes"].append(
        {"name": "laddplatser", "type": "heltal", "title": words, "help": words, "common": True}
    )
    changed = catalogues.load(json.dumps(document))
    migrate.apply(empty_database, folder)
    path = columns.write(changed, folder)
    assert path is not None
    assert columns.write(changed, folder) is None
    assert migrate.apply(empty_database, folder) == [path.name]
    with empty_database.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, data_type FROM information_schema.columns"
            " WHERE column_name = 'laddplatser' ORDER BY table_name"
        )
        names = [
            f"strukturbild_{kind}{end}" for kind in ("linje", "punkt", "yta") for end in ("", "_publicerad", "_version")
        ]
        assert cursor.fetchall() == [(name, "integer") for name in names]


def test_a_changed_type_is_refused(folder):
    document = json.loads(catalogues.default_document())
    next(a for a in document["attributes"] if a["name"] == "invanare")["type"] = "text"
    next(a for a in document["attributes"] if a["name"] == "invanare").pop("minimum", None)
    next(a for a in document["attributes"] if a["name"] == "invanare").pop("maximum", None)
    with pytest.raises(PlatformError, match="invanare is integer"):
        columns.write(catalogues.load(json.dumps(document)), folder)


def test_migrations_run_once(platform, folder, empty_database):
    assert len(migrate.apply(empty_database, folder)) == len(migrate.files(folder))
    assert migrate.apply(empty_database, folder) == []


def test_a_migration_that_was_changed_afterwards_is_refused(folder, empty_database):
    migrate.apply(empty_database, folder)
    path = migrate.files(folder)[1][1]
    path.write_text(path.read_text(encoding="utf-8") + "\n-- changed\n", encoding="utf-8")
    with pytest.raises(PlatformError, match="changed since"):
        migrate.apply(empty_database, folder)


def test_a_migration_that_fails_leaves_nothing(folder, empty_database):
    migrate.apply(empty_database, folder)
    number = len(migrate.files(folder)) + 1
    (folder / f"{number:03d}_fel.sql").write_text("CREATE TABLE hso.halv (x int); SELECT 1/0;", encoding="utf-8")
    with pytest.raises(psycopg2.errors.DivisionByZero):
        migrate.apply(empty_database, folder)
    with empty_database.cursor() as cursor:
        cursor.execute("SELECT to_regclass('hso.halv'), max(nummer) FROM hso.migrering")
        assert cursor.fetchone() == (None, number - 1)


def test_a_gap_in_the_numbers_is_refused(folder):
    path = migrate.files(folder)[-1][1]
    path.rename(path.with_name("099_langt_bort.sql"))
    with pytest.raises(PlatformError, match="without gaps"):
        migrate.files(folder)
