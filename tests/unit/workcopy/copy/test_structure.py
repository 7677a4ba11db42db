"""What people and programs take out of the file comes back, and what was edited meanwhile is found."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy import recapture, structure
from hso_plugin.workcopy.storage import capture, schema
from hso_plugin.workcopy.storage.connection import connect
from tests.unit.workcopy.conftest import CATALOGUE, Desk, first

LAYERS = [table for kind in GeometryKind for table in (kind.table, f"grann_{kind}")]
#: The driver of layers in memory has another name from GDAL 3.11.
MEMORY = "MEM" if int(gdal.VersionInfo()) >= 3_110_000 else "Memory"
COLUMNS = [a.name for a in CATALOGUE.columns(GeometryKind.POINT)]


def changed(desk: Desk) -> dict[str | None, str]:
    """What is pending in the file as it is opened anew, by name of the object."""
    with WorkingCopyFile.open(desk.path) as copy:
        return {change.object.name: str(change.type) for change in copy.pending()}


def objects(desk: Desk) -> list[MapObject]:
    with WorkingCopyFile.open(desk.path) as copy:
        return copy.objects()


def overwrite(desk: Desk, table: str = "strukturbild_punkt") -> None:
    """Export a layer over its own table, as QGIS does it: the table is made anew."""
    gdal.UseExceptions()
    memory = gdal.VectorTranslate("", str(desk.path), format=MEMORY, layers=[table])
    target = gdal.OpenEx(str(desk.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    options = ["GEOMETRY_NAME=geom", "FID=fid", "OVERWRITE=YES"]
    gdal.VectorTranslate(target, memory, accessMode="overwrite", layers=[table], layerCreationOptions=options)
    del target


def test_nothing_is_missing_in_a_new_file(desk: Desk) -> None:
    connection = sqlite3.connect(desk.path)
    assert not structure.find(connection, CATALOGUE).any
    connection.close()
    assert desk.copy.mended is None


def test_edits_after_a_layer_was_exported_over_itself_are_found(desk: Desk) -> None:
    overwrite(desk)
    desk.rename(desk.versions[0], "Kvissleby")
    desk.delete(desk.versions[1])
    desk.draw(klass="A3", namn="Ny")
    assert changed(desk) == {
        "Kvissleby": str(ChangeType.CHANGED),
        "Njurunda": str(ChangeType.DELETED),
        "Ny": str(ChangeType.NEW),
    }
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.mended is not None
        copy.note_told()
        assert copy.mended is None
        assert all(thing.municipality == "2281" and capture.is_identity(thing.identity) for thing in copy.objects())
    desk.rename(desk.versions[2], "Sedan")
    assert changed(desk)["Sedan"] == str(ChangeType.CHANGED)


@pytest.mark.parametrize("name", list(capture.statements(CATALOGUE)))
def test_each_trigger_and_index_comes_back(desk: Desk, name: str) -> None:
    what = "INDEX" if name.endswith("_identitet") else "TRIGGER"
    connection = sqlite3.connect(desk.path)
    connection.execute(f'DROP {what} "{name}"')
    connection.close()
    desk.rename(desk.versions[0], "Kvissleby")
    assert changed(desk) == {"Kvissleby": str(ChangeType.CHANGED)}
    connection = sqlite3.connect(desk.path)
    assert not structure.find(connection, CATALOGUE).any
    connection.close()


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_that_was_removed_comes_back_with_what_the_platform_has(desk: Desk, name: str) -> None:
    before = objects(desk)
    connection = sqlite3.connect(desk.path)
    for event in ("insert", "update"):  # with them SQLite refuses to drop a column that only some classes have
        connection.execute(f"DROP TRIGGER hso_strukturbild_punkt_{event}")
    connection.execute(f'ALTER TABLE strukturbild_punkt DROP COLUMN "{name}"')
    connection.close()
    assert objects(desk) == before
    assert changed(desk) == {}
    if name != "namn":
        desk.rename(desk.versions[0], "Kvissleby")
        assert changed(desk) == {"Kvissleby": str(ChangeType.CHANGED)}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_deleted_in_the_layers_properties_is_there_again(desk: Desk, name: str) -> None:
    before = objects(desk)
    source = ogr.Open(str(desk.path), update=1)
    layer = source.GetLayerByName("strukturbild_punkt")
    with contextlib.suppress(RuntimeError):  # refused where a trigger names the column
        layer.DeleteField(layer.FindFieldIndex(name, True))
    del layer, source
    assert objects(desk) == before
    assert changed(desk) == {}


def test_a_renamed_column_comes_back_and_the_renamed_one_stays(desk: Desk) -> None:
    before = objects(desk)
    connection = sqlite3.connect(desk.path)
    connection.execute("ALTER TABLE strukturbild_punkt RENAME COLUMN servicetyp TO handlaggare")
    connection.close()
    assert objects(desk) == before
    connection = sqlite3.connect(desk.path)
    kept = connection.execute("SELECT count(handlaggare) FROM strukturbild_punkt").fetchone()
    connection.close()
    assert kept == (3,)


def rename_column(desk: Desk, name: str, other: str) -> None:
    """In the layer's properties, as QGIS does it."""
    source = ogr.Open(str(desk.path), update=1)
    layer = source.GetLayerByName("strukturbild_punkt")
    layer.AlterFieldDefn(layer.FindFieldIndex(name, True), ogr.FieldDefn(other, ogr.OFTString), ogr.ALTER_NAME_FLAG)
    del layer, source


