"""A working copy of Sundsvall with a few objects, made by the same code that makes real ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

import pytest
import shapely
from osgeo import ogr

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.workcopy import NewWorkingCopy, Settings, WorkingCopyFile

CATALOGUE = catalogues.default()
SETTINGS = Settings("http://127.0.0.1:1/wfs", "2281", "planerare-2281", profile="test")
AREAS = {"2281": shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_960_000)])}


def point(east: float = 600_000.0, **attributes: object) -> MapObject:
    values = {"klass": "A3", "namn": "Njurunda", "servicetyp": ("skola", "vard"), **attributes}
    geometry = shapely.Point(east, 6_930_000.125)
    return MapObject(GeometryKind.POINT, str(uuid4()), "2281", values, geometry)  # type: ignore[arg-type]


def first(thing: MapObject, position: int = 1) -> ObjectVersion:
    return ObjectVersion(thing, 1, str(uuid4()), False, "någon", position, "2026-01-01T00:00:00Z")


def following(version: ObjectVersion, *, deleted: bool = False, **attributes: object) -> ObjectVersion:
    thing = replace(version.object, attributes={**version.object.attributes, **attributes})
    return ObjectVersion(
        thing,
        version.version + 1,
        str(uuid4()),
        deleted,
        "kollega",
        (version.position or 0) + 100,
        "2026-02-01T00:00:00Z",
    )


@dataclass
class Desk:
    """A working copy and the hands that edit it as QGIS would: through OGR, outside the plugin."""

    copy: WorkingCopyFile
    path: Path
    versions: list[ObjectVersion] = field(default_factory=list)

    def sql(self, statement: str) -> None:
        source = ogr.Open(str(self.path), update=1)
        source.ExecuteSQL(statement)
        del source

    def rename(self, version: ObjectVersion, name: str) -> None:
        self.sql(f"UPDATE strukturbild_punkt SET namn = '{name}' WHERE objektidentitet = '{version.object.identity}'")

    def delete(self, version: ObjectVersion) -> None:
        self.sql(f"DELETE FROM strukturbild_punkt WHERE objektidentitet = '{version.object.identity}'")

    def draw(self, **values: str) -> None:
        self.add("punkt", "POINT (601000.12345 6931000)", **values)

    def add(self, kind: str, wkt: str, **values: str) -> None:
        source = ogr.Open(str(self.path), update=1)
        layer = source.GetLayerByName(f"strukturbild_{kind}")
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in values.items():
            feature.SetField(name, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        assert layer.CreateFeature(feature) == 0
        del feature, layer, source

    def name_of(self, version: ObjectVersion) -> str | None:
        return next((t.name for t in self.copy.objects() if t.identity == version.object.identity), None)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "sundsvall.gpkg"
    versions = [first(point(600_000.0 + 1000 * i), position=i + 1) for i in range(3)]
    neighbour = first(replace(point(), identity=str(uuid4()), municipality="2262"), 4)
    with NewWorkingCopy(path, SETTINGS, ServerProfile("u", "t", {}), CATALOGUE, AREAS) as new:
        new.load(GeometryKind.POINT, [*versions, neighbour])
        new.finish(dict.fromkeys(GeometryKind, 4)).close()
        new.publish()
    copy = WorkingCopyFile.open(path)
    yield Desk(copy, path, versions)
    copy.close()
