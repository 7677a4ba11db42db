"""The findings as a GeoPackage: every place in its layer, every finding in the table, and no file lost for it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from osgeo import ogr

from hso_plugin.core.errors import HsoError
from hso_plugin.workcopy.export.findings_file import write_findings
from tests.unit.core.reports.conftest import HOSTILE, E, N, make_run
from tests.unit.workcopy.conftest import Desk

RUN = make_run()
LAYERS = ("fynd_punkt", "fynd_linje", "fynd_yta")


def read(path: Path, layer: str) -> list[tuple[dict[str, object], shapely.Geometry | None]]:
    source = ogr.Open(str(path))
    return [
        (feature.items(), feature.GetGeometryRef() and shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb())))
        for feature in source.GetLayerByName(layer)
    ]


def test_every_finding_is_in_the_table_and_every_place_in_its_layer(tmp_path: Path) -> None:
    path = tmp_path / "rapport.gpkg"
    write_findings(path, RUN, "sv")
    table = [values for values, _ in read(path, "fynd")]
    assert [values["fynd"] for values in table] == ["f1", "f2", "f3", "f4", "f5"]
    assert table[0]["namn"] == HOSTILE
    assert table[1]["objektidentitet"] is None
    assert (table[2]["motiverad_av"], table[2]["allvar"]) == ("planerare-2281", "varning")
    assert {layer: [values["fynd"] for values, _ in read(path, layer)] for layer in LAYERS} == {
        "fynd_punkt": ["f5"],
        "fynd_linje": [],
        "fynd_yta": ["f2", "f3", "f4"],
    }
    by_id = {finding.id: finding for finding in RUN.findings}
    for layer in LAYERS:
        for values, place in read(path, layer):
            assert place.equals(by_id[values["fynd"]].geometry)
    assert ogr.Open(str(path)).GetLayerByName("fynd_yta").GetSpatialRef().GetAuthorityCode(None) == "3006"


def test_a_place_of_several_dimensions_is_divided(tmp_path: Path) -> None:
    path = tmp_path / "rapport.gpkg"
    point, line, square = shapely.Point(E, N), shapely.LineString([(E, N), (E + 9, N)]), shapely.box(E, N, E + 5, N + 5)
    mixed = shapely.GeometryCollection(
        [point, line, square, shapely.MultiPolygon([shapely.box(E + 7, N, E + 8, N + 1)])]
    )
    write_findings(path, replace(RUN, findings=[replace(RUN.findings[4], geometry=mixed)]), "sv")
    found = [read(path, layer) for layer in LAYERS]
    assert [len(rows) for rows in found] == [1, 1, 1]
    assert found[2][0][1].area == 26
    assert len(read(path, "fynd")) == 1


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize(
    "place", [None, shapely.Point(float("nan"), 1), shapely.MultiPolygon(), shapely.Point(1e12, 1)]
)
def test_a_place_that_cannot_be_shown_stands_in_the_table_only(tmp_path: Path, place: shapely.Geometry) -> None:
    path = tmp_path / "rapport.gpkg"
    write_findings(path, replace(RUN, findings=[replace(RUN.findings[4], geometry=place)]), "sv")
    assert [len(read(path, layer)) for layer in (*LAYERS, "fynd")] == [0, 0, 0, 1]


def test_an_older_report_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "rapport.gpkg"
    write_findings(path, RUN, "sv")
    write_findings(path, replace(RUN, findings=RUN.findings[:1]), "en")
    assert len(read(path, "fynd")) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_no_database_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "rapport.gpkg"
    path.write_bytes(b"en gammal fil")
    write_findings(path, RUN, "sv")
    assert len(read(path, "fynd")) == 5


def test_a_working_copy_is_never_overwritten(desk: Desk) -> None:
    desk.draw(klass="A3", namn="Osparat på plattformen")
    for closed in (False, True):
        if closed:
            desk.copy.close()
        with pytest.raises(HsoError) as caught:
            write_findings(desk.path, RUN, "sv")
        assert caught.value.code == "HSO-FINNS"
    assert ogr.Open(str(desk.path)).GetLayerByName("strukturbild_punkt").GetFeatureCount() == 4


def test_a_report_that_is_open_elsewhere_is_left(tmp_path: Path) -> None:
    path = tmp_path / "rapport.gpkg"
    write_findings(path, RUN, "sv")
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE t (a)")
    with pytest.raises(HsoError) as caught:
        write_findings(path, replace(RUN, findings=[]), "sv")
    assert caught.value.code == "HSO-UPPTAGEN"
    other.close()
    write_findings(path, replace(RUN, findings=[]), "sv")
    assert read(path, "fynd") == []


@pytest.mark.parametrize("name", ["finns inte/rapport.gpkg", "fil/rapport.gpkg"])
def test_a_folder_that_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(HsoError) as caught:
        write_findings(tmp_path / name, RUN, "sv")
    assert caught.value.code == "HSO-DISK"
    assert [each.name for each in tmp_path.iterdir()] == ["fil"]


def test_a_fault_half_way_leaves_the_older_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rapport.gpkg"
    write_findings(path, RUN, "sv")
    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.PATIENCE", 0)
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(PermissionError("in use")))
    with pytest.raises(HsoError) as caught:
        write_findings(path, replace(RUN, findings=[]), "sv")
    assert caught.value.code == "HSO-UPPTAGEN"
    assert len(read(path, "fynd")) == 5
    assert list(tmp_path.iterdir()) == [path]
