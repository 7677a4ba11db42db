"""A municipality's map while it is drawn: objects so far, and where there is still room."""

from __future__ import annotations

import math
import uuid
from random import Random
from typing import Any

from shapely import Geometry, LineString, MultiPolygon, Point, Polygon, STRtree, set_precision

from hso_plugin.core.catalogue.model import Catalogue
from hso_plugin.core.model import GeometryKind, MapObject

from .county import County
from .words import attributes

#: Distance that areas keep to each other, and to the municipality's border (metres).
ROOM = 150.0
INSIDE = 700.0
GRID = 0.001
_KINDS = {"Point": GeometryKind.POINT, "LineString": GeometryKind.LINE, "MultiPolygon": GeometryKind.AREA}


class Sketch:
    """The whole county's synthetic map; every object gets an identity and a running number of its municipality."""

    def __init__(self, county: County, catalogue: Catalogue, number: int) -> None:
        self.county = county
        self.catalogue = catalogue
        self.rng = Random(f"hso-{number}")
        # Apart from the places, so that a code more in the catalogue moves nothing on the map.
        self._words = Random(f"hso-words-{number}")
        self.objects: list[MapObject] = []
        self._areas: list[Geometry] = []
        self._counts: dict[str, int] = {}

    def add(self, municipality: str, klass: str, name: str, geometry: Geometry, **given: Any) -> MapObject:
        """Add an object; what `given` does not say is filled in. None as a value leaves an attribute out."""
        geometry = set_precision(geometry, GRID)
        if geometry.geom_type == "Polygon":
            geometry = MultiPolygon([geometry])
        number = self._counts[municipality] = self._counts.get(municipality, 0) + 1
        given.setdefault("kalla_objekt", f"SYN-{municipality}-{number:03d}")
        values = attributes(self.catalogue, klass, name, self.county.names[municipality], self._words, **given)
        entry = MapObject(
            _KINDS[geometry.geom_type],
            str(uuid.UUID(int=self._words.getrandbits(128), version=4)),
            municipality,
            {key: value for key, value in values.items() if value is not None},
            geometry,
        )
        self.objects.append(entry)
        if entry.kind is GeometryKind.AREA and klass != "F1":
            self._areas.append(geometry)
        return entry

    def of(self, municipality: str, *classes: str) -> list[MapObject]:
        """The municipality's objects of these classes, in the order they were drawn."""
        return [o for o in self.objects if o.municipality == municipality and o.klass in classes]

    def room_for(
        self, municipality: str, hectares: float, near: Point | None = None, within: float = 4_000.0
    ) -> Polygon:
        """An uneven area of about `hectares` inside the municipality that touches no other area.

        Args:
            near: keep the middle within `within` metres of this point.
        """
        home = self.county.areas[municipality].buffer(-INSIDE)
        taken = STRtree(self._areas)
        min_e, min_n, max_e, max_n = home.bounds
        for _ in range(5_000):
            if near is None:
                middle = Point(self.rng.uniform(min_e, max_e), self.rng.uniform(min_n, max_n))
            else:
                turn, far = self.rng.uniform(0, math.tau), self.rng.uniform(0.2, 1) * within
                middle = Point(near.x + far * math.cos(turn), near.y + far * math.sin(turn))
            area = uneven(middle, hectares, self.rng)
            if home.covers(area) and not len(taken.query(area.buffer(ROOM), predicate="intersects")):
                return area
        raise AssertionError(f"no room for {hectares} ha in {municipality}")


def uneven(middle: Point, hectares: float, rng: Random) -> Polygon:
    """A star-shaped area of about that size, with 16 corners."""
    radius = math.sqrt(hectares * 10_000 / math.pi)
    turns = [math.tau * i / 16 for i in range(16)]
    reach = [radius * rng.uniform(0.85, 1.2) for _ in turns]
    return Polygon(
        [(middle.x + r * math.cos(t), middle.y + r * math.sin(t)) for t, r in zip(turns, reach, strict=True)]
    )


def bent(start: Point, end: Point, rng: Random, share: float = 0.04) -> LineString:
    """A line with soft bends, at most `share` of its length to the side."""
    length = start.distance(end)
    steps = max(3, min(12, int(length // 3_000)))
    side = ((start.y - end.y) / length, (end.x - start.x) / length)
    points = [start]
    for step in range(1, steps):
        along = step / steps
        off = rng.uniform(-share, share) * length * math.sin(math.pi * along)
        points.append(
            Point(
                start.x + along * (end.x - start.x) + off * side[0], start.y + along * (end.y - start.y) + off * side[1]
            )
        )
    return LineString([*points, end])
