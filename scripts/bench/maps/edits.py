"""Random edits of a map, one by one, and how long the rules need to see what each has changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import shapely
from shapely import Geometry

from hso_plugin.core import rules
from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.model import MapObject, Stage
from hso_plugin.core.rules.engine.checker import Checker
from scripts.bench.result import computing

HOME = "2281"


def random_edit(random: Random, item: MapObject) -> tuple[list[MapObject], list[str]]:
    """(changed or new objects, identities removed) of one edit of `item`."""
    kind = random.random()
    if kind < 0.2 or item.geometry is None or shapely.is_empty(item.geometry):
        return [replace(item, attributes={**item.attributes, "namn": "Ny", "niva": "regional"})], []
    if kind < 0.55:
        return [replace(item, geometry=_moved(item.geometry, random))], []
    if kind < 0.8:
        return [replace(item, geometry=_reshaped(item.geometry, random))], []
    if kind < 0.9:
        identity = str(uuid.UUID(int=random.getrandbits(128), version=4))
        return [replace(item, identity=identity, geometry=_moved(item.geometry, random))], []
    return [], [item.identity]


def recheck_times(
    objects: Sequence[MapObject], areas: Mapping[str, Geometry], catalogue: Catalogue, edits: int
) -> list[float]:
    """Seconds that each of `edits` rechecks takes: the same number of edits in every class, in random order.

    Raises:
        RuntimeError: when the findings afterwards are not those of a check from the start.
    """
    random = Random(1)
    checker = Checker(objects, (), areas, catalogue, Stage.SUBMISSION, HOME)
    now = {item.identity: item for item in objects}
    by_class: dict[str, list[str]] = {}
    for item in objects:
        by_class.setdefault(item.klass, []).append(item.identity)
    classes = sorted(klass for klass in by_class if klass in catalogue.classes)
    turns = [classes[number % len(classes)] for number in range(edits)]
    random.shuffle(turns)
    times = []
    for klass in turns:
        edited = now[random.choice([identity for identity in by_class[klass] if identity in now])]
        changed, removed = random_edit(random, edited)
        times.append(computing(lambda c=changed, r=removed: checker.recheck(c, r)))  # type: ignore[misc]
        now |= {item.identity: item for item in changed}
        for identity in removed:
            del now[identity]
    if list(checker.findings) != rules.check(list(now.values()), (), areas, catalogue, Stage.SUBMISSION, HOME):
        raise RuntimeError("the rechecks did not end with the findings of a full check")
    return times


def _moved(geometry: Geometry, random: Random) -> Geometry:
    step = [round(random.uniform(-400, 400), 3), round(random.uniform(-400, 400), 3)]
    return shapely.transform(geometry, lambda xy: (xy + step).round(3))


def _reshaped(geometry: Geometry, random: Random) -> Geometry:
    """One vertex dragged 20 m; a ring's first and last stay together."""
    chosen = random.randrange(shapely.get_num_coordinates(geometry))

    def drag(xy: Any) -> Any:
        moved = xy.copy()
        moved[(xy == xy[chosen]).all(axis=1)] += 20
        return moved

    return shapely.transform(geometry, drag)
