"""What a person put into the file comes along into the one that is made anew, or is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.workcopy import NewWorkingCopy, WorkingCopyFile
from hso_plugin.workcopy.exchange.additions import Additions, carry
from hso_plugin.workcopy.storage.schema import layer_columns
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, SETTINGS, Desk, first, point

KNOWN = {column for columns in layer_columns(CATALOGUE).values() for column in columns}


@pytest.fixture
def anew(desk: Desk, tmp_path: Path) -> Path:
    """The same objects fetched anew, but for the last, and one that is new."""
    path = tmp_path / "ny.gpkg"
    with NewWorkingCopy(path, SETTINGS, ServerProfile("u", "t", {}), CATALOGUE, AREAS) as new:
        new.load(GeometryKind.POINT, [*desk.versions[:2], first(point(610_000.0), 9)])
        new.finish(dict.fromkeys(GeometryKind, 9)).close()
        new.publish()
    desk.copy.close()
    return path


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def sketches(path: Path) -> None:
    """A layer of one's own, with an index and a style, as QGIS puts it into the file."""
    target = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = target.CreateLayer('Mina "skisser" o\'clock', target.GetLayer(0).GetSpatialRef(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("Vad då?", ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["Vad då?"] = "park"
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON ((0 0, 0 9, 9 9, 0 0))"))
    layer.CreateFeature(feature)
    del feature, layer
    styles = target.CreateLayer("layer_styles", None, ogr.wkbNone)
    styles.CreateField(ogr.FieldDefn("styleName", ogr.OFTString))
    feature = ogr.Feature(styles.GetLayerDefn())
    feature["styleName"] = "röd"
    styles.CreateFeature(feature)
    del feature, styles, target


def test_an_untouched_file_has_nothing_to_take_along(desk: Desk, anew: Path) -> None:
    before = anew.read_bytes()
    assert carry(desk.path, anew, KNOWN) == Additions()
    assert anew.read_bytes() == before


def test_a_column_of_ones_own_comes_along_by_identity_and_is_no_edit(desk: Desk, anew: Path) -> None:
    for table in ("strukturbild_punkt", "grann_punkt"):
        desk.sql(f'ALTER TABLE {table} ADD COLUMN "Handläggare [2]" TEXT')
    for number, version in enumerate(desk.versions):
        identity = version.object.identity
        desk.sql(
            f"UPDATE strukturbild_punkt SET \"Handläggare [2]\" = 'nr {number}' WHERE objektidentitet = '{identity}'"
        )
    found = carry(desk.path, anew, KNOWN)
    assert found.taken == ("Handläggare [2]",) and not found.left
    values = dict(rows(anew, 'SELECT objektidentitet, "Handläggare [2]" FROM strukturbild_punkt'))
    assert sorted(map(str, values.values())) == ["None", "nr 0", "nr 1"]
    assert values[desk.versions[1].object.identity] == "nr 1"
    with WorkingCopyFile.open(anew) as copy:
        assert not copy.pending() and copy.mended is None
        assert not copy.recover([], {}).taken


def test_what_was_edited_before_stays_edited(desk: Desk, anew: Path) -> None:
    desk.sql("ALTER TABLE strukturbild_punkt ADD COLUMN handlaggare TEXT")
    other = Desk(desk.copy, anew, desk.versions)
    other.rename(desk.versions[0], "Kvissleby")
    carry(desk.path, anew, KNOWN)
    with WorkingCopyFile.open(anew) as copy:
        assert [change.object.name for change in copy.pending()] == ["Kvissleby"]


def test_layers_tables_and_views_come_along_whole(desk: Desk, anew: Path) -> None:
    sketches(desk.path)
    desk.sql(
        "CREATE TABLE anteckning (id INTEGER PRIMARY KEY, text TEXT NOT NULL DEFAULT 'x', langd AS (length(text)))"
    )
    desk.sql("CREATE INDEX pa_text ON anteckning (text)")
    desk.sql("INSERT INTO anteckning (text) VALUES ('ring Ånge')")
    desk.sql("CREATE VIEW korta AS SELECT * FROM anteckning")
    found = carry(desk.path, anew, KNOWN)
    assert {*found.taken} == {'Mina "skisser" o\'clock', "layer_styles", "anteckning", "korta"} and not found.left
    assert rows(anew, "SELECT text, langd FROM korta") == [("ring Ånge", 9)]
    assert rows(anew, "SELECT name FROM sqlite_master WHERE name = 'pa_text'") == [("pa_text",)]
    source = ogr.Open(str(anew))
    layer = source.GetLayerByName('Mina "skisser" o\'clock')
    assert layer.GetFeatureCount() == 1 and layer.TestCapability(ogr.OLCFastSpatialFilter)
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "3006"
    layer.SetSpatialFilterRect(1, 1, 2, 2)
    assert [feature["Vad då?"] for feature in layer] == ["park"]
    assert source.GetLayerByName("layer_styles").GetNextFeature()["styleName"] == "röd"
    del layer, source
    # OGR counts rows by triggers.
    Desk(desk.copy, anew).sql('DELETE FROM "Mina ""skisser"" o\'clock"')
    source = ogr.Open(str(anew))
    assert source.GetLayerByName('Mina "skisser" o\'clock').GetFeatureCount() == 0


def test_what_cannot_come_along_is_named(desk: Desk, anew: Path) -> None:
    desk.sql("CREATE VIRTUAL TABLE sok USING rtree(id, fran, till)")
    desk.sql("CREATE INDEX mitt_index ON strukturbild_punkt (namn)")
    desk.sql("CREATE TRIGGER min_utlosare AFTER DELETE ON strukturbild_punkt BEGIN SELECT 1; END")
    desk.sql("ALTER TABLE kodlista ADD COLUMN fotnot TEXT")
    found = carry(desk.path, anew, KNOWN)
    assert not found.taken
    assert {*found.left} == {"sok", "mitt_index", "min_utlosare", "kodlista.fotnot"}


def test_a_column_that_a_newer_classification_has_not_is_no_persons(desk: Desk, anew: Path) -> None:
    desk.sql("ALTER TABLE strukturbild_punkt ADD COLUMN borttaget_attribut TEXT")
    assert carry(desk.path, anew, {*KNOWN, "borttaget_attribut"}) == Additions()
