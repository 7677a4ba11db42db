"""Looking at what waits, sending some and taking back, in the real QGIS window, on small, dark and enlarged screens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import shapely

from hso_plugin.core.ledger.ports import Refusal
from hso_plugin.core.ledger.push import next_version
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import REQUIRED_TYPES, ServerProfile
from hso_plugin.core.text import Text
from hso_plugin.core.wfs.schema import FeatureType
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.storage import tables
from hso_plugin.workcopy.storage.connection import step
from tests.desktop.window import Window, in_both_looks
from tests.support.conflicts import changed, comes_in, save_here
from tests.support.working_copies import make, thing

#: A platform that has all it should, at an address where nobody listens.
URL = "http://127.0.0.1:1/wfs"
TYPES = {
    name: FeatureType(name, "qgs", "http://www.qgis.org/gml", "geometry", {"kommunkod": "string"})
    for name in REQUIRED_TYPES
}
SERVER = ServerProfile(URL, "Prov", TYPES)
POINT, AREA = GeometryKind.POINT, GeometryKind.AREA


def point(name: str, east: float) -> MapObject:
    return replace(thing(POINT, "A3", namn=name, skede="planerad"), geometry=shapely.Point(east, 6_935_000))


def box(height: int) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(602_000, 6_930_000, 602_300, 6_930_000 + height)])


def with_changes(path: Path, many: int = 0) -> Path:
    """A working copy with a change of every kind, one of them refused and one sent without an answer."""
    birsta = replace(thing(AREA, "D1", namn="Birsta", elbehov_mw=45.5), geometry=box(140))
    towns = [point(name, 600_000 + 3_000 * n) for n, name in enumerate(("Matfors", "Njurunda", "Indal", "Liden"))]
    more = [point(f"Ort {n}", 600_000 + 10 * n) for n in range(many)]
    make(path, [])
    for number, item in enumerate((birsta, *towns, *more), 2):
        comes_in(path, ObjectVersion(item, 1, str(uuid4()), False, "planerare-2281", number, "2026-01-01T00:00:00Z"))
    matfors, njurunda, indal, liden = towns
    moved = {"namn": "Matfors centrum", "skede": "utredning", "geometry": shapely.Point(600_340, 6_935_000)}
    for item, change in (
        (birsta, {"geometry": box(130)}),
        (matfors, moved),
        (njurunda, None),
        (indal, {"prioritet": "1"}),
        (liden, {"prioritet": "2"}),
    ):
        save_here(path, item, changed(item, change))
    new = point("Ny skola", 606_500)
    with WorkingCopyFile.open(path) as copy:
        with step(copy._connection):
            tables.insert_objects(copy._connection, POINT.table, POINT, copy.catalogue, [new])
            tables.touch(copy._connection, new.identity, POINT)
        pending = {change.object.name: change for change in copy.pending()}
        copy.write_outbox([next_version(pending["Liden"], "planerare-2281")])
        reason = Text("Objektet ligger utanför kommunen.", "The object lies outside the municipality.")
        copy.refuse([Refusal(pending["Indal"].object, reason, "HSO-KOMMUN")])
        with step(copy._connection):
            copy._set_state("server", SERVER.to_json())
        copy.note_contact()
    return path


@pytest.mark.timeout(400)
@in_both_looks
def test_a_planner_looks_at_what_waits(tmp_path: Path, window: Window):
    copy = with_changes(tmp_path / "sundsvall.gpkg")
    facts = window.tell("pending", 300, {"HSO_WORKING_COPY": str(copy)})
    # How long the window was held is measured by the benchmarks; here it is only seen that it was looked at.
    assert "loop_ms" in facts
    with WorkingCopyFile.open(copy) as file:
        assert "Birsta" not in {change.object.name for change in file.pending()}
    [kept] = tmp_path.glob("sundsvall-andringar-*.json")
    assert "Birsta" in kept.read_text("utf-8")
