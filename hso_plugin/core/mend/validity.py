"""Mend of invalid areas: their edge is put together anew, where that can mean one thing only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import shapely
from shapely import Geometry, MultiPolygon

from ..geometry import valid
from ..model import GeometryKind
from ..rules.objects.context import FARTHEST_M, POLYGONAL
from ..rules.words import area
from ..text import Text
from .registry import Case, Proposal, mends
from .shapes import NOTHING_M2, as_area, as_multipolygon

#: The area may change by this share: more, as in a bow tie, and what was meant is not certain.
MOST_CHANGED = 0.03
#: Loops that the repair cuts off are dropped below this share of the part they were drawn in.
LOOP_SHARE = 0.01

SAME = Text("Kanten rättas. Ytan blir lika stor, {efter}.", "The edge is put right. The area stays as large, {efter}.")
LARGER = Text(
    "Kanten rättas. Ytan blir {matt} större: {fore} blir {efter}.",
    "The edge is put right. The area becomes {matt} larger: {fore} becomes {efter}.",
)
SMALLER = Text(
    "Kanten rättas. Ytan blir {matt} mindre: {fore} blir {efter}.",
    "The edge is put right. The area becomes {matt} smaller: {fore} becomes {efter}.",
)
#: What the rings enclose, what the edge encloses, or what lies to one side of it: mostly the same.
REPAIRS: tuple[Callable[[Geometry], Geometry], ...] = (
    valid,
    shapely.make_valid,
    lambda part: shapely.buffer(part, 0),
)


@mends("geometri-giltig")
def put_right(case: Case) -> Iterator[Proposal]:
    """An area with a faulty edge gets a valid one, every part of it nearly as large as it was drawn."""
    shape = case.subject.geometry
    if case.subject.kind is not GeometryKind.AREA or not isinstance(shape, Geometry) or shape.is_valid:
        return
    if shapely.get_type_id(shape) not in POLYGONAL or not _finite(shape):
        return
    drawn = shapely.force_2d(shape)
    before = shapely.area(drawn)
    outcomes = [outcome for repair in REPAIRS if (outcome := _repaired(drawn, repair)) is not None]
    # Where they differ, the one that changes least is offered.
    for repaired in sorted(outcomes, key=lambda outcome: abs(shapely.area(outcome) - before)):
        after = shapely.area(repaired)
        if abs(after - before) > MOST_CHANGED * before:
            return
        yield Proposal(replace(case.subject, geometry=repaired), _said(before, after))


def _said(before: float, after: float) -> Text:
    more = after - before
    if abs(more) < NOTHING_M2:
        return SAME.format(efter=area(after))
    text = LARGER if more > 0 else SMALLER
    return text.format(matt=area(abs(more)), fore=area(before, after), efter=area(after, before))


def _repaired(drawn: Geometry, repair: Callable[[Geometry], Geometry]) -> MultiPolygon | None:
    """All parts made valid and put together; None when one that was drawn would vanish or change much."""
    parts = []
    for part in shapely.get_parts(drawn):
        size = shapely.area(part)
        pieces = shapely.get_parts(as_multipolygon(repair(part)))
        kept = pieces[shapely.area(pieces) > max(LOOP_SHARE * size, NOTHING_M2)] if len(pieces) else pieces
        if abs(shapely.area(kept).sum() - size) > max(MOST_CHANGED * size, NOTHING_M2):
            return None
        parts.extend(kept)
    return as_area(shapely.union_all(parts)) if parts else None


def _finite(shape: Geometry) -> bool:
    return bool((np.abs(shapely.get_coordinates(shape)) < FARTHEST_M).all())
