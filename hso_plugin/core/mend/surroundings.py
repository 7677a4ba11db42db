"""What lies around a finding, with a spatial index that is built once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, STRtree

from ..catalogue import Catalogue
from ..geometry import valid
from ..model import MapObject, Stage
from ..rules.objects.context import FARTHEST_M
from ..rules.registry import RULE_TYPES, Reach

#: (min E, min N, max E, max N), metres.
Box = tuple[float, float, float, float]


@dataclass
class Surroundings:
    """All that a mend may look at. Make a new one when an object has changed.

    Attributes:
        objects: own objects by identity; only these are ever mended.
        neighbours: the other municipalities' objects.
        areas: municipality polygons by code, EPSG:3006.
        stage: the stage whose findings are to be settled.
        positions: for own objects, the ledger position of the version each rests on; one that is absent has never been
            sent and is the newest.
        municipality: code of the municipality of objects that do not say it themselves.
    """

    objects: Mapping[str, MapObject]
    neighbours: Sequence[MapObject]
    areas: Mapping[str, Geometry]
    catalogue: Catalogue
    stage: Stage
    positions: Mapping[str, int] = field(default_factory=dict)
    municipality: str = ""

    def find(self, identity: str | None) -> MapObject | None:
        """The object of that identity, own or a neighbour's."""
        if identity is None:
            return None
        return self.objects.get(identity) or self._neighbours.get(identity)

    def is_own(self, item: MapObject) -> bool:
        """True for an object that may be mended."""
        return item.identity in self.objects

    def home(self, item: MapObject) -> str:
        """Code of the municipality an object belongs to."""
        return item.municipality or self.municipality

    def border(self, item: MapObject) -> Geometry | None:
        """The polygon of the object's municipality, valid; None when it is not known."""
        return self.polygons.get(self.home(item))

    @cached_property
    def polygons(self) -> Mapping[str, Geometry]:
        """Municipality polygons by code, made valid, without empty ones."""
        sound = {code: area for code, area in self.areas.items() if area is not None and not area.is_empty}
        return {code: area if area.is_valid else valid(area) for code, area in sound.items()}

    def near(self, box: Box, metres: float, codes: Collection[str] | None = None) -> list[MapObject]:
        """Objects of these classes, of all without `codes`, whose box is within `metres` of `box` along both axes."""
        wide = shapely.box(box[0] - metres, box[1] - metres, box[2] + metres, box[3] + metres)
        found = np.sort(self._index.tree.query(wide))
        if codes is not None:
            numbers = [number for code, number in self._index.classes.items() if code in codes]
            found = found[np.isin(self._index.klass[found], numbers)]
        return [self._index.items[number] for number in found]

    def reaches(self, stage: Stage) -> tuple[Reach, ...]:
        """By which others, and from how far, the rules of `stage` judge objects."""
        return self._reaches[stage]

    @cached_property
    def _reaches(self) -> Mapping[Stage, tuple[Reach, ...]]:
        found: dict[Stage, list[Reach]] = {stage: [] for stage in Stage}
        for rule in self.catalogue.rules:
            rule_type = RULE_TYPES[rule.type]
            if rule_type.reach is not None:
                reaches = tuple(rule_type.reach(rule_type.read(rule, self.catalogue)))
                for stage in rule.severity:
                    found[stage].extend(reaches)
        return {stage: tuple(dict.fromkeys(reaches)) for stage, reaches in found.items()}

    @cached_property
    def _neighbours(self) -> Mapping[str, MapObject]:
        return {item.identity: item for item in self.neighbours}

    @cached_property
    def _index(self) -> _Index:
        items = [*self.objects.values(), *self.neighbours]
        drawn = np.empty(len(items), dtype=object)
        drawn[:] = [item.geometry if isinstance(item.geometry, Geometry) else None for item in items]
        # Also false of NaN, which is what an empty geometry's bounds are.
        placed = np.flatnonzero((np.abs(shapely.bounds(drawn)) < FARTHEST_M).all(axis=1))
        there = [items[number] for number in placed]
        classes: dict[str, int] = {}
        klass = np.array([classes.setdefault(item.klass, len(classes)) for item in there], dtype=np.intp)
        return _Index(STRtree(drawn[placed]), there, klass, classes)


@dataclass(frozen=True, slots=True)
class _Index:
    """Objects that have a place, in the tree's order; `klass` has the number that `classes` gives each one's class."""

    tree: STRtree
    items: list[MapObject]
    klass: NDArray[np.intp]
    classes: Mapping[str, int]


def bounds(item: MapObject) -> Box | None:
    """The bounding box of an object; None when it has no place on this planet."""
    if not isinstance(item.geometry, Geometry):
        return None
    low_e, low_n, high_e, high_n = item.geometry.bounds if not item.geometry.is_empty else (np.nan,) * 4
    box = (low_e, low_n, high_e, high_n)
    return box if all(abs(ordinate) < FARTHEST_M for ordinate in box) else None
