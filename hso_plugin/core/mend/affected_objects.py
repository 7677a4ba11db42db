"""Which objects a change can matter to, and which of the others they are judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import shapely
from shapely import Geometry

from ..model import MapObject, Stage
from ..rules.objects.context import SLACK_M
from .registry import Case
from .surroundings import Box, bounds

#: Municipality polygons of more vertices than this are cut to this distance (m): buffering them whole takes long.
MANY_VERTICES = 2_000
CUT_M = 10_000.0


class AffectedObjects:
    """What is checked to judge the change of one object.

    Attributes:
        judged: the other own objects that the change may matter to: what the finding speaks of, and what is within the
            reach of a rule that judges its class by that of the changed one.
        present: what these and the changed one are judged by, own or a neighbour's. The rules do not speak of it.
        areas: municipality polygons by code.
    """

    def __init__(self, case: Case, before: MapObject, after: MapObject, stage: Stage) -> None:
        self._around = case.surroundings
        self._reaches = case.surroundings.reaches(stage)
        named = [item for item in (case.subject, case.other) if item is not None and self._around.is_own(item)]
        affected = [*named, *self._touched(before, after), *self._counted(before, after)]
        unique = {item.identity: item for item in affected}
        unique.pop(before.identity, None)
        self.judged = list(unique.values())
        by = {item.identity: item for item in [*self._depended_on([*self.judged, before, after])]}
        if case.other is not None:
            by[case.other.identity] = case.other
        self.present = [item for identity, item in by.items() if identity not in {*unique, before.identity}]
        box = bounds(before)
        self.areas = self._around.polygons if box is None else _cut(self._around.polygons, box)

    def _touched(self, before: MapObject, after: MapObject) -> Iterable[MapObject]:
        """Own objects within reach of what changes, and those of the same class that lie over the object."""
        classes, box, whole = {before.klass, after.klass}, _changed(before, after), bounds(before)
        if box is None or whole is None:
            return
        for reach in self._reaches:
            if classes & reach.others:
                near = self._around.near(box, reach.metres + SLACK_M, reach.speakers)
                yield from filter(self._around.is_own, near)
        yield from filter(self._around.is_own, self._around.near(whole, 0, classes))

    def _counted(self, before: MapObject, after: MapObject) -> Iterable[MapObject]:
        """Who changes class is counted with those of the new one, wherever they are."""
        if before.klass != after.klass:
            yield from (item for item in self._around.objects.values() if item.klass == after.klass)

    def _depended_on(self, items: Iterable[MapObject]) -> Iterable[MapObject]:
        placed = [(item.klass, box) for item in items if (box := bounds(item)) is not None]
        for reach in self._reaches:
            boxes = [box for klass, box in placed if klass in reach.speakers]
            if boxes:
                yield from self._around.near(_enclosing(boxes), reach.metres + SLACK_M, reach.others)


def _changed(before: MapObject, after: MapObject) -> Box | None:
    """The bounding box of what differs: of all of both where attributes do, or where it cannot be calculated."""
    one, two = before.geometry, after.geometry
    boxes = [box for box in (bounds(before), bounds(after)) if box is not None]
    if one is not two and isinstance(one, Geometry) and isinstance(two, Geometry) and one.is_valid and two.is_valid:
        apart = shapely.symmetric_difference(one, two)
        return boxes[0] if apart.is_empty else apart.bounds
    return _enclosing(boxes) if boxes else None


def _enclosing(boxes: list[Box]) -> Box:
    low_e, low_n, high_e, high_n = zip(*boxes, strict=True)
    return min(low_e), min(low_n), max(high_e), max(high_n)


def _cut(areas: Mapping[str, Geometry], box: Box) -> Mapping[str, Geometry]:
    """Municipality polygons with those of many vertices cut to what is near, but never to nothing."""
    low_e, low_n, high_e, high_n = box
    near = shapely.box(low_e - CUT_M, low_n - CUT_M, high_e + CUT_M, high_n + CUT_M)
    result = {}
    for code, area in areas.items():
        piece = shapely.intersection(area, near) if shapely.get_num_coordinates(area) > MANY_VERTICES else area
        result[code] = area if piece.is_empty else piece
    return result
