"""Mends of how finely an object is drawn: heights, vertices on top of each other, spikes and slivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType, Polygon

from ..model import GeometryKind
from ..rules.words import area, length, number
from ..text import Text
from .overlap import whole
from .registry import Case, Proposal, mends
from .shapes import as_area, as_line, as_multipolygon, snapped

#: Without spikes or slivers an area, a line is at most this share smaller, shorter: more, and they may be meant.
MOST_LOST = 0.1
#: Vertices this near (m) the tip of a spike are the tip, drawn more than once: the rule takes them for one corner.
SAME_TIP_M = 0.1

FLAT = Text("Höjder och mätvärden tas bort. Platsen på kartan blir densamma.",
            "Heights and measures are taken away. The place on the map stays the same.")  # fmt: skip
DOUBLE = Text("{antal} brytpunkter som ligger på eller intill en annan tas bort.",
              "{antal} vertices on top of or close to another are taken away.")  # fmt: skip
ONE_DOUBLE = Text("En brytpunkt som ligger på eller intill en annan tas bort.",
                  "A vertex on top of or close to another is taken away.")  # fmt: skip
SPIKES = Text("Spetsarna tas bort ({antal} st). {slag} ändras med {matt}.",
              "The spikes are taken away ({antal}). {slag} changes by {matt}.")  # fmt: skip
AREA, LINE = Text("Ytan", "The area"), Text("Linjens längd", "The line's length")
SLIVERS = Text("Smala delar tas bort och smala hål fylls, tillsammans {matt}.",
               "Narrow parts are taken away and narrow holes filled, {matt} together.")  # fmt: skip

#: Vertices, shape (n, 2); a ring's first one is its last one too.
Vertices = NDArray[np.float64]


@mends("tva-dimensioner")
def flatten(case: Case) -> Iterator[Proposal]:
    """Z and M are dropped."""
    if isinstance(case.subject.geometry, Geometry):
        yield Proposal(replace(case.subject, geometry=snapped(case.subject.geometry)), FLAT)


@mends("dubbel-brytpunkt")
def drop_double_vertices(case: Case) -> Iterator[Proposal]:
    """Of vertices nearer each other than the rule allows the first stays, and so do the ends of a line."""
    metres = case.params.number("metres")
    before = case.subject.geometry
    after = _redrawn(before, lambda vertices: _thinned(vertices, metres))
    if before is None or after is None:
        return
    count = int(shapely.get_num_coordinates(before) - shapely.get_num_coordinates(after))
    text = ONE_DOUBLE if count == 1 else DOUBLE.format(antal=number(count))
    yield Proposal(replace(case.subject, geometry=after), text)


@mends("spets")
def drop_spikes(case: Case) -> Iterator[Proposal]:
    """The vertices at the tips are dropped."""
    place, before = case.finding.geometry, case.subject.geometry
    if place is None or not isinstance(before, Geometry):
        return
    tips = shapely.get_coordinates(place)
    after = _redrawn(before, lambda vertices: _without(vertices, tips))
    if after is None:
        return
    is_area = case.subject.kind is GeometryKind.AREA
    size = shapely.area if is_area else shapely.length
    change = abs(size(before) - size(after))
    if change > MOST_LOST * size(before):
        return
    text = SPIKES.format(
        antal=number(len(tips)), slag=AREA if is_area else LINE, matt=area(change) if is_area else length(change)
    )
    yield Proposal(replace(case.subject, geometry=after), text)


@mends("flisa")
def drop_slivers(case: Case) -> Iterator[Proposal]:
    """Narrow parts are cut off and narrow holes filled, where that is little and leaves the area in one."""
    place, before = case.finding.geometry, case.subject.geometry
    if place is None or not isinstance(before, Geometry) or not before.is_valid:
        return
    if case.subject.kind is not GeometryKind.AREA or shapely.get_dimensions(place) != 2:
        return
    pieces = shapely.get_parts(place)
    holes = shapely.relate_pattern(pieces, before, "F********")
    cut = shapely.difference(before, shapely.union_all(pieces[~holes]))
    after = as_area(shapely.union_all([cut, *pieces[holes]]))
    if after is None or not whole(case.catalogue, case.subject, after):
        return
    size = float(shapely.area(pieces).sum())
    if size <= MOST_LOST * shapely.area(before):
        text = SLIVERS.format(matt=area(size))
        yield Proposal(replace(case.subject, geometry=after), text, forbids=frozenset({"minsta-yta"}))


def _redrawn(geometry: object, draw: Callable[[Vertices], Vertices | None]) -> Geometry | None:
    """A line or an area with `draw` done to its line, to each of its rings; None when one of them vanishes."""
    if not isinstance(geometry, Geometry) or geometry.is_empty:
        return None
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        return None
    flat = snapped(geometry)
    if shapely.get_type_id(flat) == GeometryType.LINESTRING:
        vertices = draw(shapely.get_coordinates(flat))
        return None if vertices is None else as_line(vertices)
    polygons = []
    for polygon in shapely.get_parts(as_multipolygon(flat)):
        rings = [draw(shapely.get_coordinates(ring)) for ring in (polygon.exterior, *polygon.interiors)]
        drawn = [ring for ring in rings if ring is not None and len(ring) >= 4]
        if len(drawn) < len(rings):
            return None
        polygons.append(Polygon(drawn[0], drawn[1:]))
    return shapely.multipolygons(polygons) if polygons else None


def _thinned(vertices: Vertices, metres: float) -> Vertices | None:
    kept = [vertices[0]]
    for vertex in vertices[1:-1]:
        if np.hypot(*(vertex - kept[-1])) >= metres:
            kept.append(vertex)
    while len(kept) > 1 and np.hypot(*(vertices[-1] - kept[-1])) < metres:
        kept.pop()
    return np.array([*kept, vertices[-1]])


def _without(vertices: Vertices, tips: Vertices) -> Vertices | None:
    """The vertices without those at `tips`; those of a line's ends stay."""
    closed = bool((vertices[0] == vertices[-1]).all())
    inner = vertices[:-1] if closed else vertices[1:-1]
    away = np.hypot(*(inner[:, np.newaxis] - tips).transpose(2, 0, 1)).min(axis=1)
    inner = inner[away >= SAME_TIP_M]
    if not closed:
        return np.vstack([vertices[:1], inner, vertices[-1:]])
    inner = inner[(inner != np.roll(inner, 1, axis=0)).any(axis=1)]
    return np.vstack([inner, inner[:1]]) if len(inner) > 2 else None
