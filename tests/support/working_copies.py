"""Working copies for the tests inside QGIS, made by the code that makes real ones, without a platform."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import shapely

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.catalogue.model import Catalogue
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.workcopy import NewWorkingCopy, Settings

CATALOGUE = catalogues.default()
OWN, OTHER = "2281", "2280"
AREAS = {
    OWN: shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_960_000)]),
    OTHER: shapely.MultiPolygon([shapely.box(640_000, 6_900_000, 680_000, 6_960_000)]),
}
SHAPES = {
    GeometryKind.POINT: shapely.Point(600_000, 6_930_000),
    GeometryKind.LINE: shapely.LineString([(600_000, 6_930_000), (604_000, 6_931_000)]),
    GeometryKind.AREA: shapely.MultiPolygon([shapely.box(600_000, 6_930_000, 601_000, 6_931_000)]),
}


def thing(kind: GeometryKind, klass: str, municipality: str = OWN, **attributes: object) -> MapObject:
    """An object of a class with a name and little else."""
    values = {"klass": klass, "namn": f"Prov {klass}", **attributes}
    return MapObject(kind, str(uuid4()), municipality, values, SHAPES[kind])  # type: ignore[arg-type]


def one_of_each() -> list[MapObject]:
    """An object of every class and kind, own and neighbours'."""
    return [
        thing(kind, klass.code, municipality)
        for municipality in (OWN, OTHER)
        for klass in CATALOGUE.classes.values()
        for kind in klass.kinds
    ]


def make(path: Path, objects: Sequence[MapObject] | None = None, catalogue: Catalogue = CATALOGUE) -> Path:
    """A working copy of Sundsvall at `path`."""
    settings = Settings("http://127.0.0.1:1/wfs", OWN, "planerare-2281", profile="test")
    objects = one_of_each() if objects is None else objects
    with NewWorkingCopy(path, settings, ServerProfile("http://127.0.0.1:1/wfs", "Prov", {}), catalogue, AREAS) as new:
        for kind in GeometryKind:
            mine = [o for o in objects if o.kind is kind]
            new.load(kind, [ObjectVersion(o, 1, str(uuid4()), False, "någon", n) for n, o in enumerate(mine, 1)])
        new.finish(dict.fromkeys(GeometryKind, 100)).close()
        if hasattr(new, "publish"):
            new.publish()
    return path
