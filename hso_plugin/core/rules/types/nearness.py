"""Rules on distances between objects: near enough to what they depend on, far enough from their like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely
from shapely import GeometryType

from ...model import GeometryKind
from .. import agreement, class_words
from ..objects.context import SLACK_M, Context, Geometries, Indices
from ..objects.endings import PARTS
from ..objects.layers import Layer
from ..objects.pairs import Judged, others
from ..objects.spatial import SpatialIndex
from ..params import Params
from ..registry import Hit, Reach, rule_type
from ..words import length
from .line_ends import END_WORDS
from .nearest import nearest


def _targets(name: str, params: Params) -> Iterable[Reach]:
    targets = params.class_targets(name)
    return (Reach(frozenset({klass}), frozenset(classes), metres) for klass, (classes, metres) in targets.items())


@rule_type(
    "narhet",
    params=("near",),
    says=("narmast", "hogst"),
    reach=lambda params: _targets("near", params),
    asks=class_words.distance,
)
def near_enough(context: Context, params: Params) -> Iterator[Hit]:
    """Objects of a class lie within `metres` of an object of one of `classes`, own or the neighbours'."""
    for klass, (classes, metres) in params.class_targets("near").items():
        indexes = [context.tree(classes)]
        far = _far(context.sound, context.of([klass]), indexes, metres)
        for index, (said, reach) in zip(far.tolist(), nearest(context, context.sound[far], indexes), strict=True):
            yield Hit(index, {"narmast": said, "hogst": length(metres)}, reach=reach)


@rule_type(
    "avstand",
    params=("apart",),
    says=("andra", "matt", "minst"),
    reach=lambda params: _targets("apart", params),
    asks=class_words.distance,
)
def far_enough(context: Context, params: Params) -> Iterator[Hit]:
    """Objects of a class lie at least `metres` from other objects of `classes`, own or the neighbours'.

    An object speaks of `pairs.MOST_OTHERS` others at most.
    """
    for klass, (classes, metres) in params.class_targets("apart").items():

        def judge(left: Indices, right: Indices, klass: str = klass) -> Judged:
            # Two own objects of the class speak once, those of another class have nothing to say themselves.
            spoken = (context.klass[right] == klass) & context.is_own[right] & context.precedes(right, left)
            return Judged((left != right) & ~spoken, shapely.distance(context.sound[left], context.sound[right]))

        found = others(context, context.tree(classes), context.of([klass]), metres - SLACK_M, judge)
        rows = zip(found.left.tolist(), found.right.tolist(), found.values, found.more.tolist(), strict=True)
        for index, other, distance, more in rows:
            yield Hit(index, {"matt": length(distance, metres), "minst": length(metres)}, other=other, more=more)


@rule_type(
    "nod-vid-strak",
    params=("classes", "attribute", "near", "near_attribute", "fits", "metres"),
    says=("narmast", "hogst"),
    reach=lambda params: [
        Reach(frozenset(params.classes("classes")), frozenset(params.classes("near")), params.number("metres"))
    ],
    about={"near": GeometryKind.LINE},
    agrees=agreement.hubs,
    asks=class_words.hub,
)
def hub_at_corridor(context: Context, params: Params) -> Iterator[Hit]:
    """Hubs lie within `metres` of a corridor whose `near_attribute` fits the hub's own `attribute`.

    `fits` names the codes of `near_attribute` for each code of `attribute`.
    """
    attribute, theirs = params.attribute("attribute").name, params.attribute("near_attribute").name
    corridors, metres = Layer(frozenset(params.classes("near")), attributes=(theirs,)), params.number("metres")
    hubs = context.of(params.classes("classes"))
    codes = np.array([str(context.value(index, attribute)) for index in hubs.tolist()], dtype=object)
    for code, fitting in params.strings_by_name("fits").items():
        indexes = [context.index(corridors, fit) for fit in dict.fromkeys(fitting)]
        far = _far(context.sound, hubs[codes == code], indexes, metres)
        for index, (said, reach) in zip(far.tolist(), nearest(context, context.sound[far], indexes), strict=True):
            yield Hit(index, {"narmast": said, "hogst": length(metres)}, reach=reach)


def _anchors(params: Params) -> Iterable[Reach]:
    for name in ("start", "end"):
        for klass, classes in params.class_classes(name).items():
            yield Reach(frozenset({klass}), frozenset(classes), params.number("near_m"))


@rule_type(
    "linjefaste",
    params=("start", "end", "near_m"),
    says=("ande", "narmast", "near"),
    reach=_anchors,
    about={"start": GeometryKind.LINE, "end": GeometryKind.LINE},
    asks=class_words.anchor,
)
def line_anchored(context: Context, params: Params) -> Iterator[Hit]:
    """Lines start (`start`) and end (`end`) within `near_m` of an object of the classes named for their class."""
    near = params.number("near_m")
    for number, name in enumerate(("start", "end")):
        for klass, classes in params.class_classes(name).items():
            indexes = [context.tree(classes)]
            lines = context.of([klass])
            lines = lines[context.types[lines] == GeometryType.LINESTRING]
            points = np.empty(len(context.objects), dtype=object)
            points[lines] = shapely.get_point(context.sound[lines], -number)
            far = _far(points, lines, indexes, near)
            for index, (said, reach) in zip(far.tolist(), nearest(context, points[far], indexes), strict=True):
                values = {"ande": END_WORDS[number], "narmast": said, "near": length(near)}
                yield Hit(index, values, points[index], part=PARTS[number], reach=reach)


def _far(geometries: Geometries, indices: Indices, indexes: Sequence[SpatialIndex], metres: float) -> Indices:
    """Those of `indices` whose geometry has nothing in `indexes` within `metres`."""
    for index in indexes:
        indices = indices[~index.reached(geometries[indices], metres + SLACK_M)]
    return indices
