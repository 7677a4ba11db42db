"""What lies around a finding, with a spatial index that is built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from shapely import Geometry, STRtree

from ..catalogue import Catalogue
from ..model import MapObject, Stage
from ..rules.context import FARTHEST_M

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
        return {code: area if area.is_valid else shapely.make_valid(area) for code, area in sound.items()}

    def near(self, box: Box, metres: float) -> list[MapObject]:
        """Objects, own and neighbours', whose bounding box is within `metres` of `box` along both axes."""
        tree, items = self._index
        wide = shapely.box(box[0] - metres, box[1] - metres, box[2] + metres, box[3] + metres)
        return [items[number] for number in np.sort(tree.query(wide))]

    @cached_property
    def _neighbours(self) -> Mapping[str, MapObject]:
        return {item.identity: item for item in self.neighbours}

    @cached_property
    def _index(self) -> tuple[STRtree, list[MapObject]]:
        items = [*self.objects.values(), *self.neighbours]
        drawn = np.empty(len(items), dtype=object)
        drawn[:] = [item.geometry if isinstance(item.geometry, Geometry) else None for item in items]
        # Also false of NaN, which is what an empty geometry's bounds are.
        placed = np.flatnonzero((np.abs(shapely.bounds(drawn)) < FARTHEST_M).all(axis=1))
        return STRtree(drawn[placed]), [items[number] for number in placed]


def bounds(item: MapObject) -> Box | None:
    """The bounding box of an object; None when it has no place on this planet."""
    if not isinstance(item.geometry, Geometry):
        return None
    low_e, low_n, high_e, high_n = item.geometry.bounds if not item.geometry.is_empty else (np.nan,) * 4
    box = (low_e, low_n, high_e, high_n)
    return box if all(abs(ordinate) < FARTHEST_M for ordinate in box) else None
