"""Which objects a spatial index is over, and what parts it."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from shapely import GeometryType

from .shapes import Indices
from .spatial import Places, SpatialIndex


@dataclass(frozen=True, slots=True)
class Layer:
    """The objects of `classes` that have a geometry, own and the neighbours'.

    Attributes:
        own: only the own ones.
        ends: only lines, by their start and end points instead of their whole geometries.
        by_municipality, attributes: what parts the index: a part has objects of one municipality, with equal values.
    """

    classes: frozenset[str]
    own: bool = False
    ends: bool = False
    by_municipality: bool = False
    attributes: tuple[str, ...] = ()


class Objects(Places, Protocol):
    """What the layers' indexes read of a context; arrays are by object."""

    is_own: NDArray[np.bool_]
    klass: NDArray[np.object_]
    municipalities: NDArray[np.object_]
    types: Indices

    def of(self, codes: Collection[str], *, everyone: bool = False) -> Indices:
        """Indices of the objects of these classes that have a geometry, in their order."""

    def value(self, index: int, name: str) -> Any:
        """An attribute's value; None when it is empty."""


class LayerIndex:
    """The spatial indexes of a layer's parts, kept in step with the objects."""

    def __init__(self, context: Objects, layer: Layer) -> None:
        self._context, self._layer = context, layer
        indices = context.of(layer.classes, everyone=True)
        if layer.own:
            indices = indices[context.is_own[indices]]
        if layer.ends:
            indices = indices[context.types[indices] == GeometryType.LINESTRING]
        self._parts: dict[Hashable, SpatialIndex] = {}
        if not (layer.by_municipality or layer.attributes):
            self._part_of((), indices)
            return
        members: dict[Hashable, list[int]] = {}
        for index in indices.tolist():
            members.setdefault(self._key(index), []).append(index)
        for key, part in members.items():
            self._part_of(key, np.array(part, dtype=np.intp))

    def part(self, key: tuple[Hashable, ...]) -> SpatialIndex:
        """The index of the objects with these values: the municipality's code first, where that parts them."""
        key = tuple(map(_hashable, key))
        return self._parts.get(key) or self._part_of(key, np.empty(0, dtype=np.intp))

    def discard(self, index: int) -> None:
        """An object is about to change or go."""
        if self._has(index):
            self.part(self._key(index)).discard(index)

    def add(self, index: int) -> None:
        """An object has changed or come."""
        if self._has(index):
            self.part(self._key(index)).add(index)

    def _part_of(self, key: Hashable, indices: Indices) -> SpatialIndex:
        self._parts[key] = SpatialIndex(self._context, indices, ends=self._layer.ends)
        return self._parts[key]

    def _has(self, index: int) -> bool:
        context, layer = self._context, self._layer
        kind = context.types[index]
        return (
            context.klass[index] in layer.classes
            and kind >= 0
            and not (layer.own and not context.is_own[index])
            and not (layer.ends and kind != GeometryType.LINESTRING)
        )

    def _key(self, index: int) -> tuple[Hashable, ...]:
        context, layer = self._context, self._layer
        home = (context.municipalities[index],) if layer.by_municipality else ()
        return (*home, *(_hashable(context.value(index, name)) for name in layer.attributes))


def _hashable(value: object) -> Hashable:
    """Values of a wrong type may be lists or worse."""
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value
