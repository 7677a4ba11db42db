"""Rules on distances between objects: near enough to what they depend on, far enough from their like."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import GeometryType, STRtree

from .context import SLACK_M, Context, Geometries, Indices
from .line_ends import END_WORDS, PARTS
from .nearest import nearest
from .params import Params
from .registry import Hit, rule_type
from .words import length


@rule_type("narhet", params=("near",), says=("narmast", "hogst"))
def near_enough(context: Context, params: Params) -> Iterator[Hit]:
    """Objects of a class lie within `metres` of an object of one of `classes`, own or the neighbours'."""
    for klass, (classes, metres) in params.class_targets("near").items():
        tree, targets = context.tree(classes)
        for index in _far(context.sound, context.of([klass]), tree, metres):
            said = nearest(context, context.sound[index], tree, targets)
            yield Hit(int(index), {"narmast": said, "hogst": length(metres)})


@rule_type("avstand", params=("apart",), says=("andra", "matt", "minst"))
def far_enough(context: Context, params: Params) -> Iterator[Hit]:
    """Objects of a class lie at least `metres` from other objects of `classes`, own or the neighbours'."""
    for klass, (classes, metres) in params.class_targets("apart").items():
        tree, targets = context.tree(classes)
        own = context.of([klass])
        left, right = tree.query(context.sound[own], predicate="dwithin", distance=metres - SLACK_M)
        pairs = {
            # Two own objects of the class speak once, those of another class have nothing to say themselves.
            (min(a, b), max(a, b)) if context.klass[b] == klass and context.is_own[b] else (a, b)
            for a, b in zip(own[left].tolist(), targets[right].tolist(), strict=True)
            if a != b
        }
        for index, other in sorted(pairs):
            distance = shapely.distance(context.sound[index], context.sound[other])
            yield Hit(index, {"matt": length(distance, metres), "minst": length(metres)}, other=other)


@rule_type(
    "nod-vid-strak",
    params=("classes", "attribute", "near", "near_attribute", "fits", "metres"),
    says=("narmast", "hogst"),
)
def hub_at_corridor(context: Context, params: Params) -> Iterator[Hit]:
    """Hubs lie within `metres` of a corridor whose `near_attribute` fits the hub's own `attribute`.

    `fits` names the codes of `near_attribute` for each code of `attribute`.
    """
    attribute, theirs = params.attribute("attribute").name, params.attribute("near_attribute").name
    classes, metres = params.classes("near"), params.number("metres")
    hubs = context.of(params.classes("classes"))
    corridors = context.of(classes, everyone=True)
    for code, fitting in params.strings_by_name("fits").items():
        targets = np.array([i for i in corridors if context.value(i, theirs) in fitting], dtype=np.intp)
        tree = STRtree(context.sound[targets])
        chosen = np.array([i for i in hubs if context.value(i, attribute) == code], dtype=np.intp)
        for index in _far(context.sound, chosen, tree, metres):
            said = nearest(context, context.sound[index], tree, targets)
            yield Hit(int(index), {"narmast": said, "hogst": length(metres)})


@rule_type("linjefaste", params=("start", "end", "near_m"), says=("ande", "narmast", "near"))
def line_anchored(context: Context, params: Params) -> Iterator[Hit]:
    """Lines start (`start`) and end (`end`) within `near_m` of an object of the classes named for their class."""
    near = params.number("near_m")
    for number, name in enumerate(("start", "end")):
        for klass, classes in params.class_classes(name).items():
            tree, targets = context.tree(classes)
            lines = context.of([klass])
            lines = lines[context.types[lines] == GeometryType.LINESTRING]
            points = np.empty(len(context.objects), dtype=object)
            points[lines] = shapely.get_point(context.sound[lines], -number)
            for index in _far(points, lines, tree, near):
                said = nearest(context, points[index], tree, targets)
                values = {"ande": END_WORDS[number], "narmast": said, "near": length(near)}
                yield Hit(int(index), values, points[index], part=PARTS[number])


def _far(geometries: Geometries, indices: Indices, tree: STRtree, metres: float) -> Indices:
    """Those of `indices` whose geometry has nothing in `tree` within `metres`."""
    reached = tree.query(geometries[indices], predicate="dwithin", distance=metres + SLACK_M)[0]
    far = np.ones(len(indices), dtype=bool)
    far[reached] = False
    return indices[far]
