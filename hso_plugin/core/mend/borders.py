"""Mend of what lies outside the municipality: it is cut at the border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import shapely
from shapely import Geometry, GeometryType, LineString
from shapely.ops import substring

from ..model import GeometryKind
from ..rules.words import area, length
from ..text import Text
from .overlap import whole
from .registry import MOST_TAKEN, Case, Proposal, mends
from .shapes import as_area, as_line, trimmed
from .words import municipality_name

#: A line that leaves the municipality and comes back is cut only when what comes back is a smaller share than this.
LEAST_REST = 0.1

TEXT = Text("{matt} tas bort: det som ligger utanför {kommun}.", "{matt} is taken away: what lies outside {kommun}.")


@mends("inom-kommun")
def cut_at_border(case: Case) -> Iterator[Proposal]:
    """Areas keep what lies inside, lines their longest piece inside; points stay where they are."""
    border, shape = case.surroundings.border(case.subject), case.subject.geometry
    if border is None or not isinstance(shape, Geometry) or not shape.is_valid:
        return
    place = municipality_name(case, case.surroundings.home(case.subject))
    if case.subject.kind is GeometryKind.AREA:
        inside = as_area(shapely.intersection(shape, border))
        inside = None if inside is None else trimmed(inside, shape)
        if inside is None or not whole(case.catalogue, case.subject, inside):
            return
        taken = area(shapely.area(shape) - shapely.area(inside))
        text = TEXT.format(matt=taken, kommun=place)
        yield Proposal(replace(case.subject, geometry=inside), text, forbids=frozenset({"minsta-yta"}))
    elif case.subject.kind is GeometryKind.LINE and shapely.get_type_id(shape) == GeometryType.LINESTRING:
        piece = _longest_inside(shape, border)
        if piece is None or piece.length < (1 - MOST_TAKEN) * shape.length:
            return
        text = TEXT.format(matt=length(shape.length - piece.length), kommun=place)
        reveals = frozenset({"linje-kommungrans", "linje-lansgrans"})
        yield Proposal(replace(case.subject, geometry=piece), text, reveals, frozenset({"minsta-langd"}))


def _longest_inside(line: LineString, border: Geometry) -> LineString | None:
    """The longest piece of a simple line inside, drawn in the same direction; None when much lies in other pieces."""
    if not line.is_simple or line.is_closed:
        return None
    pieces = [part for part in shapely.get_parts(shapely.line_merge(shapely.intersection(line, border))) if part.length]
    if not pieces:
        return None
    longest = max(pieces, key=lambda part: part.length)
    if sum(part.length for part in pieces) - longest.length > LEAST_REST * longest.length:
        return None
    # Merging may turn a piece round; the line is not turned.
    ends = sorted(line.project(shapely.get_point(longest, number)) for number in (0, -1))
    return as_line(shapely.get_coordinates(substring(line, *ends)))
