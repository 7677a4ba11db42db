"""One search tree over some objects: a block of a spatial index."""

from __future__ import annotations

from math import inf

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from .shapes import Geometries, Indices


class Block:
    """A tree over objects of neighbouring order. With `ends`, over the two ends of each: these are lines."""

    def __init__(self, sound: Geometries, indices: Indices, *, ends: bool) -> None:
        self.indices = np.repeat(indices, 2) if ends else indices
        places = sound[self.indices]
        self.tree = STRtree(shapely.get_point(places, np.tile([0, -1], len(indices))) if ends else places)

    def query(self, places: Geometries, metres: float | None) -> tuple[Indices, Indices]:
        """Numbers of places, and the objects within `metres` of each; with None, those whose boxes meet theirs."""
        if metres is None:
            numbers, found = self.tree.query(places)
        else:
            numbers, found = self.tree.query(places, predicate="dwithin", distance=metres)
        return numbers, self.indices[found]

    def nearest(self, places: Geometries) -> NDArray[np.float64]:
        """Distance (m) from each place to the nearest object; infinite when there is none."""
        distances = np.full(len(places), inf)
        if len(self.indices):
            (numbers, _), found = self.tree.query_nearest(places, return_distance=True, all_matches=False)
            distances[numbers] = found
        return distances

    def all_nearest(self, places: Geometries) -> tuple[Indices, Indices, NDArray[np.float64]]:
        """Numbers of places, all the objects that are nearest to each, and how far away (m) they are."""
        (numbers, found), distances = self.tree.query_nearest(places, return_distance=True, all_matches=True)
        return numbers, self.indices[found], distances
