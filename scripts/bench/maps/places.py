"""Where objects lie: a part of the county round its middle, as large as the number of objects asks for."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from scripts.local_platform.seed.county import County

from .shapes import Floats

#: So many objects fill the whole county; fewer fill a part of it, as densely.
WHOLE_COUNTY = 80_000
#: Where all seven municipalities are within 45 km: a quarter of the county, round here, has something of each.
_MIDDLE = shapely.Point(598_000, 6_988_000)
#: Mean number of objects to a cluster, the share that lies in clusters, and how far from the middle (m, deviation).
_CLUSTER, _CLUSTERED, _SPREAD = 40, 0.6, 1000.0


class Places:
    """Draws places in the window round the county's middle that `count` objects are to fill.

    Attributes:
        codes: municipality codes, in a fixed order.
        homes: their polygons, in the same order.
    """

    def __init__(self, rng: np.random.Generator, county: County, count: int) -> None:
        self._rng = rng
        self.codes = np.array(sorted(county.areas), dtype=object)
        self.homes = np.array([county.areas[code] for code in self.codes], dtype=object)
        self.borders = shapely.boundary(self.homes)
        self._window = _window(county, min(1.0, count / WHOLE_COUNTY))
        shapely.prepare(self._window)
        localities = np.array([(x.point.x, x.point.y) for x in county.localities])
        towns = localities[shapely.contains_xy(self._window, localities)]
        self._middles = np.vstack([towns, self._spread(max(1, count // _CLUSTER - len(towns)))])

    def take(self, count: int) -> Floats:
        """(count, 2) easting, northing in the window: some spread evenly, more in clusters."""
        clustered = self._rng.random(count) < _CLUSTERED
        places = self._spread(count)
        around = self._middles[self._rng.integers(len(self._middles), size=count)]
        near = around + self._rng.normal(0, _SPREAD, (count, 2))
        inside = shapely.contains_xy(self._window, near[:, 0], near[:, 1])
        places[clustered & inside] = near[clustered & inside]
        return places.round(3)

    def home(self, places: Floats) -> NDArray[np.intp]:
        """Which municipality each place lies in, else the nearest, as an index of `codes`."""
        away = [shapely.distance(shapely.points(places), area) for area in self.homes]
        return np.argmin(away, axis=0)

    def room(self, places: Floats, home: NDArray[np.intp]) -> Floats:
        """Metres from each place to its municipality's border."""
        room: Floats = shapely.distance(shapely.points(places), self.borders[home])
        return room

    def _spread(self, count: int) -> Floats:
        min_e, min_n, max_e, max_n = self._window.bounds
        found = np.empty((0, 2))
        while len(found) < count:
            tried = self._rng.uniform((min_e, min_n), (max_e, max_n), (2 * count + 100, 2))
            found = np.vstack([found, tried[shapely.contains_xy(self._window, tried[:, 0], tried[:, 1])]])
        return found[:count]


def _window(county: County, share: float) -> Geometry:
    """That share of the county's surface: one disc, for at an edge objects have fewer others within kilometres."""
    if share >= 1:
        return county.whole
    low, high = 0.0, 200_000.0
    for _ in range(24):
        radius = (low + high) / 2
        small = shapely.intersection(county.whole, _MIDDLE.buffer(radius)).area < share * county.whole.area
        low, high = (radius, high) if small else (low, radius)
    return shapely.intersection(county.whole, _MIDDLE.buffer(high))
