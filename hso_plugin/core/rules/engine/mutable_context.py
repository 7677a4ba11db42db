"""A context whose own objects can be exchanged, one by one, without looking at all the others."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...model import MapObject
from ..objects import shapes
from ..objects.context import Context, Indices, order_key

#: The arrays of a context that have a place for each object, and what a new place has before it is filled.
ARRAYS = {
    "is_own": False,
    "rank": 0.0,
    "klass": "",
    "class_number": 0,
    "municipalities": "",
    "geometries": None,
    "sound": None,
    "types": -1,
    "missing": False,
    "broken": False,
    "invalid": False,
}


class MutableContext(Context):
    """A context for a check that is kept. An object keeps its index while it lives."""

    _keys: list[tuple[tuple[str, str], int]] | None = None

    def ask(self, indices: Indices) -> None:
        """Let the rules speak of these own objects."""
        if not np.array_equal(indices, self.asked):
            self.asked = indices
            self._kept_while_asked.clear()

    def own(self) -> Indices:
        """All own objects, rising."""
        return np.flatnonzero(self.is_own)

    def begin(self, indices: list[int]) -> None:
        """The objects at these indices are about to change or go: nothing may find them any more."""
        for follower in self._followers.values():
            for index in indices:
                follower.discard(index)

    def exchange(self, index: int, item: MapObject | None) -> None:
        """Put an object at its index; None for one that is gone. Between `begin` and `end`."""
        old = self.objects[index]
        self.is_own[index] = item is not None
        if item is None:
            if self._keys is not None:
                del self._keys[bisect_left(self._keys, (order_key(old), index))]
            item = MapObject(old.kind, old.identity, old.municipality)
        self.objects[index] = item
        self.class_number[index] = self._number(item)
        self.klass[index] = self._codes[self.class_number[index]]
        self.municipalities[index] = (item.municipality or self.municipality) if self.is_own[index] else ""
        read = shapes.read([item])
        for name in ("geometries", "sound", "types", "missing", "broken", "invalid"):
            getattr(self, name)[index] = getattr(read, name)[0]
        self._names.pop(index, None)

    def append(self, item: MapObject) -> int:
        """Put a new own object at a new index; between `begin` and `end`."""
        index = len(self.objects)
        for name, nothing in ARRAYS.items():
            setattr(self, name, _longer(getattr(self, name), nothing))
        self.objects.append(item)
        self._insert(index, item)
        self.exchange(index, item)
        return index

    def end(self, indices: list[int]) -> None:
        """The objects at these indices are in place."""
        self._kept_while_asked.clear()
        for follower in self._followers.values():
            for index in indices:
                follower.add(index)

    def _insert(self, index: int, item: MapObject) -> None:
        """Give a new object its rank, between those of its neighbours in the order."""
        if self._keys is None:
            self._keys = [(order_key(self.objects[own]), own) for own in self.in_order(self.own()).tolist()]
        place = bisect_left(self._keys, (order_key(item), index))
        below = self.rank[self._keys[place - 1][1]] if place else -1.0
        above = self.rank[self._keys[place][1]] if place < len(self._keys) else below + 2
        self._keys.insert(place, (order_key(item), index))
        self.rank[index] = (below + above) / 2
        if not below < self.rank[index] < above:
            # So many between the same two that there is no number left: number all anew.
            self.rank[[own for _, own in self._keys]] = np.arange(len(self._keys))
            self._followers.clear()


def _longer(array: NDArray[Any], last: object) -> NDArray[Any]:
    longer = np.empty(len(array) + 1, dtype=array.dtype)
    longer[:-1], longer[-1] = array, last
    return longer
