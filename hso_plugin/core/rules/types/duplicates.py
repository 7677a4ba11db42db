"""Rule on exact duplicates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from ..objects.context import Context, Indices
from ..objects.pairs import MOST_OTHERS
from ..params import Params
from ..registry import Hit, rule_type

GRID_M = 0.001


class Boxes:
    """The objects by their bounding box on the grid: equal geometries have equal boxes. Kept in step with them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._members: dict[bytes, set[int]] = {}
        indices = np.flatnonzero(~shapely.is_missing(context.geometries))
        for index, key in zip(indices.tolist(), self._keys(indices), strict=True):
            self._members.setdefault(key, set()).add(index)

    def crowded(self, indices: Indices) -> list[list[int]]:
        """The objects of each box that one of `indices` has and another object too."""
        indices = indices[~shapely.is_missing(self._context.geometries[indices])]
        keys = dict.fromkeys(self._keys(indices))
        return [sorted(self._members[key]) for key in keys if len(self._members[key]) > 1]

    def beside(self, index: int) -> set[int]:
        """The objects with the same box as one, that one among them."""
        return self._members.get(self._key(index), {index})

    def discard(self, index: int) -> None:
        """An object is about to change or go."""
        members = self._members.get(self._key(index), set())
        members.discard(index)
        if not members:
            self._members.pop(self._key(index), None)

    def add(self, index: int) -> None:
        """An object has changed or come."""
        if self._context.geometries[index] is not None:
            self._members.setdefault(self._key(index), set()).add(index)

    def _key(self, index: int) -> bytes:
        return self._keys(np.array([index]))[0]

    def _keys(self, indices: Indices) -> list[bytes]:
        bounds = _on_grid(shapely.bounds(self._context.geometries[indices]))
        return [row.tobytes() for row in bounds]


def _boxes(context: Context) -> Boxes:
    return context.following("boxes", lambda: Boxes(context))


def _on_grid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coordinates in whole steps of the grid."""
    on_grid: NDArray[np.float64] = np.floor(values / GRID_M + 0.5)
    return on_grid


def _shapes(context: Context, indices: list[int]) -> list[bytes]:
    """The same bytes for geometries that are equal on the grid, whichever way they are drawn."""
    snapped = shapely.transform(context.geometries[indices], _on_grid)
    return list(shapely.to_wkb(shapely.normalize(snapped), output_dimension=2))


@rule_type(
    "dubblett",
    params=("same",),
    optional=("across",),
    says=("andra",),
    together=lambda context, index: _boxes(context).beside(index),
)
def duplicate(context: Context, params: Params) -> Iterator[Hit]:
    """No two objects have equal geometry and equal values of the attributes in `same`.

    Geometries are equal when they cover the same vertices to the millimetre, whichever way they are drawn. Among
    several equal ones, each but the first is reported against the first. In the stages of `across` the neighbours'
    objects count too.
    """
    same = [attribute.name for attribute in params.attributes("same")]
    across = context.stage in params.stages("across")
    asked = set(context.asked.tolist())
    for box in _boxes(context).crowded(context.asked):
        counted = [index for index in context.in_order(np.array(box)).tolist() if across or context.is_own[index]]
        equal: dict[object, list[int]] = {}
        for index, shape in zip(counted, _shapes(context, counted), strict=True):
            values = repr([context.value(index, name) for name in same])
            equal.setdefault((shape, context.objects[index].kind, values), []).append(index)
        for first, *later in equal.values():
            own = [index for index in later if context.is_own[index]]
            yield from (Hit(index, other=first) for index in own if index in asked)
            if first in asked:
                # Own objects come before neighbours', so of a pair that crosses a border the own one is the earlier.
                beyond = later[len(own) :][:MOST_OTHERS]
                yield from (Hit(first, other=index) for index in beyond)
