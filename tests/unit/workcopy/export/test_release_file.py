"""A release in its file: everything that was adopted, nothing more, and no names of users."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import shapely
from osgeo import ogr

from hso_plugin.core import catalogue
from hso_plugin.core.errors import HsoError
from hso_plugin.core.review.regional.release import contents
from hso_plugin.workcopy.export.release_file import write_release
from tests.support.review_ledger import SUNDSVALL, TIMRA, Ledger

SHIPPED = catalogue.default()
AREAS = {TIMRA: shapely.box(600_000, 6_900_000, 610_000, 6_910_000)}
SQUARE = shapely.multipolygons([shapely.box(600_100.125, 6_900_100, 600_900, 6_900_900)])


def rows(path: Path, table: str) -> list[tuple[dict[str, object], shapely.Geometry | None]]:
    source = ogr.Open(str(path))
    return [
        (feature.items(), feature.GetGeometryRef() and shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb())))
        for feature in source.GetLayerByName(table)
    ]


@pytest.fixture
def ledger() -> Ledger:
    ledger = Ledger()
    ledger.put("a", shapely.Point(600_001, 6_900_002), klass="A3", namn="Åby", agenda2030=("11", "9"), invanare=300)
    ledger.put("b", SQUARE, klass="E1", namn="Park", gammalt_falt="ur en annan klassificering")
    ledger.put("c", shapely.LineString([(600_000, 6_900_000), (605_000, 6_900_000)]), SUNDSVALL, klass="B1")
    ledger.put("gone", shapely.Point(600_003, 6_900_002), klass="A3")
    ledger.put("gone", deleted=True)
    ledger.release("Strukturbild 2027", ledger.approve(TIMRA), ledger.approve(SUNDSVALL))
    return ledger


def test_the_file_holds_the_map_as_it_was_adopted(ledger: Ledger, tmp_path: Path) -> None:
    ledger.put("a", shapely.Point(1, 1), klass="A1", namn="Nu")
    release = ledger.review.releases[0]
    path = tmp_path / "utgava.gpkg"
    for _ in range(2):  # an older file is replaced
        write_release(path, contents(ledger, ledger.review, release), SHIPPED, AREAS)
    ((point, place),) = rows(path, "strukturbild_punkt")
    assert (point["objektidentitet"], point["namn"], point["objektversion"]) == ("a", "Åby", 1)
    assert (point["agenda2030"], point["invanare"]) == ("11,9", 300)
    assert place == shapely.Point(600_001, 6_900_002)
    ((area, shape),) = rows(path, "strukturbild_yta")
    assert shape == SQUARE and area["gammalt_falt"] == "ur en annan klassificering"
    ((line, _),) = rows(path, "strukturbild_linje")
    assert (line["kommunkod"], line["klass"]) == (SUNDSVALL, "B1")
    parts = [values for values, _ in rows(path, "utgava")]
    assert [(p["kommunkod"], p["inlamning"], p["lage"], p["faststalld"]) for p in parts] == [
        (s.municipality, s.change, s.snapshot, release.time) for s in ledger.review.submissions
    ]
    assert [(values["kommunkod"], values["namn"]) for values, _ in rows(path, "kommun")] == [(TIMRA, "Timrå")]
    written = path.read_bytes()
    assert b"planerare" not in written and b"granskare" not in written


def test_a_value_of_the_wrong_type_is_not_lost(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.put("a", shapely.Point(600_001, 6_900_002), klass="A3", invanare="många")
    ledger.put("b", shapely.Point(600_001, 6_900_002), klass="A3", invanare=7)
    release = ledger.release("Ett", ledger.approve())
    write_release(tmp_path / "u.gpkg", contents(ledger, ledger.review, release), SHIPPED, {})
    assert [values["invanare"] for values, _ in rows(tmp_path / "u.gpkg", "strukturbild_punkt")] == ["många", "7"]


def test_a_review_copy_is_never_written_over(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "granskning.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE hso_state (key TEXT)")
    before = path.read_bytes()
    with pytest.raises(HsoError) as caught:
        write_release(path, contents(ledger, ledger.review, ledger.review.releases[0]), SHIPPED, AREAS)
    assert caught.value.code == "HSO-FINNS" and path.read_bytes() == before