def test_edits_in_a_renamed_column_move_over(desk: Desk) -> None:
    """Those before it got its new name, and those since."""
    desk.rename(desk.versions[0], "Kvissleby")
    rename_column(desk, "namn", 'Namn på "orten"')
    identity = desk.versions[1].object.identity
    desk.sql(f'UPDATE strukturbild_punkt SET "Namn på ""orten""" = \'Sedan\' WHERE objektidentitet = \'{identity}\'')
    assert changed(desk) == dict.fromkeys(("Kvissleby", "Sedan"), str(ChangeType.CHANGED))
    assert {thing.name for thing in objects(desk)} == {"Kvissleby", "Sedan", "Njurunda"}


def test_a_column_with_other_values_is_not_taken_for_a_renamed_one(desk: Desk) -> None:
    rename_column(desk, "namn", "benamning")
    connection = connect(desk.path)
    connection.execute("DROP TRIGGER hso_strukturbild_punkt_update")
    connection.execute("UPDATE strukturbild_punkt SET benamning = 'något annat'")
    connection.close()
    assert {thing.name for thing in objects(desk)} == {"Njurunda"}
    assert changed(desk) == {}


@pytest.mark.parametrize("name", ["objektidentitet", "geom"])
def test_without_what_tells_objects_apart_nothing_is_read_or_written(desk: Desk, name: str) -> None:
    connection = sqlite3.connect(desk.path)
    connection.execute(f'ALTER TABLE strukturbild_punkt RENAME COLUMN "{name}" TO annat')
    connection.close()
    before = desk.path.read_bytes()
    with pytest.raises(HsoError) as error:
        WorkingCopyFile.open(desk.path)
    assert error.value.code == "HSO-KOLUMN"
    assert name in error.value.text.sv and name in error.value.text.en
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("name", ["objektidentitet", "geom"])
def test_neighbours_that_cannot_be_told_apart_are_made_anew(desk: Desk, name: str) -> None:
    connection = sqlite3.connect(desk.path)
    connection.execute(f'ALTER TABLE grann_punkt RENAME COLUMN "{name}" TO annat')
    connection.close()
    before = objects(desk)
    assert before and changed(desk) == {}
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.cursor(GeometryKind.POINT) == 0, "they are to be fetched anew"
        assert copy.mended is not None and "grann_punkt" in copy.mended.sv
    connection = sqlite3.connect(desk.path)
    assert not structure.find(connection, CATALOGUE).any
    connection.close()


@pytest.mark.parametrize("table", LAYERS)
def test_a_layer_that_was_removed_comes_back(desk: Desk, table: str) -> None:
    before = objects(desk)
    desk.sql(f"DROP TABLE {table}")
    assert objects(desk) == before
    assert changed(desk) == {}
    with WorkingCopyFile.open(desk.path) as copy:
        kind = GeometryKind(table.rpartition("_")[2])
        assert copy.cursor(kind) == (0 if "grann" in table else 4), "what neighbours have is to be fetched anew"


