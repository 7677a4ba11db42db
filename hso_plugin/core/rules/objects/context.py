"""What the rules look at: the objects as arrays, with spatial indexes that several rules share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from shapely import Geometry

from ...catalogue import Attribute, Catalogue
from ...model import CLASS, MapObject, Stage, Value
from ...text import Text
from ..words import object_name
from . import shapes
from .layers import Layer, LayerIndex
from .shapes import FARTHEST_M, POLYGONAL, Geometries, Indices, polygonal
from .spatial import SpatialIndex

__all__ = ["FARTHEST_M", "POLYGONAL", "SLACK_M", "SLACK_M2", "Context", "Geometries", "Indices", "polygonal"]

#: Geometries lie on a grid of 1 mm, so lengths (m) and areas (m²) this close to a threshold count as reaching it.
SLACK_M = 0.001
SLACK_M2 = 0.01

#: The neighbours' objects come after all own ones, however many of these are added.
FIRST_NEIGHBOUR = float(2**40)

T = TypeVar("T")


class Follower(Protocol):
    """Something that is kept in step with the objects."""

    def discard(self, index: int) -> None:
        """An object is about to change or go."""

    def add(self, index: int) -> None:
        """An object has changed or come."""


F = TypeVar("F", bound=Follower)


class Context:
    """The objects of one check. An object's index is its place in `objects`, and in all arrays.

    Attributes:
        objects: own ones and the neighbours', as they were given: those read after each other mostly lie beside each
            other in memory too, and in any other order a walk through them all takes longer, the more they are.
        is_own: True for the own objects: rules speak of these only. False, too, for one that is removed.
        asked: indices of the own objects to speak of, rising: all in a full check, few after an edit.
        rank: the order of the objects: own ones first, then the neighbours'; each group by identity, so that the order
            in which they were given does not matter for what is found. Only good for comparing.
        areas: municipality polygons by code, made valid.
        klass: class code of each object, "" when it has none that the catalogue knows.
        class_number: a number for that, quicker to compare.
        municipalities: municipality code of each; an object that has none yet belongs to the one that is checked.
        geometries, sound, types, missing, broken, invalid: see `shapes.Shapes`.
    """

    def __init__(
        self,
        objects: Sequence[MapObject],
        neighbours: Sequence[MapObject],
        areas: Mapping[str, Geometry],
        catalogue: Catalogue,
        stage: Stage,
        municipality: str,
    ) -> None:
        self.objects = [*objects, *neighbours]
        self.catalogue, self.stage, self.municipality = catalogue, stage, municipality
        valid = {code: shapes.mended(area) for code, area in areas.items() if area is not None and not area.is_empty}
        self.areas = {code: area for code, area in valid.items() if area is not None}
        count = len(self.objects)
        self.is_own = np.arange(count) < len(objects)
        self.asked: Indices = np.arange(len(objects))
        self.rank = np.concatenate([_ranks(objects), _ranks(neighbours) + FIRST_NEIGHBOUR])
        #: Classes by the number that stands for each; 0 for none that the catalogue knows.
        self._numbers = {code: number for number, code in enumerate(("", *catalogue.classes))}
        self.class_number = np.array([self._number(item) for item in self.objects], dtype=np.intp)
        self._codes = np.array(list(self._numbers), dtype=object)
        self.klass = self._codes[self.class_number]
        self.municipalities = np.empty(count, dtype=object)
        self.municipalities[:] = [item.municipality or municipality for item in self.objects]
        read = shapes.read(self.objects)
        self.geometries, self.sound, self.types = read.geometries, read.sound, read.types
        self.missing, self.broken, self.invalid = read.missing, read.broken, read.invalid
        self._kept: dict[Hashable, Any] = {}
        self._kept_while_asked: dict[Hashable, Any] = {}
        self._followers: dict[Hashable, Any] = {}
        self._names: dict[int, Any] = {}
        known = (*catalogue.municipalities, *catalogue.neighbours)
        self._municipality_names = {item.code: item.name for item in reversed(known)}

    def attributes(self, klass: str) -> tuple[Attribute, ...]:
        """The attributes that a class has; those of every class for ""."""
        if klass:
            return self.once(("attributes", klass), lambda: self.catalogue.attributes_of(klass))
        return tuple(self.catalogue.attributes[name] for name in self.catalogue.common)

    def value(self, index: int, name: str) -> Value | None:
        """An attribute's value; None when it is empty, whichever way it is empty."""
        return filled(self.objects[index].attributes.get(name))

    def of(self, codes: Collection[str], *, everyone: bool = False) -> Indices:
        """Indices of the objects of these classes that have a geometry: those asked for, or all, neighbours' too."""
        indices = np.arange(len(self.objects)) if everyone else self.asked
        indices = indices[self._has_class(indices, codes) & (self.types[indices] >= 0)]
        return self.in_order(indices) if everyone else indices

    def of_class(self, klass: str) -> Indices:
        """Indices of the objects of a class that are asked for, with or without geometry."""
        return self.asked[self.class_number[self.asked] == self._numbers.get(klass, -1)]

    def count(self, codes: Collection[str], municipality: str) -> int:
        """How many objects of these classes a municipality has, own or a neighbour's, with or without geometry."""
        there = np.flatnonzero(self.municipalities == municipality)
        return int(self._has_class(there, codes).sum())

    def precedes(self, first: Any, second: Any) -> Any:
        """True where `first` comes before `second` (indices, or arrays of them): own ones first, then by identity."""
        return self.rank[first] < self.rank[second]

    def in_order(self, indices: Indices) -> Indices:
        """The same indices in the objects' order."""
        return indices[np.argsort(self.rank[indices], kind="stable")]

    def name(self, index: int, beside: int | None = None) -> Text:
        """What an object is called; with its municipality where that is not the one of the object `beside`."""
        home = self.municipalities[index]
        elsewhere = "" if beside is None or home == self.municipalities[beside] else self.municipality_name(home)
        names = self._names.setdefault(index, {})
        if elsewhere not in names:
            names[elsewhere] = object_name(self.objects[index], elsewhere)
        name: Text = names[elsewhere]
        return name

    def municipality_name(self, code: str) -> str:
        """A municipality's name; its code when the catalogue does not know it."""
        return self._municipality_names.get(code, code)

    def index(self, layer: Layer, *key: Hashable) -> SpatialIndex:
        """The spatial index of a layer; of its part with the values `key` where something parts it."""
        return self.following(layer, lambda: LayerIndex(self, layer)).part(key)

    def tree(self, codes: Collection[str]) -> SpatialIndex:
        """The spatial index over all objects of these classes that have a geometry, the neighbours' too."""
        return self.index(Layer(frozenset(codes)))

    def once(self, key: Hashable, build: Callable[[], T]) -> T:
        """What `build()` gives, kept under `key` for good: it may depend on areas and catalogue, not on objects."""
        return _kept(self._kept, key, build)

    def while_asked(self, key: Hashable, build: Callable[[], T]) -> T:
        """What `build()` gives, kept under `key` for the rules that speak of the same objects after each other."""
        return _kept(self._kept_while_asked, key, build)

    def following(self, key: Hashable, build: Callable[[], F]) -> F:
        """What `build()` gives, kept under `key` and told of every object that changes."""
        return _kept(self._followers, key, build)

    def _has_class(self, indices: Indices, codes: Collection[str]) -> NDArray[np.bool_]:
        wanted = np.zeros(len(self._numbers), dtype=bool)
        wanted[[self._numbers[code] for code in codes if code in self._numbers]] = True
        chosen: NDArray[np.bool_] = wanted[self.class_number[indices]]
        return chosen

    def _number(self, item: MapObject) -> int:
        return self._numbers.get(str(item.attributes.get(CLASS, "")), 0)


def filled(value: Any) -> Any:
    """A value; None when it is empty, whichever way it is empty."""
    if value.__class__ is str:
        return value if value and not value.isspace() else None
    return None if isinstance(value, tuple | list) and not value else value


def order_key(item: MapObject) -> tuple[str, str]:
    """The order of objects among their like."""
    return str(item.identity), item.kind.value


def _ranks(objects: Sequence[MapObject]) -> NDArray[np.float64]:
    """The place of each object among the others when they are in their order."""
    keys = list(map(order_key, objects))
    ranks = np.empty(len(keys))
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


def _kept(kept: dict[Hashable, Any], key: Hashable, build: Callable[[], T]) -> T:
    if key not in kept:
        kept[key] = build()
    found: T = kept[key]
    return found
