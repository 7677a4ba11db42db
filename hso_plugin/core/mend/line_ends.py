"""Mends of line ends: the gap to what the line should reach is closed, when it is short enough to be a slip."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType, Point

from ..geometry import on_grid
from ..model import GeometryKind, MapObject
from ..rules.words import length
from ..text import Text
from .registry import Case, Proposal, mends
from .shapes import as_line
from .words import END_WORDS, named

#: A gap up to so many times the distance that the rule asks for is taken for a slip; a longer one may be meant.
FARTHEST_TIMES = 4
#: Up to this distance (m) the end is moved; farther away the line gets another vertex, and keeps its course.
MOVED_M = 50.0
#: A line is not led on at a sharper angle than this (degrees): it has passed what it should reach.
SHARPEST = 60.0

REACHED = frozenset({"storsta-langd", "geometri-enkel"})
AT_BORDER = frozenset({"linje-kommungrans", "linje-lansgrans"})

MOVED = Text("Linjens {ande} flyttas {matt} till {mal}.", "The line's {ande} is moved {matt} to {mal}.")
LED_ON = Text(
    "Linjen förlängs {matt} från sin {ande} till {mal}.", "The line is extended {matt} from its {ande} to {mal}."
)
CARRY_ON = Text(" Sedan behöver den fortsätta på andra sidan.", " It then needs to continue on the other side.")

#: (distance in metres, where to, what it is called, whether the line then waits for the other side)
Target = tuple[float, Point, Text, bool]


@mends("linjeande")
def close_gap(case: Case) -> Iterator[Proposal]:
    """To the nearest of: an object the line may end at, a neighbour's line that ends at the border, the border."""
    codes = case.params.class_classes("objects").get(case.subject.klass, ())
    near, border_m = case.params.number("near_m"), case.params.number("border_m")
    border = case.surroundings.border(case.subject)

    def targets(end: Point) -> Iterator[Target]:
        farthest = FARTHEST_TIMES * near
        yield from _objects(case, end, codes, farthest)
        if border is None:
            return
        for target in _lines_beyond(case, end, farthest):
            if shapely.dwithin(target[1], shapely.boundary(border), border_m):
                yield target
        yield _to_border(border, end)

    return _connections(case, targets, FARTHEST_TIMES * near)


@mends("linjefaste")
def anchor(case: Case) -> Iterator[Proposal]:
    """To the nearest object of the classes that a line of the class starts or ends at."""
    named_by = "start" if case.finding.part == "borjan" else "end"
    codes = case.params.class_classes(named_by).get(case.subject.klass, ())
    farthest = FARTHEST_TIMES * case.params.number("near_m")
    return _connections(case, lambda end: _objects(case, end, codes, farthest), farthest)


@mends("linje-kommungrans")
def meet_neighbour(case: Case) -> Iterator[Proposal]:
    """To the end of a neighbour's line, or to the place on the border that is nearest to it."""
    border = case.surroundings.border(case.subject)
    farthest = FARTHEST_TIMES * case.params.number("continue_m")

    def targets(end: Point) -> Iterator[Target]:
        for distance, place, name, _ in sorted(_lines_beyond(case, end, farthest), key=lambda target: target[0]):
            yield distance, place, name, False
            if border is not None:
                opposite = _nearest(shapely.boundary(border), place)
                to = Text(f"kommungränsen mitt för {name.sv}", f"the municipal border opposite {name.en}")
                yield shapely.distance(end, opposite), opposite, to, False

    return _connections(case, targets, farthest, ordered=False)


def _connections(
    case: Case, targets: Callable[[Point], Iterator[Target]], farthest: float, *, ordered: bool = True
) -> Iterator[Proposal]:
    line = case.subject.geometry
    if not _open(line) or case.finding.part not in END_WORDS:
        return
    vertices = shapely.get_coordinates(line)
    if case.finding.part == "borjan":
        vertices = vertices[::-1]
    found = [target for target in targets(shapely.Point(vertices[-1])) if 0 < target[0] <= farthest]
    for distance, place, name, waits in sorted(found, key=lambda target: target[0]) if ordered else found:
        led = _led(vertices, on_grid(shapely.get_coordinates(place))[0], distance)
        if led is None:
            continue
        shape = as_line(led[::-1] if case.finding.part == "borjan" else led)
        if not _open(shape):
            continue
        text = (MOVED if distance <= MOVED_M else LED_ON).format(
            ande=END_WORDS[case.finding.part], matt=length(distance), mal=name
        )
        yield Proposal(
            replace(case.subject, geometry=shape),
            Text(text.sv + CARRY_ON.sv, text.en + CARRY_ON.en) if waits else text,
            reveals=AT_BORDER if waits else frozenset(),
            forbids=REACHED,
        )


def _led(vertices: NDArray[np.float64], to: NDArray[np.float64], distance: float) -> NDArray[np.float64] | None:
    """The line's vertices with the last one moved, or one more; None where that would turn the line back."""
    kept = vertices[:-1] if distance <= MOVED_M else vertices
    if len(kept) > 1:
        back, on = kept[-2] - kept[-1], to - kept[-1]
        lengths = np.hypot(*back) * np.hypot(*on)
        if lengths == 0 or (back @ on) / lengths > np.cos(np.radians(SHARPEST)):
            return None
    return np.vstack([kept, to])


def _open(line: Geometry | None) -> bool:
    """True for a line that neither is closed nor meets itself."""
    if not isinstance(line, Geometry) or shapely.get_type_id(line) != GeometryType.LINESTRING or line.is_empty:
        return False
    return bool(line.is_valid and line.is_simple and not line.is_closed)


def _objects(case: Case, end: Point, codes: Collection[str], farthest: float) -> Iterator[Target]:
    for item in case.surroundings.near(end.bounds, farthest, codes):
        if item.identity != case.subject.identity and _usable(item):
            place = _nearest(item.geometry, end)
            yield shapely.distance(end, place), place, named(case, item, case.subject), False


def _lines_beyond(case: Case, end: Point, farthest: float) -> Iterator[Target]:
    """Ends of other municipalities' lines of the same class."""
    home = case.surroundings.home(case.subject)
    for item in case.surroundings.near(end.bounds, farthest, {case.subject.klass}):
        if case.surroundings.home(item) != home and item.kind is GeometryKind.LINE and _usable(item):
            for number, word in ((0, END_WORDS["borjan"]), (-1, END_WORDS["slut"])):
                place = shapely.get_point(item.geometry, number)
                if place is not None:
                    yield shapely.distance(end, place), place, _end_of(case, item, word), False


def _end_of(case: Case, item: MapObject, word: Text) -> Text:
    name = named(case, item, case.subject)
    return Text(f"{word.sv}en på {name.sv}", f"the {word.en} of {name.en}")


def _to_border(border: Geometry, end: Point) -> Target:
    place = _nearest(shapely.boundary(border), end)
    return shapely.distance(end, place), place, Text("kommungränsen", "the municipal border"), True


def _nearest(geometry: Geometry | None, place: Point) -> Point:
    """The point of `geometry` nearest to `place`."""
    return shapely.get_point(shapely.shortest_line(geometry, place), 0)


def _usable(item: MapObject) -> bool:
    shape = item.geometry
    return (
        isinstance(shape, Geometry) and not shape.is_empty and bool(np.isfinite(shapely.get_coordinates(shape)).all())
    )
