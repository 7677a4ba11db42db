"""Rule on areas that lie over each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from .context import SLACK_M2, Context, Indices, polygonal
from .params import Params
from .registry import Hit, rule_type
from .words import area


@rule_type("ytoverlapp", params=("pairs", "ignore_ha", "ignore_share"), optional=("across",), says=("andra", "matt"))
def area_overlap(context: Context, params: Params) -> Iterator[Hit]:
    """Areas of the class pairs in `pairs` do not overlap.

    An overlap is ignored when it is smaller than `ignore_ha` hectares or than `ignore_share` of the smaller area. In
    the stages of `across` own areas are compared with the neighbours' too. The place is the overlapping piece.
    """
    pairs = params.class_pairs("pairs")
    smallest = params.number("ignore_ha") * 10_000
    share = params.number("ignore_share")
    across = context.stage in params.stages("across")
    left, right = _candidates(context)
    chosen = np.fromiter(
        ((a, b) in pairs for a, b in zip(context.klass[left], context.klass[right], strict=True)), bool, len(left)
    )
    if not across:
        chosen &= context.is_own[right]
    left, right = left[chosen], right[chosen]
    sizes = shapely.area(context.sound)
    limits = np.maximum(smallest, share * np.minimum(sizes[left], sizes[right]))
    # Most areas only meet: where even their boxes share too little, the costly overlay is not needed.
    chosen = _box_overlap(context, left, right) >= limits - SLACK_M2
    left, right, limits = left[chosen], right[chosen], limits[chosen]
    pieces = polygonal(shapely.intersection(context.sound[left], context.sound[right]))
    overlaps = shapely.area(pieces)
    for number in np.flatnonzero((overlaps >= limits - SLACK_M2) & (overlaps > 0)):
        yield Hit(int(left[number]), {"matt": area(overlaps[number])}, pieces[number], other=int(right[number]))


def _candidates(context: Context) -> tuple[Indices, Indices]:
    """Pairs of areas that touch or overlap: an own one and a later one, own or the neighbours'."""

    def find() -> tuple[Indices, Indices]:
        indices = np.flatnonzero((shapely.get_dimensions(context.sound) == 2) & (context.klass != ""))
        tree = shapely.STRtree(context.sound[indices])
        own = indices[context.is_own[indices]]
        left, right = tree.query(context.sound[own], predicate="intersects")
        left, right = own[left], indices[right]
        order = np.lexsort((right, left))
        left, right = left[order], right[order]
        return left[left < right], right[left < right]

    found: tuple[Indices, Indices] = context.once("touching areas", find)
    return found


def _box_overlap(context: Context, left: Indices, right: Indices) -> NDArray[np.float64]:
    a, b = shapely.bounds(context.sound[left]), shapely.bounds(context.sound[right])
    sides = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
    return np.clip(sides, 0, None).prod(axis=1)
