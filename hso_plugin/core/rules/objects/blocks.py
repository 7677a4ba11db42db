"""One search tree over some objects, a block of a spatial index, and the portions in which it is searched."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from .shapes import Geometries, Indices

#: So many pairs of a place searched from and an object are looked at in one go, as far as can be told beforehand.
PAIRS_AT_A_TIME = 1_000_000
#: Where few pairs were found so far, at most so many times the places are taken that cannot give more pairs than that.
BOLDEST = 8


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


class Portions:
    """Cuts `count` places into portions to search a block from; `pairs` is to be told how many have been found.

    The first is so small that it cannot give more than `PAIRS_AT_A_TIME`, the later ones as large as those before them
    lead to expect, within reason: each search has a cost of its own, however little it finds.
    """

    def __init__(self, count: int, block: Block) -> None:
        self._count = count
        self._safe = max(16, PAIRS_AT_A_TIME // max(1, len(block.indices)))
        self.pairs = 0

    def __iter__(self) -> Iterator[slice]:
        start, size = 0, self._safe
        while start < self._count:
            yield slice(start, start + size)
            start += size
            expected = PAIRS_AT_A_TIME * start // max(1, self.pairs)
            size = min(max(expected, self._safe), BOLDEST * self._safe)
