"""Checking, mending and motivating in the real QGIS window, confirmed in the working copy's file afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.workcopy import WorkingCopyFile
from tests.desktop.window import Window
from tests.support.working_copies import make, thing


def placed(kind: GeometryKind, klass: str, name: str, shape: shapely.Geometry, **attributes: object) -> MapObject:
    return replace(thing(kind, klass, namn=name, **attributes), geometry=shape)


def objects() -> list[MapObject]:
    """Two towns, a road that ends 300 m short of one of them, and two sites of which the newer lies over the other."""
    sites = [
        placed(
            GeometryKind.AREA, "D1", name, shapely.MultiPolygon([shapely.box(east, north, east + 1000, north + 1000)])
        )
        for name, east, north in (("Birsta", 600_000, 6_930_000), ("Tunadal", 600_950, 6_930_000))
    ]
    road = shapely.LineString([(600_000, 6_935_000), (604_000, 6_936_000), (609_700, 6_935_000)])
    return [
        *sites,
        placed(GeometryKind.POINT, "A3", "Matfors", shapely.Point(600_000, 6_935_000)),
        placed(GeometryKind.POINT, "A3", "Njurunda", shapely.Point(610_000, 6_935_000)),
        placed(GeometryKind.LINE, "B1", "Väg 562", road, trafikslag="vag"),
    ]


@pytest.mark.timeout(400)
def test_a_planner_checks_mends_motivates_and_reports(tmp_path: Path, window: Window):
    made = objects()
    copy = make(tmp_path / "sundsvall.gpkg", made)
    known = {"HSO_WORKING_COPY": str(copy), "HSO_REPORT": str(tmp_path / "rapport.html")}
    facts = window.tell("rules", 300, known)
    assert all(facts[name] <= 3 for name in facts if name.startswith("clicks_"))

    with WorkingCopyFile.open(copy) as file:
        saved = {item.name: item for item in file.objects()}
        assert len(file.motivations()) == 1
    birsta, tunadal = saved["Birsta"].geometry, saved["Tunadal"].geometry
    assert birsta.intersection(tunadal).area == 0 and birsta.area + tunadal.area == pytest.approx(1_950_000)
    assert saved["Väg 562"].geometry.distance(saved["Njurunda"].geometry) == 0
    assert saved["Nyorten"].klass == "A3" and len(saved) == len(made) + 1
