"""The piece of the world that the map of a report shows, and how metres become pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

WIDTH, HIGHEST = 680.0, 520.0
#: How much of the map lies around the municipality, as a share of its larger side.
_MARGIN = 0.06
_LEAST_SIDE_M = 2000.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn: upper left corner (m, EPSG:3006), pixels a metre, and the size in pixels."""

    west: float
    north: float
    scale: float
    width: float
    height: float

    @classmethod
    def around(cls, areas: Sequence[Geometry], places: NDArray[np.float64]) -> Frame | None:
        """A frame around `areas`, or around `places` (shape (n, 2), NaN for none) when there are no areas.

        None when there is nothing to draw.
        """
        bounds = shapely.total_bounds(list(areas)) if areas else np.full(4, np.nan)
        if np.isnan(bounds).any():
            places = places[~np.isnan(places).any(axis=1)]
            if not len(places):
                return None
            bounds = np.concatenate([places.min(axis=0), places.max(axis=0)])
        margin = max(_LEAST_SIDE_M / 2, _MARGIN * max(bounds[2] - bounds[0], bounds[3] - bounds[1]))
        west, south, east, north = (bounds + np.array([-margin, -margin, margin, margin])).tolist()
        scale = min(WIDTH / (east - west), HIGHEST / (north - south))
        return cls(west, north, scale, (east - west) * scale, (north - south) * scale)

    def pixels(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Easting, northing as x, y from the upper left corner; shape (n, 2)."""
        return (places - np.array([self.west, self.north])) * np.array([self.scale, -self.scale])

    def inside(self, pixels: NDArray[np.float64]) -> NDArray[np.bool_]:
        """True for those within the map; never for NaN."""
        return ((pixels >= 0) & (pixels <= np.array([self.width, self.height]))).all(axis=1)

    def seen(self, area: Geometry) -> Geometry:
        """What of an area is within the map, without details that are smaller than a pixel; in metres."""
        east, south = self.west + self.width / self.scale, self.north - self.height / self.scale
        return shapely.clip_by_rect(shapely.simplify(area, 0.7 / self.scale), self.west, south, east, self.north)
