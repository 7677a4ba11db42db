"""A seeded map of any size, to measure the rules on: all classes, realistic shapes, attributes filled in, some faults.

Its density is that of a map of 80 000 objects over the whole county, whatever the number asked for: fewer objects fill
a smaller part round its middle, with shapes of the same sizes. So an object has about as many others beside it, within
any of the rules' distances in metres, in 20 000 as in 80 000, and the time they take compares the engine, not the
number of pairs. (Shrinking the shapes would not do that: the rules' distances do not shrink with them.) 20 000 objects
reach all seven municipalities, though Ånge and Örnsköldsvik with little. Above 80 000 the county becomes denser.
"""

from __future__ import annotations

import uuid
from random import Random

import numpy as np
import shapely

from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.model import GeometryKind, MapObject, Value
from scripts.local_platform.seed.county import County
from scripts.local_platform.seed.words import attributes

from .faults import add_faults
from .lines import Lines
from .places import Places
from .shapes import FARTHEST, Ints, Shapes, blobs

#: Share of each class, and for areas the median size (ha), for lines the median length (km).
POINTS = {"A1": 0.001, "A2": 0.001, "A3": 0.02, "B3": 0.088, "D3": 0.13, "F2": 0.01}
LINES = {
    "A5": (0.04, 2.0),
    "B1": (0.08, 6.0),
    "B2": (0.03, 12.0),
    "C2": (0.05, 3.0),
    "E2": (0.04, 5.0),
    "F2": (0.005, 2.0),
}
AREAS = {
    "A4": (0.06, 9.0), "A6": (0.03, 14.0), "C1": (0.1, 85.0), "C3": (0.05, 85.0), "C4": (0.13, 50.0),
    "D1": (0.04, 18.0), "D2": (0.03, 5.0), "E1": (0.04, 40.0), "F1": (0.01, 150.0), "F2": (0.01, 10.0),
}  # fmt: skip
#: What the ends of a class's lines are drawn to.
ENDS = {
    "A5": ("A3", "A4"), "B1": ("A3", "B3"), "B2": ("A3",), "C2": ("C1", "C3"), "E2": ("D1", "E1", "B3"), "F2": ("D3",),
}  # fmt: skip
#: Classes of which some lines are drawn to a municipal border and carried on beyond.
CROSSING = ("B1", "C2", "E2")
#: One in so many C1 and C4 is so much larger (in hectares): it lies over many others.
LARGE_ONE_IN, LARGE = 150, 15
#: Of the areas that came to lie over one they may not overlap, this share is left there unless told otherwise; the
#: others are drawn elsewhere, a few times at most.
OVERLAPPING, _TRIES = 0.1, 8
#: Sets of attributes drawn for each class; objects differ further in name and text.
_SETS = 40


def generate(count: int, seed: int, catalogue: Catalogue, overlapping: float = OVERLAPPING) -> list[MapObject]:
    """`count` objects of the county's seven municipalities, the same for the same arguments.

    Of the areas that come to lie over one they may not overlap, the share `overlapping` is left there.
    """
    return _Map(count, seed, catalogue, overlapping).objects()


