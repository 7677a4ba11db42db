"""Windows' rules for open files hold in these tests: for Python, Qt and OGR, here and while others have a file open."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QFile

from scripts.dev import windows_files
from tests.support.working_copies import make


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "oppen.csv"
    path.write_text("före", "utf-8")
    return path


@pytest.fixture
def newer(tmp_path) -> Path:
    path = tmp_path / "ny.csv"
    path.write_text("efter", "utf-8")
    return path


def test_the_rules_are_on():
    assert windows_files.on(), "these tests are run by make test-qgis, or python -m scripts.dev.test qgis -- ARGUMENTS"


def test_an_open_file_can_neither_be_removed_nor_renamed_nor_replaced(file, newer):
    acts = (
        lambda: file.unlink(),
        lambda: os.remove(file),
        lambda: os.replace(newer, file),
        lambda: os.replace(file, newer),
        lambda: os.rename(file, file),
        lambda: os.rename(file.parent, file.parent.with_name("annan mapp")),
    )
    with file.open():
        for act in acts:
            with pytest.raises(PermissionError):
                act()
        assert not QFile.remove(str(file))
        assert not QFile.rename(str(file), str(file) + ".bort")
        assert gdal.Unlink(str(file)) != 0
    assert file.read_text("utf-8") == "före"

    os.replace(newer, file)
    assert file.read_text("utf-8") == "efter"
    file.unlink()
    assert not file.exists()


def test_a_file_that_another_program_has_open_stays(file, newer):
    program = "import sys; f = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(PermissionError):
            os.replace(newer, file)
        with pytest.raises(PermissionError):
            file.unlink()
        other.communicate()
    os.replace(newer, file)


def test_the_second_name_of_an_open_file_stays_too(file):
    second = file.with_name("andra namnet.csv")
    os.link(file, second)
    with file.open(), pytest.raises(PermissionError):
        second.unlink()


def test_a_geopackage_that_a_layer_shows_stays(tmp_path, newer):
    path = make(tmp_path / "sundsvall.gpkg")
    layer = QgsVectorLayer(f"{path}|layername=strukturbild_punkt", "punkter", "ogr")
    assert layer.isValid()
    with pytest.raises(PermissionError):
        path.unlink()
    with pytest.raises(PermissionError):
        os.replace(newer, path)
    del layer


def test_sqlite_removes_its_own_files_as_on_windows(tmp_path):
    with closing(sqlite3.connect(tmp_path / "kopia.gpkg")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("CREATE TABLE t (a)")
        connection.execute("CREATE TEMP TABLE u (a)")
        assert (tmp_path / "kopia.gpkg-shm").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["kopia.gpkg"]


def test_programs_that_are_started_are_free_of_the_rules(file):
    assert "LD_PRELOAD" not in os.environ
    program = "import os, sys; f = open(sys.argv[1]); os.unlink(sys.argv[1])"
    assert subprocess.run([sys.executable, "-c", program, str(file)], check=False).returncode == 0


@pytest.mark.posix_files(reason="this is the test of the marker")
def test_a_test_can_be_taken_out_by_its_marker(file):
    with file.open():
        file.unlink()
    assert not file.exists()
