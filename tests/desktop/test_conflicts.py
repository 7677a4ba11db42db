"""Settling conflicts in the real QGIS window, on small, dark and enlarged screens, confirmed in the working copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from hso_plugin.core.model import GeometryKind
from hso_plugin.workcopy import WorkingCopyFile
from tests.desktop.window import Window, in_both_looks
from tests.support.conflicts import clash
from tests.support.working_copies import make, thing

LONG = "Kommunen vill stärka orten med skola, vård och dagligvaror, och samla bostäder nära stationen."


def box(height: int, west: int = 602_000) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(west, 6_930_000, west + 1000, 6_930_000 + height)])


def with_conflicts(path: Path) -> Path:
    """A working copy with four of them: fields and a place, only a place, and a deletion on either side."""
    road = shapely.LineString([(600_000, 6_935_000), (604_000, 6_936_000), (609_700, 6_935_000)])
    town = shapely.Point(600_000, 6_935_000)
    matfors, birsta, way, njurunda = (
        replace(thing(kind, klass, namn=name, **values), geometry=shape)
        for kind, klass, name, shape, values in (
            (GeometryKind.POINT, "A3", "Matfors", town, {"skede": "planerad", "agenda2030": ("11",)}),
            (GeometryKind.AREA, "D1", "Birsta", box(1000), {"elbehov_mw": 45.5}),
            (GeometryKind.LINE, "B1", "Väg 562", road, {"trafikslag": "vag"}),
            (GeometryKind.POINT, "A3", "Njurunda", shapely.Point(610_000, 6_935_000), {}),
        )
    )
    make(path, [])
    clash(
        path,
        matfors,
        {"namn": "Matfors centrum", "stallningstagande": LONG, "agenda2030": ("11", "8", "9"), "skede": "utredning"},
        {
            "namn": "Matfors tätort",
            "stallningstagande": LONG.replace("stärka", "utveckla"),
            "prioritet": "2",
            "geometry": shapely.Point(600_340, 6_935_000),
        },
        "planerare-2280",
    )
    clash(path, birsta, {"geometry": box(1400)}, {"geometry": box(700, 602_300), "elbehov_mw": 60.0})
    clash(path, way, {"namn": "Väg 562 mot Njurunda"}, None)
    clash(path, njurunda, None, {"namn": "Njurunda kyrkby", "prioritet": "1"})
    return path


@pytest.mark.timeout(400)
@in_both_looks
def test_a_planner_settles_four_conflicts(tmp_path: Path, window: Window):
    copy = with_conflicts(tmp_path / "sundsvall.gpkg")
    facts = window.tell("conflicts", 300, {"HSO_WORKING_COPY": str(copy)})
    assert facts["hidden"] == [], "every button must be within the screen"

    with WorkingCopyFile.open(copy) as file:
        saved = {item.name: item for item in file.objects()}
        assert not file.conflicts()
        assert sorted(str(p.type) for p in file.pending()) == ["andrad", "andrad", "borttagen", "ny"]
    matfors = saved["Matfors tätort"].attributes
    assert matfors["stallningstagande"] == LONG and matfors["prioritet"] == "2" and matfors["skede"] == "utredning"
    assert saved["Väg 562 mot Njurunda"].klass == "B1" and "Njurunda kyrkby" not in saved
