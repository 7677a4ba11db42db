"""New files are written in one go: each further transaction costs locks and a journal, on Windows milliseconds."""

from __future__ import annotations

from pathlib import Path

from hso_plugin.workcopy.storage import schema
from tests.unit.workcopy.conftest import CATALOGUE


def transactions(path: Path) -> int:
    """How many have changed the file: SQLite's own counter, in bytes 24 to 27 of its header."""
    return int.from_bytes(path.read_bytes()[24:28], "big")


def test_tables_and_indexes_are_made_in_one_transaction(tmp_path: Path) -> None:
    schema.create_layers(tmp_path / "karta.gpkg", CATALOGUE)
    assert transactions(tmp_path / "karta.gpkg") <= 10
