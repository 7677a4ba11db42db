"""Rule on exact duplicates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from .context import Context
from .params import Params
from .registry import Hit, rule_type

GRID_M = 0.001


@rule_type("dubblett", params=("same",), optional=("across",), says=("andra",))
def duplicate(context: Context, params: Params) -> Iterator[Hit]:
    """No two objects have equal geometry and equal values of the attributes in `same`.

    Geometries are equal when they cover the same vertices to the millimetre, whichever way they are drawn. Among
    several equal ones, each but the first is reported against the first. In the stages of `across` the neighbours'
    objects count too.
    """
    same = [attribute.name for attribute in params.attributes("same")]
    counted = context.is_own | (context.stage in params.stages("across"))
    indices = np.flatnonzero(counted & ~shapely.is_missing(context.geometries))
    snapped = shapely.set_precision(context.geometries[indices], GRID_M, mode="pointwise")
    shapes = shapely.to_wkb(shapely.normalize(snapped))
    first: dict[object, int] = {}
    for index, shape in zip(indices.tolist(), shapes, strict=True):
        key = (shape, context.objects[index].kind, *(context.value(index, name) for name in same))
        earlier = first.setdefault(key, index)
        if earlier == index:
            continue
        # Own objects come before neighbours', so of a pair that crosses a border the own one is the earlier.
        speaks = index if context.is_own[index] else earlier
        if context.is_own[speaks]:
            yield Hit(speaks, other=earlier if speaks == index else index)
