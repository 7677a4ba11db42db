"""Rules on size: smallest area, shortest and longest line of a class."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from ...model import GeometryKind
from .. import class_words
from ..objects.context import SLACK_M, SLACK_M2, Context
from ..params import Params
from ..registry import Hit, rule_type
from ..words import area, length


@rule_type(
    "minsta-yta",
    params=("minimum_ha",),
    says=("matt", "minst"),
    about={"minimum_ha": GeometryKind.AREA},
    asks=class_words.area,
)
def smallest_area(context: Context, params: Params) -> Iterator[Hit]:
    """Areas of a class measure at least `minimum_ha` hectares."""
    for klass, hectares in params.class_numbers("minimum_ha").items():
        limit = hectares * 10_000
        indices = context.of([klass])
        indices = indices[shapely.get_dimensions(context.sound[indices]) == 2]
        sizes = shapely.area(context.sound[indices])
        for index, size in zip(indices, sizes, strict=True):
            if size < limit - SLACK_M2:
                yield Hit(int(index), {"matt": area(size, limit), "minst": area(limit)})


@rule_type(
    "minsta-langd",
    params=("minimum_m",),
    says=("matt", "minst"),
    about={"minimum_m": GeometryKind.LINE},
    asks=class_words.length,
)
def shortest_line(context: Context, params: Params) -> Iterator[Hit]:
    """Lines of a class measure at least `minimum_m` metres."""
    for klass, limit in params.class_numbers("minimum_m").items():
        for index, size in _lengths(context, klass):
            if size < limit - SLACK_M:
                yield Hit(index, {"matt": length(size, limit), "minst": length(limit)})


@rule_type(
    "storsta-langd",
    params=("maximum_m",),
    says=("matt", "hogst"),
    about={"maximum_m": GeometryKind.LINE},
    asks=class_words.length,
)
def longest_line(context: Context, params: Params) -> Iterator[Hit]:
    """Lines of a class measure at most `maximum_m` metres."""
    for klass, limit in params.class_numbers("maximum_m").items():
        for index, size in _lengths(context, klass):
            if size > limit + SLACK_M:
                yield Hit(index, {"matt": length(size, limit), "hogst": length(limit)})


def _lengths(context: Context, klass: str) -> Iterator[tuple[int, float]]:
    indices = context.of([klass])
    indices = indices[shapely.get_dimensions(context.sound[indices]) == 1]
    return zip(indices.tolist(), shapely.length(context.sound[indices]).tolist(), strict=True)
