"""Rule on areas that lie over each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from ..objects.context import SLACK_M2, Context, Geometries, Indices
from ..objects.layers import Layer
from ..objects.overlay import common
from ..objects.pairs import Judged, others
from ..params import Params
from ..registry import Hit, Reach, rule_type
from ..words import area


def _partners(params: Params) -> dict[str, frozenset[str]]:
    """For every class in the pairs, the classes that it may not overlap."""
    partners: dict[str, set[str]] = {}
    for one, other in sorted(params.class_pairs("pairs")):
        partners.setdefault(one, set()).add(other)
    return {klass: frozenset(classes) for klass, classes in partners.items()}


def _reach(params: Params) -> Iterable[Reach]:
    return (Reach(frozenset({klass}), classes) for klass, classes in _partners(params).items())


@rule_type(
    "ytoverlapp",
    params=("pairs", "ignore_ha", "ignore_share"),
    optional=("across",),
    says=("andra", "matt"),
    reach=_reach,
)
def area_overlap(context: Context, params: Params) -> Iterator[Hit]:
    """Areas of the class pairs in `pairs` do not overlap.

    An overlap is ignored when it is smaller than `ignore_ha` hectares or than `ignore_share` of the smaller area. In
    the stages of `across` own areas are compared with the neighbours' too. The place is the overlapping piece. Of two
    own areas the first speaks; each speaks of `pairs.MOST_OTHERS` others at most.
    """
    smallest = params.number("ignore_ha") * 10_000
    share = params.number("ignore_share")
    own = context.stage not in params.stages("across")

    def judge(left: Indices, right: Indices) -> Judged:
        pieces = np.full(len(left), None, dtype=object)
        chosen = np.flatnonzero(context.precedes(left, right) & (shapely.get_dimensions(context.sound[right]) == 2))
        one, other = context.sound[left[chosen]], context.sound[right[chosen]]
        limits = np.maximum(smallest, share * np.minimum(shapely.area(one), shapely.area(other)))
        # Most areas only meet: where even their boxes share too little, the costly overlay is not needed.
        large = _box_overlap(one, other) >= limits - SLACK_M2
        chosen, limits = chosen[large], limits[large]
        pieces[chosen] = common(one[large], other[large])
        overlaps = shapely.area(pieces[chosen])
        accepted = np.zeros(len(pieces), dtype=bool)
        accepted[chosen] = (overlaps >= limits - SLACK_M2) & (overlaps > 0)
        return Judged(accepted, pieces)

    for klass, classes in _partners(params).items():
        speakers = context.of([klass])
        speakers = speakers[shapely.get_dimensions(context.sound[speakers]) == 2]
        found = others(context, context.index(Layer(classes, own=own)), speakers, None, judge)
        measures = shapely.area(found.values)
        rows = zip(found.left.tolist(), found.right.tolist(), found.values, measures, found.more.tolist(), strict=True)
        for index, other, piece, measure, more in rows:
            yield Hit(index, {"matt": area(measure)}, piece, other=other, more=more)


def _box_overlap(left: Geometries, right: Geometries) -> NDArray[np.float64]:
    a, b = shapely.bounds(left), shapely.bounds(right)
    sides = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
    return np.clip(sides, 0, None).prod(axis=1)
