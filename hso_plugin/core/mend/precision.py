"""Mends of how finely an object is drawn: heights, vertices on top of each other, spikes and slivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType

from ..model import GeometryKind
from ..rules.words import area, length, number
from ..text import Text
from .overlap import whole
from .registry import Case, Proposal, mends
from .shapes import as_area, as_line, as_multipolygon, snapped

#: Without spikes or slivers an area, a line is at most this share smaller, shorter: more, and they may be meant.
MOST_LOST = 0.1
#: Round a sliver so much (m) is taken with it, that no thread remains.
ROUND_M = 0.01

FLAT = Text("Höjder och mätvärden tas bort. Platsen på kartan blir densamma.",
            "Heights and measures are taken away. The place on the map stays the same.")  # fmt: skip
DOUBLE = Text("{antal} brytpunkter som ligger på eller intill en annan tas bort.",
              "{antal} vertices on top of or close to another are taken away.")  # fmt: skip
ONE_DOUBLE = Text("En brytpunkt som ligger på eller intill en annan tas bort.",
                  "A vertex on top of or close to another is taken away.")  # fmt: skip
SPIKES = Text("Spetsen tas bort. {slag} blir {matt} mindre.", "The spike is taken away. {slag} becomes {matt} smaller.")
AREA, LINE = Text("Ytan", "The area"), Text("Linjen", "The line")
SLIVER = Text("Den smala delen, {matt}, tas bort.", "The narrow part, {matt}, is taken away.")

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
def drop_spike(case: Case) -> Iterator[Proposal]:
    """The vertex at the tip is dropped."""
    place, before = case.finding.geometry, case.subject.geometry
    if place is None or not isinstance(before, Geometry):
        return
    tips = {tuple(vertex) for vertex in shapely.get_coordinates(place).tolist()}
    after = _redrawn(before, lambda vertices: _without(vertices, tips))
    if after is None:
        return
    is_area = case.subject.kind is GeometryKind.AREA
    size = shapely.area if is_area else shapely.length
    lost = size(before) - size(after)
    if abs(lost) > MOST_LOST * size(before):
        return
    matt = area(abs(lost)) if is_area else length(abs(lost))
    yield Proposal(replace(case.subject, geometry=after), SPIKES.format(slag=AREA if is_area else LINE, matt=matt))


@mends("flisa")
def drop_sliver(case: Case) -> Iterator[Proposal]:
    """The narrow part is cut off, where it is a small part and does not hold two others together."""
    place, before = case.finding.geometry, case.subject.geometry
    if place is None or not isinstance(before, Geometry) or not before.is_valid:
        return
    if case.subject.kind is not GeometryKind.AREA or shapely.get_dimensions(place) != 2:
        return
    after = as_area(shapely.difference(before, shapely.buffer(place, ROUND_M, join_style="mitre")))
    if after is None or not whole(case.catalogue, case.subject, after):
        return
    lost = shapely.area(before) - shapely.area(after)
    if lost <= MOST_LOST * shapely.area(before):
        text = SLIVER.format(matt=area(lost))
        yield Proposal(replace(case.subject, geometry=after), text, forbids=frozenset({"minsta-yta"}))


def _redrawn(geometry: object, draw: Callable[[Vertices], Vertices | None]) -> Geometry | None:
    """A line or an area with `draw` done to its line, to each of its rings; None when one of them vanishes."""
    if not isinstance(geometry, Geometry) or geometry.is_empty or not np.isfinite(geometry.bounds).all():
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
        polygons.append(shapely.polygons(shapely.linearrings(drawn[0]), shapely.linearrings(drawn[1:])))
    return shapely.multipolygons(polygons) if polygons else None


def _thinned(vertices: Vertices, metres: float) -> Vertices | None:
    kept = [vertices[0]]
    for vertex in vertices[1:-1]:
        if np.hypot(*(vertex - kept[-1])) >= metres:
            kept.append(vertex)
    while len(kept) > 1 and np.hypot(*(vertices[-1] - kept[-1])) < metres:
        kept.pop()
    return np.array([*kept, vertices[-1]])


def _without(vertices: Vertices, tips: set[tuple[float, ...]]) -> Vertices | None:
    """The vertices without `tips`; those of a line's ends stay."""
    closed = bool((vertices[0] == vertices[-1]).all())
    kept = [vertex for vertex in (vertices[:-1] if closed else vertices[1:-1]) if tuple(vertex.tolist()) not in tips]
    if closed:
        kept = [vertex for number, vertex in enumerate(kept) if (vertex != kept[number - 1]).any()]
        return np.array([*kept, kept[0]]) if len(kept) > 2 else None
    return np.array([vertices[0], *kept, vertices[-1]])