def test_a_layer_whose_return_was_broken_off_comes_back_with_its_objects(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = objects(desk)
    desk.sql("DROP TABLE strukturbild_punkt")
    with monkeypatch.context() as broken:
        broken.setattr(recapture, "put_back", _full_disk)
        with pytest.raises(HsoError, match="HSO-DISK"):
            WorkingCopyFile.open(desk.path)
    assert objects(desk) == before
    assert changed(desk) == {}


def _full_disk(*_: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def test_a_layer_that_comes_back_has_what_is_on_its_way(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Kvissleby")
    (change,) = desk.copy.pending()
    assert change.base is not None
    desk.copy.write_outbox([replace(change.base, object=change.object, version=2, change="a", position=None)])
    desk.copy.mark_sent(["a"])
    before = objects(desk)
    desk.sql("DROP TABLE strukturbild_punkt")
    assert {thing.identity: thing for thing in objects(desk)} == {thing.identity: thing for thing in before}
    assert changed(desk) == {}


@pytest.mark.parametrize("between", ["add_layers", "find"])
def test_a_layer_comes_back_once_when_two_open_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    before = objects(desk)
    desk.sql("DROP TABLE strukturbild_punkt")
    where = schema if between == "add_layers" else structure
    act = getattr(where, between)

    def after_another(*arguments: object) -> object:
        found = act(*arguments) if between == "find" else None
        monkeypatch.undo()
        WorkingCopyFile.open(desk.path).close()
        return found if between == "find" else act(*arguments)

    monkeypatch.setattr(where, between, after_another)
    assert objects(desk) == before
    assert changed(desk) == {}
    desk.sql("DROP TABLE grann_punkt")
    assert changed(desk) == {}, "what was noted for the layer holds for that time alone"


@pytest.mark.parametrize("table", LAYERS)
def test_a_spatial_index_comes_back(desk: Desk, table: str) -> None:
    desk.sql(f"SELECT DisableSpatialIndex('{table}', 'geom')")
    WorkingCopyFile.open(desk.path).close()
    connection = sqlite3.connect(desk.path)
    assert not structure.find(connection, CATALOGUE).any
    rows, indexed = (
        connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in (table, f"rtree_{table}_geom")
    )
    connection.close()
    assert rows == indexed


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ["DROP TABLE grann_punkt"],
            "The working copy was not as it should be: the layer grann_punkt was missing. That is mended. "
            "The neighbours' objects come back to the map the next time you fetch.",
        ),
        (
            ["DROP TABLE strukturbild_punkt"],
            "The working copy was not as it should be: the layer strukturbild_punkt was missing. That is mended. "
            "Look through what now waits to be sent.",
        ),
        (
            ["DROP TABLE grann_linje", "DROP TABLE grann_yta"],
            "The working copy was not as it should be: the layers grann_linje, grann_yta were missing. That is mended. "
            "The neighbours' objects come back to the map the next time you fetch.",
        ),
    ],
)
def test_the_person_is_told_what_was_missing_and_what_to_do(desk: Desk, statements: list[str], said: str) -> None:
    for statement in statements:
        desk.sql(statement)
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.mended is not None and copy.mended.en == said


def test_rows_that_came_without_identity_or_with_that_of_another_get_their_own(desk: Desk, tmp_path: Path) -> None:
    overwrite(desk)
    first = desk.versions[0].object.identity
    desk.draw(klass="A3", namn="Utan")
    desk.draw(klass="A3", namn="Samma", objektidentitet=first)
    assert changed(desk) == {"Utan": str(ChangeType.NEW), "Samma": str(ChangeType.NEW)}


def test_a_neighbour_that_was_pasted_unseen_gets_an_identity_of_its_own(desk: Desk) -> None:
    (neighbour,) = desk.copy.neighbours()
    overwrite(desk)
    desk.draw(klass="A3", namn="Inklistrad", objektidentitet=neighbour.identity)
    with WorkingCopyFile.open(desk.path) as copy:
        (change,) = copy.pending()
    assert change.type is ChangeType.NEW and change.object.identity != neighbour.identity


def test_a_pasted_neighbour_gets_an_identity_of_its_own(desk: Desk) -> None:
    (neighbour,) = desk.copy.neighbours()
    desk.draw(klass="A3", namn="Inklistrad", objektidentitet=neighbour.identity)
    (change,) = desk.copy.pending()
    assert change.object.identity != neighbour.identity


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE grann_punkt SET namn = 'Deras'",
        "DELETE FROM grann_punkt",
        "INSERT INTO grann_punkt (objektidentitet) VALUES ('x')",
    ],
)
def test_what_neighbours_have_cannot_be_changed(desk: Desk, statement: str) -> None:
    before = desk.copy.neighbours()
    connection = connect(desk.path)
    with pytest.raises(sqlite3.IntegrityError, match="grannkommunernas objekt går bara att läsa"):
        connection.execute(statement)
    connection.close()
    assert desk.copy.neighbours() == before


def test_what_was_changed_of_the_neighbours_all_the_same_is_fetched_anew(desk: Desk) -> None:
    (neighbour,) = desk.copy.neighbours()
    connection = sqlite3.connect(desk.path, isolation_level=None)
    connection.execute("DROP TRIGGER hso_grann_punkt_update")
    connection.close()
    desk.sql("UPDATE grann_punkt SET namn = 'Deras'")
    with WorkingCopyFile.open(desk.path) as copy:
        assert copy.mended is not None
        assert copy.cursor(GeometryKind.POINT) == 0
        version = replace(first(neighbour, 4), object=neighbour)
        copy.apply(GeometryKind.POINT, [*desk.versions, version], 4)
        assert copy.neighbours() == [neighbour]
        assert copy.pending() == [] and copy.conflicts() == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("sqlite3_exec(CREATE TABLE …) failed: database is locked", "HSO-UPPTAGEN"),
        ("failed: attempt to write a readonly database", "HSO-DISK"),
        ("CreateLayer failed", "HSO-DISK"),
    ],
)
def test_what_hinders_a_layer_that_is_made_anew_is_called_by_its_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, said: str, code: str
) -> None:
    def hindered(*_: object) -> None:
        raise RuntimeError(said)

    desk.sql("DROP TABLE strukturbild_linje")
    monkeypatch.setattr(schema, "add_layers", hindered)
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(desk.path)
    assert caught.value.code == code
    assert ("skrivskyddad, så" in caught.value.text.sv) is ("readonly" in said)
