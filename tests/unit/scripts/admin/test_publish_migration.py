"""The migration that publishes a catalogue is written once, and whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hso_plugin.core import catalogue
from scripts.admin.catalogue import __main__ as command
from scripts.server import columns, migrate

pytestmark = pytest.mark.posix("administrators publish catalogues, on Linux")


@pytest.fixture
def migrations(tmp_path) -> Path:
    return shutil.copytree(migrate.FOLDER, tmp_path / "migrations")


def publish(tmp_path, version, migrations):
    document = json.loads(catalogue.default_document()) | {"version": version}
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return command.main(["publish", str(file), "--migrations", str(migrations)])


def test_a_version_is_put_in_force_by_one_migration_only(tmp_path, migrations, capsys):
    before = len(migrate.files())
    assert publish(tmp_path, "7.0 (förslag)", migrations) == 0
    assert publish(tmp_path, "7.0 (förslag)", migrations) == 1
    assert "puts VN-STRUKTUR 7.0 (förslag) in force already" in capsys.readouterr().err
    assert publish(tmp_path, "7.0", migrations) == 0
    assert [path.name for _, path in migrate.files(migrations)[before:]] == [
        f"{before + 1:03d}_klassificering_vn_struktur_7_0.sql",
        f"{before + 2:03d}_klassificering_vn_struktur_7_0.sql",
    ]


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path, capsys):
    assert publish(tmp_path, "7.0", tmp_path / "none") == 1
    assert capsys.readouterr().err == f"{tmp_path / 'none'} is no folder of migrations\n"


def test_a_migration_that_cannot_be_finished_leaves_nothing_for_the_next_start_to_run(migrations):
    before = sorted(migrations.iterdir())
    with pytest.raises(UnicodeEncodeError):
        migrate.write(migrations, "halv", "SELECT 1;\n\ud800")
    assert sorted(migrations.iterdir()) == before


def test_an_attribute_may_be_called_as_a_word_of_sql(migrations):
    words = {"sv": "Ordning", "en": "Order"}
    document = json.loads(catalogue.default_document())
    document["attributes"].append({"name": "order", "type": "heltal", "title": words, "help": words, "common": False})
    next(c for c in document["classes"] if c["code"] == "A3")["attributes"].append({"name": "order"})
    changed = catalogue.load(json.dumps(document))
    assert columns.statements(changed, migrations) == [
        'ALTER TABLE hso.strukturbild_punkt_version ADD COLUMN "order" integer;'
    ]
    assert columns.write(changed, migrations) is not None
    assert columns.missing(changed, migrations) == []
