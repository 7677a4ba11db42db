"""A file that lacks anything of what was written to it does not get its name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import shapely
from osgeo import ogr

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.workcopy import NewWorkingCopy
from hso_plugin.workcopy.export.gpkg_export import replace_gpkg
from hso_plugin.workcopy.storage import durable
from hso_plugin.workcopy.storage.new_gpkg import GpkgWriter
from hso_plugin.workcopy.storage.readback import IncompleteError, check_gpkg
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, SETTINGS, first, point

from .test_durable import SERVER

ROWS = {"punkter": 300, "tabell": 1}


def fill(gpkg: GpkgWriter) -> None:
    points, table = gpkg.add_layer("punkter", None, ogr.wkbPoint), gpkg.add_layer("tabell", None, ogr.wkbNone)
    for number in range(299):
        gpkg.add_row(points, {}, shapely.Point(number, 0))
    gpkg.add_row(points, {}, None)
    gpkg.add_row(table, {}, None)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "hel.gpkg"
    replace_gpkg(path, fill)
    return path


def test_a_whole_file_passes(whole: Path) -> None:
    check_gpkg(whole, ROWS)
    check_gpkg(whole, dict.fromkeys(ROWS))


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE punkter",
        "DROP TABLE gpkg_contents",
        "DELETE FROM gpkg_contents WHERE table_name = 'punkter'",
        "DROP TABLE rtree_punkter_geom",
        "DELETE FROM rtree_punkter_geom WHERE id = 7",
        "DELETE FROM tabell",
        "INSERT INTO tabell DEFAULT VALUES",
        "SELECT 'without trigger_insert_feature_count_punkter'",
        "SELECT 'without rtree_punkter_geom_insert'",
    ],
)
def test_a_part_that_is_missing(whole: Path, harm: str) -> None:
    with closing(sqlite3.connect(whole)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER [{name}]")
        connection.execute(harm)
        for name, statement in triggers if "DROP TABLE" not in harm else ():
            if name not in harm:
                connection.execute(statement)
        connection.commit()
    with pytest.raises(IncompleteError):
        check_gpkg(whole, ROWS)


def test_a_file_that_is_cut_off_or_damaged(whole: Path) -> None:
    content = whole.read_bytes()
    for length in [0, 100, *range(4096, len(content), 8192)]:
        whole.write_bytes(content[:length])
        with pytest.raises(IncompleteError):
            check_gpkg(whole, ROWS)
    whole.write_bytes(b"inget geopaket " * 1000)
    with pytest.raises(IncompleteError):
        check_gpkg(whole, ROWS)


def test_no_file_is_made_by_looking_for_one(tmp_path: Path) -> None:
    with pytest.raises(IncompleteError):
        check_gpkg(tmp_path / "ingen.gpkg", {})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("older", [True, False])
def test_rows_that_vanished_on_the_way_leave_what_was_there(tmp_path: Path, older: bool) -> None:
    path = tmp_path / "rapport.gpkg"
    if older:
        path.write_bytes(b"")

    def lossy(gpkg: GpkgWriter) -> None:
        fill(gpkg)
        gpkg.rows["punkter"] += 1  # as if one had been given and never come to the file

    with pytest.raises(HsoError) as caught:
        replace_gpkg(path, lossy)
    assert caught.value.code == "HSO-DISK" and "punkter: 300 rows, not 301" in caught.value.details
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b""] * older


def test_a_new_working_copy_without_one_of_its_objects_does_not_come_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hso_plugin.workcopy.storage.tables.insert_objects", lambda *_: None)
    new = NewWorkingCopy(tmp_path / "k.gpkg", SETTINGS, SERVER, CATALOGUE, AREAS)
    with pytest.raises(HsoError) as caught, new:
        new.load(GeometryKind.POINT, [first(point(namn="Ny"))])
        new.finish(dict.fromkeys(GeometryKind, 1))
    assert caught.value.code == "HSO-DISK"
    assert not list(tmp_path.iterdir())


def test_a_text_that_was_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rapport.json"
    path.write_text("äldre", encoding="utf-8")
    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda self, content: write(self, content[:-1]))
    with pytest.raises(OSError, match="not what was written"):
        durable.write_text(path, "nyare")
    assert path.read_text(encoding="utf-8") == "äldre" and len(list(tmp_path.iterdir())) == 1
