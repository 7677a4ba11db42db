"""What the rules look at: the objects as arrays, with spatial indexes that several rules share."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType, STRtree

from ..catalogue import Attribute, Catalogue
from ..model import MapObject, Stage, Value

Indices = NDArray[np.intp]
Geometries = NDArray[np.object_]

#: Geometries lie on a grid of 1 mm, so lengths (m) and areas (m²) this close to a threshold count as reaching it.
SLACK_M = 0.001
SLACK_M2 = 0.01

#: No coordinate in metres is larger, in any system; with much larger ones GEOS cannot calculate.
FARTHEST_M = 1e9

POLYGONAL = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)


class Context:
    """The objects of one check. An object's index is its place in `objects`.

    Attributes:
        objects: own ones first, then the neighbours'; each group ordered by identity, so that the order in which they
            were given does not matter.
        is_own: True for the own objects: rules speak of these only.
        asked: indices of the own objects to speak of, rising: all of them in a full check, few after an edit.
        areas: municipality polygons by code, made valid.
        klass: class code of each object, "" when it has none that the catalogue knows.
        missing: True where an object has no geometry, or an empty one.
        broken: True where a coordinate is not a number, or is not on this planet.
        geometries: as drawn; None where missing or broken.
        sound: the same with invalid ones mended and without collections, for rules that measure and overlay.
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
        self.objects = (*sorted(objects, key=_order), *sorted(neighbours, key=_order))
        self.is_own = np.arange(len(self.objects)) < len(objects)
        self.asked: Indices = np.arange(len(objects))
        mended = {code: _mended(area) for code, area in areas.items() if area is not None and not area.is_empty}
        self.areas = {code: area for code, area in mended.items() if area is not None}
        self.catalogue = catalogue
        self.stage = stage
        self.municipality = municipality
        self._kept: dict[Hashable, Any] = {}
        codes = [item.klass if item.klass in catalogue.classes else "" for item in self.objects]
        self.klass = np.array(codes, dtype=object)
        self._take_geometries()

    def _take_geometries(self) -> None:
        drawn = np.empty(len(self.objects), dtype=object)
        drawn[:] = [item.geometry if isinstance(item.geometry, Geometry) else None for item in self.objects]
        self.missing = shapely.is_missing(drawn) | shapely.is_empty(drawn)
        coordinates, owners = shapely.get_coordinates(drawn, return_index=True)
        self.broken = np.zeros(len(drawn), dtype=bool)
        # Also true of NaN, which is not less than anything.
        self.broken[owners[~(np.abs(coordinates) < FARTHEST_M).all(axis=1)]] = True
        # Empty points come out of get_coordinates without coordinates, but an empty one is missing all the same.
        self.broken &= ~self.missing
        drawn[self.missing | self.broken] = None
        self.geometries = drawn
        self.sound = drawn.copy()
        # Points, lines and areas in one geometry can be neither measured nor overlaid.
        self.sound[shapely.get_type_id(drawn) == GeometryType.GEOMETRYCOLLECTION] = None
        for index in np.flatnonzero(~shapely.is_valid(drawn) & ~shapely.is_missing(self.sound)):
            self.sound[index] = _mended(drawn[index])

    @cached_property
    def types(self) -> NDArray[np.intp]:
        """Geometry type of each sound geometry (`shapely.GeometryType`), -1 where there is none."""
        return shapely.get_type_id(self.sound)

    @cached_property
    def municipalities(self) -> NDArray[np.object_]:
        """Municipality code of each object; an object that has none yet belongs to the one that is checked."""
        codes = np.empty(len(self.objects), dtype=object)
        codes[:] = [item.municipality or self.municipality for item in self.objects]
        return codes

    def attributes(self, index: int) -> tuple[Attribute, ...]:
        """The attributes that an object's class has; those of every class when the class is unknown."""
        klass = self.klass[index]
        return self.once(("attributes", klass), lambda: self._attributes(klass))

    def value(self, index: int, name: str) -> Value | None:
        """An attribute's value; None when it is empty, whichever way it is empty."""
        value = self.objects[index].attributes.get(name)
        if isinstance(value, str):
            return value if value.strip() else None
        return None if value is None or (isinstance(value, tuple | list) and not value) else value

    def of(self, codes: Collection[str], *, everyone: bool = False) -> Indices:
        """Indices of the objects of these classes that have a geometry: those asked for, or all, neighbours' too."""
        indices = np.arange(len(self.objects)) if everyone else self.asked
        return indices[np.isin(self.klass[indices], list(codes)) & (self.types[indices] >= 0)]

    def of_class(self, klass: str) -> list[int]:
        """Indices of the objects of a class that are asked for, with or without geometry."""
        return self.asked[self.klass[self.asked] == klass].tolist()

    def count(self, codes: Collection[str], municipality: str) -> int:
        """How many objects of these classes a municipality has, own or a neighbour's, with or without geometry."""
        return int((np.isin(self.klass, list(codes)) & (self.municipalities == municipality)).sum())

    def precedes(self, first: Any, second: Any) -> Any:
        """True where `first` comes before `second` (indices, or arrays of them): own ones first, then by identity."""
        return first < second

    def municipality_name(self, code: str) -> str:
        """A municipality's name; its code when the catalogue does not know it."""
        known = (*self.catalogue.municipalities, *self.catalogue.neighbours)
        return next((municipality.name for municipality in known if municipality.code == code), code)

    def tree(self, codes: Collection[str]) -> tuple[STRtree, Indices]:
        """Spatial index over all sound geometries of these classes, neighbours' too, and the objects' indices."""

        def build() -> tuple[STRtree, Indices]:
            indices = self.of(codes, everyone=True)
            return STRtree(self.sound[indices]), indices

        return self.once(("tree", frozenset(codes)), build)

    def once(self, key: Hashable, build: Any) -> Any:
        """What `build()` gives, kept under `key` for the other rules of this check."""
        if key not in self._kept:
            self._kept[key] = build()
        return self._kept[key]

    def _attributes(self, klass: str) -> tuple[Attribute, ...]:
        if klass:
            return self.catalogue.attributes_of(klass)
        return tuple(self.catalogue.attributes[name] for name in self.catalogue.common)


def polygonal(geometries: Geometries) -> Geometries:
    """The polygons in each geometry, as Polygon or MultiPolygon (empty when there are none)."""
    result = np.array(geometries, dtype=object)
    for index in np.flatnonzero(~np.isin(shapely.get_type_id(result), POLYGONAL)):
        parts = shapely.get_parts(shapely.get_parts(result[index]))
        result[index] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return result


def _order(item: MapObject) -> tuple[str, str]:
    return str(item.identity), str(item.kind)


def _mended(geometry: Geometry) -> Geometry | None:
    """A valid geometry of the same dimension; None when nothing of it remains."""
    if shapely.is_valid(geometry):
        return geometry
    # Part by part: GEOS 3.13 gives up on a MultiPolygon in which one part is only a point or a line.
    parts = np.array([shapely.make_valid(part) for part in shapely.get_parts(geometry)], dtype=object)
    dimension = shapely.get_dimensions(geometry)
    mended = shapely.union_all(polygonal(parts) if dimension == 2 else parts)
    return None if shapely.is_empty(mended) or shapely.get_dimensions(mended) != dimension else mended