class _Map:
    """The map while it is drawn."""

    def __init__(self, count: int, seed: int, catalogue: Catalogue, overlapping: float) -> None:
        self.rng = np.random.default_rng([seed, count])
        self.random = Random(f"bench-{seed}-{count}")
        self.county = County.load()
        self.catalogue = catalogue
        self.overlapping = overlapping
        #: Pairs of classes that a rule on overlap judges.
        self.judged = catalogue.overlapping("F") | catalogue.overlapping("V")
        self.count = count
        self.places = Places(self.rng, self.county, count)
        #: (class, kind, municipality codes, geometries), in the order drawn.
        self.drawn: list[tuple[str, GeometryKind, Shapes, Shapes]] = []

    def objects(self) -> list[MapObject]:
        """Everything, with attributes and faults."""
        numbers = self._numbers()
        for klass in POINTS:
            self._add(klass, GeometryKind.POINT, *self._points(numbers["punkt", klass]))
        for klass, (_, hectares) in AREAS.items():
            self._add(klass, GeometryKind.AREA, *self._areas(klass, numbers["yta", klass], hectares))
        for klass, (_, kilometres) in LINES.items():
            self._add(klass, GeometryKind.LINE, *self._lines(klass, numbers["linje", klass], kilometres))
        objects = [
            item
            for klass, kind, homes, geometries in self.drawn
            for item in self._filled_in(klass, kind, homes, geometries)
        ]
        add_faults(objects, self.random)
        return objects

    def _numbers(self) -> dict[tuple[str, str], int]:
        shares = {("punkt", klass): share for klass, share in POINTS.items()}
        shares |= {("linje", klass): share for klass, (share, _) in LINES.items()}
        shares |= {("yta", klass): share for klass, (share, _) in AREAS.items()}
        total = sum(shares.values())
        numbers = {key: int(self.count * share / total) for key, share in shares.items()}
        numbers["yta", "C4"] += self.count - sum(numbers.values())
        return numbers

    def _add(self, klass: str, kind: GeometryKind, homes: Shapes, geometries: Shapes) -> None:
        self.drawn.append((klass, kind, homes, geometries))

    def _points(self, count: int) -> tuple[Shapes, Shapes]:
        places = self.places.take(count)
        return self.places.codes[self.places.home(places)], shapely.points(places)

    def _areas(self, klass: str, count: int, hectares: float) -> tuple[Shapes, Shapes]:
        """Areas, most of them drawn clear of those that they may not overlap, as planners do."""
        size = hectares * 10_000 * np.exp(self.rng.normal(0, 0.5, count))
        if klass in {"C1", "C4"}:
            size[::LARGE_ONE_IN] *= LARGE
        vertices = np.clip(np.exp(self.rng.normal(4.1, 0.6, count)), 20, 400).astype(np.intp)
        home, areas = np.empty(count, dtype=np.intp), np.empty(count, dtype=object)
        left = np.arange(count)
        for _ in range(_TRIES):
            middles = self.places.take(len(left))
            home[left] = self.places.home(middles)
            # What the middle's distance to the border leaves room for, but for a little that the tolerance covers.
            room = (self.places.room(middles, home[left]) + 300) / FARTHEST
            radii = np.minimum(np.sqrt(size[left] / np.pi), room)
            areas[left] = blobs(self.rng, middles, radii, vertices[left])
            left = self._overlapping(klass, areas, left)
            left = left[self.rng.random(len(left)) >= self.overlapping]
        return self.places.codes[home], areas

    def _overlapping(self, klass: str, areas: Shapes, asked: Ints) -> Ints:
        """Those of `asked` that lie over an area drawn before that they may not overlap."""
        before = [a for code, kind, _, a in self.drawn if kind is GeometryKind.AREA and (klass, code) in self.judged]
        over = np.zeros(len(areas), dtype=bool)
        if before:
            numbers, _ = shapely.STRtree(np.concatenate(before)).query(areas[asked], predicate="intersects")
            over[asked[numbers]] = True
        if (klass, klass) in self.judged:
            left, right = shapely.STRtree(areas).query(areas, predicate="intersects")
            over[left[left > right]] = True
        return asked[over[asked]]

    def _lines(self, klass: str, count: int, kilometres: float) -> tuple[Shapes, Shapes]:
        found = [(homes, shapes) for code, _, homes, shapes in self.drawn if code in ENDS[klass]]
        homes, shapes = (np.concatenate(each) for each in zip(*found, strict=True))
        lines = Lines(self.rng, self.county, self.places, shapely.point_on_surface(shapes), homes)
        return lines.draw(count, kilometres, crossing=klass in CROSSING)

    def _filled_in(self, klass: str, kind: GeometryKind, homes: Shapes, geometries: Shapes) -> list[MapObject]:
        names = [x.name for x in self.county.localities]
        sets = [attributes(self.catalogue, klass, "", self.county.names["2281"], self.random) for _ in range(_SETS)]
        title = self.catalogue.classes[klass].title.sv
        objects = []
        for number, (home, geometry) in enumerate(zip(homes, geometries, strict=True), 1):
            chosen: dict[str, Value] = sets[self.random.randrange(_SETS)]
            name = f"{title} {names[self.random.randrange(len(names))]} {number}"
            values = chosen | {"namn": name, "stallningstagande": f"{name}: {chosen['stallningstagande']}"}
            if klass == "F1":
                values["berorda_kommuner"] = tuple(sorted({str(home), "2281", "2262"}))
            elif klass == "A3":
                values["invanare"] = 150 + self.random.randrange(3000)
            identity = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
            objects.append(MapObject(kind, identity, str(home), values, geometry))
        return objects
