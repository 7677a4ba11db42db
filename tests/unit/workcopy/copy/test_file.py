"""A working copy as a file: made whole or not at all, refused with a sentence when it is not ours."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import ogr

from hso_plugin.core.catalogue.model import Attribute
from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.text import Text
from hso_plugin.core.values import clean
from hso_plugin.core.wfs.schema import FeatureType
from hso_plugin.workcopy import NewWorkingCopy, WorkingCopyFile
from hso_plugin.workcopy.storage.codec import column_value
from hso_plugin.workcopy.storage.connection import step
from hso_plugin.workcopy.storage.migrations import FORMAT
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, SETTINGS, Desk, following

SERVER = ServerProfile("http://x/wfs", "Plattform", {"a": FeatureType("a", "p", "n", "geometry", {"lopnr": "long"})})


def build(path: Path) -> NewWorkingCopy:
    return NewWorkingCopy(path, SETTINGS, SERVER, CATALOGUE, AREAS)


def test_it_remembers_where_it_belongs(tmp_path: Path) -> None:
    with build(tmp_path / "å ä ö.gpkg") as new:
        new.finish(dict.fromkeys(GeometryKind, 7)).close()
        assert not (tmp_path / "å ä ö.gpkg").exists()
        new.publish()
    with WorkingCopyFile.open(tmp_path / "å ä ö.gpkg") as copy:
        assert (copy.settings, copy.server, copy.catalogue) == (SETTINGS, SERVER, CATALOGUE)
        assert copy.areas() == AREAS
        assert copy.cursor(GeometryKind.AREA) == 7


def test_cancelled_in_the_middle_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(Cancelled), build(tmp_path / "a.gpkg"):
        raise Cancelled
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_text("viktigt")
    with pytest.raises(HsoError) as caught, build(path):
        pass
    assert caught.value.code == "HSO-FINNS"
    assert path.read_text() == "viktigt"


def test_spatial_index_and_layers_are_as_qgis_wants_them(desk: Desk) -> None:
    desk.copy.apply(GeometryKind.POINT, [following(desk.versions[0], namn="x")], 200)
    source = ogr.Open(str(desk.path))
    layer = source.GetLayerByName("strukturbild_punkt")
    assert layer.GetFeatureCount() == 3
    assert layer.TestCapability(ogr.OLCFastSpatialFilter)
    layer.SetSpatialFilterRect(599_999, 6_929_999, 600_001, 6_930_001)
    assert [feature.GetField("namn") for feature in layer] == ["x"]
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "3006"


def not_ours(path: Path) -> None:
    path.write_text("inte en databas")


def another_database(path: Path) -> None:
    sqlite3.connect(path).executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);")


@pytest.mark.parametrize("make", [not_ours, another_database])
def test_a_file_that_is_no_working_copy(tmp_path: Path, make: object) -> None:
    path = tmp_path / "a.gpkg"
    make(path)  # type: ignore[operator]
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(path)
    assert caught.value.code == "HSO-ARBETSKOPIA"


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(tmp_path / "a.gpkg")
    assert caught.value.code == "HSO-ARBETSKOPIA"
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_system_has_no_file_of(tmp_path: Path) -> None:
    with pytest.raises(HsoError):
        WorkingCopyFile.open(tmp_path / f"{'a' * 300}.gpkg")


@pytest.mark.parametrize(("number", "word"), [(FORMAT + 1, "nyare"), (0, "äldre")])
def test_a_working_copy_of_another_version(desk: Desk, number: int, word: str) -> None:
    desk.copy.close()
    sqlite3.connect(desk.path, isolation_level=None).execute(
        "UPDATE hso_state SET value = ? WHERE key = 'format'", (number,)
    )
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(desk.path)
    assert caught.value.code == "HSO-VERSION"
    assert word in caught.value.text.sv


@pytest.mark.parametrize("name", ["settings", "server", "last_contact", "last_check"])
def test_what_it_remembers_is_asked_of_a_file_that_is_in_use(desk: Desk, name: str) -> None:
    desk.copy._connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(desk.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(HsoError) as caught:
        getattr(desk.copy, name)
    assert caught.value.code == "HSO-UPPTAGEN"
    other.close()
    getattr(desk.copy, name)


@pytest.mark.parametrize("name", ["settings", "server", "catalogue"])
def test_what_it_must_remember_is_gone(desk: Desk, name: str) -> None:
    desk.sql(f"DELETE FROM hso_state WHERE key = '{name}'")
    with pytest.raises(HsoError) as caught:
        getattr(WorkingCopyFile.open(desk.path), name)
    assert caught.value.code == "HSO-ARBETSKOPIA"


def test_a_full_disk_leaves_everything_as_it_was(desk: Desk) -> None:
    connection = desk.copy._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own way to run out of room
    before = desk.copy.objects()
    long = following(desk.versions[0], stallningstagande="ord " * 500_000)
    with pytest.raises(HsoError) as caught:
        desk.copy.apply(GeometryKind.POINT, [long], 200)
    assert caught.value.code == "HSO-DISK"
    assert desk.copy.objects() == before
    assert desk.copy.cursor(GeometryKind.POINT) == 4


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HsoError) as caught, build(tmp_path / "file" / "a.gpkg"):
        pass
    assert caught.value.code == "HSO-DISK"


def test_a_step_that_is_done_survives_a_power_cut(desk: Desk) -> None:
    extra = 3  # the journal's removal is on the disk, too, before the step ends
    assert desk.copy._connection.execute("PRAGMA synchronous").fetchone() == (extra,)


def test_a_fault_inside_a_step_undoes_the_step(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), step(desk.copy._connection) as connection:
        connection.execute("DELETE FROM hso_base")
        raise ZeroDivisionError
    assert len(desk.copy.pending()) == 0
    desk.delete(desk.versions[0])
    assert len(desk.copy.pending()) == 1


CODES = Attribute("a", "text", Text("", ""), Text("", ""), code_list="l", multiple=True)
NUMBER = Attribute("a", "decimal", Text("", ""), Text("", ""))
FREE = Attribute("a", "text", Text("", ""), Text("", ""))


@given(st.lists(st.from_regex(r"[a-z0-9._]{1,8}", fullmatch=True)))
def test_codes_survive_form_and_wire(codes: list[str]) -> None:
    value = clean(codes, CODES)
    assert clean(column_value(value), CODES) == value
    assert clean(",".join(value or ()), CODES) == value  # type: ignore[arg-type]


@given(st.one_of(st.text(), st.floats(allow_nan=False, allow_infinity=False, width=32)))
def test_one_form_is_its_own_form(value: object) -> None:
    for attribute in (FREE, NUMBER, CODES):
        once = clean(value, attribute)
        assert clean(once, attribute) == once
