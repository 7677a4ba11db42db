"""Mend of areas that lie over each other: the newer gives way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import shapely
from shapely import Geometry, MultiPolygon

from ..catalogue import Catalogue
from ..model import GeometryKind, MapObject
from ..rules.registry import RULE_TYPES
from ..rules.words import area
from ..text import Text
from .registry import MOST_TAKEN, Case, Proposal, mends
from .shapes import as_area, trimmed
from .words import named

#: Of a class without a smallest area, a part is large enough to stay alone from this share of the area.
LEAST_PART = 0.1

CLIPPED = Text("{matt} av {objekt} tas bort: det som ligger över {andra}{alder}.",
               "{matt} of {objekt} is taken away: what lies over {andra}{alder}.")  # fmt: skip
OLDER = Text(", som är äldre", ", which is older")
NO_WORD = Text("", "")


@mends("ytoverlapp")
def clip(case: Case) -> Iterator[Proposal]:
    """The newer area loses the overlap; where it cannot, or is a neighbour's, the older one, if that is an own one."""
    if case.other is None:
        return
    newer, older = sorted((case.subject, case.other), key=lambda item: _age(case, item), reverse=True)
    for item, other in ((newer, older), (older, newer)):
        if not case.surroundings.is_own(item) or not _overlayable(item) or not _overlayable(other):
            continue
        rest = _rest(item.geometry, other.geometry)
        if rest is None or not whole(case.catalogue, item, rest):
            continue
        dated = item is newer and case.surroundings.is_own(other) and _age(case, item)[0] > _age(case, other)[0]
        text = CLIPPED.format(
            matt=area(shapely.area(item.geometry) - shapely.area(rest)),
            objekt=named(case, item, item),
            andra=named(case, other, item),
            alder=OLDER if dated else NO_WORD,
        )
        yield Proposal(replace(item, geometry=rest), text, forbids=frozenset({"minsta-yta"}))


def whole(catalogue: Catalogue, item: MapObject, rest: MultiPolygon) -> bool:
    """True if what a cut leaves of an area is still that area.

    At least half remains, and where it falls into more parts than it had, none is smaller than the class allows (a
    tenth of the rest where the class has no smallest area). That the whole is large enough is for the rules to say.
    """
    if shapely.area(rest) < (1 - MOST_TAKEN) * shapely.area(item.geometry):
        return False
    if shapely.get_num_geometries(rest) <= shapely.get_num_geometries(item.geometry):
        return True
    least = smallest_area(catalogue, item.klass) or LEAST_PART * shapely.area(rest)
    return bool((shapely.area(shapely.get_parts(rest)) >= least).all())


def smallest_area(catalogue: Catalogue, klass: str) -> float:
    """The smallest area (m²) that the catalogue's rules allow a class; 0 without any."""
    rules = [rule for rule in catalogue.rules if rule.type == "minsta-yta"]
    numbers = [RULE_TYPES[rule.type].read(rule, catalogue).class_numbers("minimum_ha") for rule in rules]
    return max((hectares.get(klass, 0.0) for hectares in numbers), default=0.0) * 10_000


def _age(case: Case, item: MapObject) -> tuple[float, str]:
    """Sorts by ledger position; what was never sent comes last, a neighbour's, whose position is not known, first."""
    if not case.surroundings.is_own(item):
        return -math.inf, item.identity
    return case.surroundings.positions.get(item.identity, math.inf), item.identity


def _overlayable(item: MapObject) -> bool:
    shape = item.geometry
    return item.kind is GeometryKind.AREA and isinstance(shape, Geometry) and not shape.is_empty and shape.is_valid


def _rest(shape: Geometry, other: Geometry) -> MultiPolygon | None:
    rest = as_area(shapely.difference(shape, other))
    return None if rest is None else trimmed(rest, shape)
