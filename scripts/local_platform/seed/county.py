"""The county as the seed needs it: municipality polygons and localities, EPSG:3006."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shapely import Geometry, MultiPolygon, Point, prepare, union_all
from shapely.geometry import shape

HERE = Path(__file__).resolve()
BOUNDARIES = HERE.parents[3] / "hso_plugin/resources/boundaries/kommuner.geojson"
LOCALITIES = HERE.parents[1] / "seed_data/localities.json"


@dataclass(frozen=True)
class Locality:
    """A real locality: easting and northing in whole metres, inhabitants from GeoNames."""

    name: str
    municipality: str
    inhabitants: int
    point: Point


@dataclass(frozen=True)
class County:
    """The seven municipalities and their localities."""

    areas: dict[str, MultiPolygon]
    names: dict[str, str]
    localities: tuple[Locality, ...]

    @classmethod
    def load(cls) -> County:
        """Read the committed files."""
        features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
        areas = {f["properties"]["kommunkod"]: shape(f["geometry"]) for f in features}
        for area in areas.values():
            prepare(area)
        names = {f["properties"]["kommunkod"]: f["properties"]["namn"] for f in features}
        entries = json.loads(LOCALITIES.read_text(encoding="utf-8"))
        localities = tuple(Locality(e["namn"], e["kommunkod"], e["invanare"], Point(e["e"], e["n"])) for e in entries)
        return cls(areas, names, localities)

    def locality(self, name: str, municipality: str) -> Locality:
        """The largest locality of that name in a municipality."""
        found = [x for x in self.localities if (x.name, x.municipality) == (name, municipality)]
        return max(found, key=lambda x: x.inhabitants)

    @cached_property
    def whole(self) -> Geometry:
        """All municipalities together."""
        return union_all(list(self.areas.values()))
