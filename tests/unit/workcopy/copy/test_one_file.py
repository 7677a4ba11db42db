"""What other programs see of the file: its layers' extents, what was saved a moment ago, and that it is protected."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from osgeo import ogr

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.workcopy import WorkingCopyFile
from tests.unit.workcopy.conftest import Desk, first, following, point


def extent(path: Path, table: str = "strukturbild_punkt") -> tuple[float, ...]:
    connection = sqlite3.connect(path)
    statement = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?"
    try:
        return tuple(connection.execute(statement, (table,)).fetchone())
    finally:
        connection.close()


def test_the_extent_of_a_layer_follows_what_is_fetched(desk: Desk) -> None:
    assert extent(desk.path) == (600_000.0, 6_930_000.125, 602_000.0, 6_930_000.125)
    assert extent(desk.path, "grann_punkt") == (600_000.0, 6_930_000.125, 600_000.0, 6_930_000.125)
    new = first(replace(point(650_000.0), municipality="2281"), 10)
    moved = following(desk.versions[0])
    moved = replace(moved, object=replace(moved.object, geometry=shapely.Point(590_000, 6_890_000)))
    neighbour = first(replace(point(500_000.0), municipality="2262"), 12)
    desk.copy.apply(GeometryKind.POINT, [new, moved, neighbour], 200)
    assert extent(desk.path) == (590_000.0, 6_890_000.0, 650_000.0, 6_930_000.125)
    assert extent(desk.path, "grann_punkt")[0] == 500_000.0
    source = ogr.Open(str(desk.path))
    assert source.GetLayerByName("strukturbild_punkt").GetExtent() == (590_000, 650_000, 6_890_000, 6_930_000.125)


def test_what_is_undone_comes_back_within_the_extent(desk: Desk) -> None:
    desk.delete(desk.versions[2])
    desk.sql("UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL")
    desk.copy.undo([desk.versions[2].object.identity])
    assert extent(desk.path) == (602_000.0, 6_930_000.125, 602_000.0, 6_930_000.125)


def test_the_file_copied_alone_holds_what_was_saved_while_a_layer_is_edited(desk: Desk, tmp_path: Path) -> None:
    """QGIS keeps the file in WAL mode, with a connection of its own, as long as the pencil is on."""
    pencil = sqlite3.connect(desk.path, isolation_level=None)
    pencil.execute("PRAGMA journal_mode = WAL")
    pencil.execute("UPDATE gpkg_ogr_contents SET feature_count = 41 WHERE table_name = 'strukturbild_punkt'")
    alone = tmp_path / "kopia.gpkg"

    def count_in_copy() -> int:
        shutil.copyfile(desk.path, alone)
        connection = sqlite3.connect(alone)
        statement = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'strukturbild_punkt'"
        [(number,)] = connection.execute(statement).fetchall()
        connection.close()
        return int(number)

    assert count_in_copy() == 3
    WorkingCopyFile.open(desk.path).close()  # as the list of what is to be sent does after each save
    assert count_in_copy() == 41
    pencil.close()


def test_a_write_protected_file_is_called_that(desk: Desk) -> None:
    # What SQLite says of a protected file, also to an administrator, for whom none is.
    desk.copy._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(HsoError) as caught:
        desk.copy.note_contact()
    assert "skrivskyddad" in caught.value.text.sv and "full" not in caught.value.text.sv
