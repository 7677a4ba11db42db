"""A spatial index over some of a check's objects, which can be exchanged one by one.

It holds the objects in blocks by their order (`Context.rank`): the last ones in a small block, those before in larger
and larger ones. A search goes block by block and leaves out those that have found enough: so it never looks at all
pairs of objects, however many lie in one and the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from .blocks import Block, Portions
from .shapes import Geometries, Indices

#: Objects in the last block, and how many times as many are in each block before it.
LAST_BLOCK, GROWTH = 64, 8
#: So many objects may have been exchanged before the trees are built anew.
MOST_EXCHANGED = 64
#: Added to a distance (m) so that what lies exactly that far is not lost in the last binary digit.
HAIR_M = 1e-6
#: No two places are farther apart (m); the coordinates themselves are bounded by `shapes.FARTHEST_M`.
FARTHEST_APART_M = 1e10


class Places(Protocol):
    """What an index reads of a context: by object its sound geometry and its order."""

    sound: Geometries
    rank: NDArray[np.float64]


class SpatialIndex:
    """An index over objects given in their order.

    Args:
        places: the context, whose arrays change with the objects.
        indices: the objects, in their order; each has a geometry.
        ends: over the start and the end of each, which are lines, instead of the whole geometry.
    """

    def __init__(self, places: Places, indices: Indices, *, ends: bool = False) -> None:
        self._places, self._ends = places, ends
        self._build(indices)

    def _build(self, indices: Indices) -> None:
        self._members = indices
        self._gone: set[int] = set()
        self._new: set[int] = set()
        self._newest: Block | None = None
        #: From the last block to the first: trees, and the lowest rank that belongs to each.
        self._blocks: list[Block] = []
        self._lowest: list[float] = []
        end, size = len(indices), LAST_BLOCK
        while end > 0 or not self._blocks:
            # What would be left over for a smaller block goes with this one.
            start = end - size if end >= 2 * size else 0
            self._lowest.append(float(self._places.rank[indices[start]]) if start else -inf)
            self._blocks.append(Block(self._places.sound, indices[start:end], ends=self._ends))
            end, size = start, size * GROWTH

    def discard(self, index: int) -> None:
        """Take a member out, before its geometry changes."""
        if index in self._new:
            self._new.remove(index)
            self._newest = None
        else:
            self._gone.add(index)

    def add(self, index: int) -> None:
        """Put one in that is no member now, after its geometry changed."""
        self._new.add(index)
        self._newest = None
        if len(self._new) + len(self._gone) > MOST_EXCHANGED:
            members = np.array(sorted({*self._members.tolist()} - self._gone | self._new), dtype=np.intp)
            self._build(members[np.argsort(self._places.rank[members])])

    def each(
        self, places: Geometries, metres: float | None, wanted: NDArray[np.bool_]
    ) -> Iterator[tuple[Indices, Indices]]:
        """Portions of (numbers of places, objects near them), the last block's objects first.

        Args:
            metres: how near; None for all whose boxes meet that of the place.
            wanted: which places to search from. It is read before each portion: who sets one to False gets no more
                from it.
        """
        for number in range(len(self._blocks)):
            todo = np.flatnonzero(wanted)
            portions = Portions(len(todo), self._blocks[number])
            for part in portions:
                portion = todo[part]
                if part.start:
                    portion = portion[wanted[portion]]
                numbers, found = self._query(number, places[portion], metres)
                portions.pairs += len(numbers)
                if len(numbers):
                    yield portion[numbers], found

    def reached(self, places: Geometries, metres: float) -> NDArray[np.bool_]:
        """Which places have an object within `metres`."""
        wanted = np.ones(len(places), dtype=bool)
        for numbers, _ in self.each(places, metres, wanted):
            wanted[numbers] = False
        return ~wanted

    def near(self, place: Geometry, metres: float) -> Indices:
        """The objects within `metres` of a place, rising."""
        found = [indices for _, indices in self.each(np.array([place]), metres, np.ones(1, dtype=bool))]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.intp)

    def nearest(self, places: Geometries) -> tuple[NDArray[np.float64], Indices]:
        """Distance (m) and index of the object nearest to each place; of equally near ones the last.

        Infinite and -1 when there is none.
        """
        distances, nearest = np.full(len(places), inf), np.full(len(places), -1)
        for number, block in enumerate(self._blocks):
            # Equally near ones of a later block go first.
            if self._gone or self._new:
                for place, limit in enumerate(distances.tolist()):
                    found = self._nearest_in(number, places[place], min(limit, FARTHEST_APART_M))
                    if found is not None and found[0] < limit:
                        distances[place], nearest[place] = found
                continue
            portions = Portions(len(places), block)
            for part in portions:
                numbers, indices, here = block.all_nearest(places[part])
                portions.pairs += len(numbers)
                numbers += part.start
                closer = np.flatnonzero(here < distances[numbers])
                # The last one written stays.
                last = closer[np.argsort(self._places.rank[indices[closer]], kind="stable")]
                nearest[numbers[last]], distances[numbers[last]] = indices[last], here[last]
        return distances, nearest

    def _nearest_in(self, number: int, place: Geometry, limit: float) -> tuple[float, int] | None:
        """Distance and index of the nearest of a block, if it is nearer than `limit`."""
        # The trees may know objects from before they changed, and new ones of other blocks: none is nearer than this.
        radius = min(block.nearest(np.array([place]))[0] for block in (self._blocks[number], self._newest_block()))
        if radius >= limit:
            return None
        while True:
            _, found = self._query(number, np.array([place]), radius + HAIR_M)
            if len(found):
                distances = self._distances(found, place)
                least = distances.min()
                if least <= radius + HAIR_M:
                    ranks = np.where(distances == least, self._places.rank[found], -inf)
                    return float(least), int(found[ranks.argmax()])
            if radius >= limit:
                return None
            radius = min(2 * radius + 1, limit)

    def _distances(self, indices: Indices, place: Geometry) -> NDArray[np.float64]:
        sound = self._places.sound[indices]
        if self._ends:
            sound = shapely.multipoints(np.stack([shapely.get_point(sound, 0), shapely.get_point(sound, -1)], axis=1))
        distances: NDArray[np.float64] = shapely.distance(sound, place)
        return distances

    def _query(self, number: int, places: Geometries, metres: float | None) -> tuple[Indices, Indices]:
        numbers, found = self._blocks[number].query(places, metres)
        if self._gone:
            kept = np.array([index not in self._gone for index in found.tolist()], dtype=bool)
            numbers, found = numbers[kept], found[kept]
        if not self._new:
            return numbers, found
        more, new = self._newest_block().query(places, metres)
        rank = self._places.rank[new]
        kept = rank >= self._lowest[number]
        if number:
            kept &= rank < self._lowest[number - 1]
        return np.concatenate([numbers, more[kept]]), np.concatenate([found, new[kept]])

    def _newest_block(self) -> Block:
        if self._newest is None:
            self._newest = Block(self._places.sound, np.array(sorted(self._new), dtype=np.intp), ends=self._ends)
        return self._newest
