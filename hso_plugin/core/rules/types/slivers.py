"""Rule on slivers: parts, tails, necks and holes of areas that are too thin to mean anything."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from ...geometry import valid
from ..objects.context import SLACK_M, SLACK_M2, Context, Geometries, Indices
from ..objects.outlines import outlines
from ..objects.paths import Flags
from ..objects.shapes import polygonal
from ..objects.tiles import MANY_VERTICES, tiles
from ..params import Params
from ..registry import Hit, rule_type
from ..words import area, length

#: Corners as sharp as this, and a quarter sharper, are grown back by an opening.
SEEN_DEGREES = 30.0
#: How far off an outline of many vertices may be looked at, as a share of the width that is asked for.
GENERALISED_SHARE = 0.05
#: No corner moves farther than so many times the distance by which an area is grown or shrunk.
MITRE_LIMIT = 5.0


@rule_type("flisa", params=("width_m", "minimum_m2"), says=("matt", "minst"))
def sliver(context: Context, params: Params) -> Iterator[Hit]:
    """Areas are nowhere thinner than `width_m` metres over more than `minimum_m2` square metres.

    The place is all the thin pieces of the object, the measure their area.
    """
    width = params.number("width_m")
    asked = context.asked[_to_look_at(context, width)]
    owners, pieces = thin_pieces(context.sound[asked], width, params.number("minimum_m2"))
    for owner in np.unique(owners):
        place = shapely.multipolygons(pieces[owners == owner])
        values = {"matt": area(float(shapely.area(place))), "minst": length(width)}
        yield Hit(int(asked[owner]), values, place)


def thin_pieces(areas: Geometries, width: float, smallest: float) -> tuple[Indices, Geometries]:
    """The pieces of `areas` (valid polygons and multipolygons) that are thinner than `width` metres.

    That is: parts and holes that are so thin all over, whatever their size, and what an opening (shrinking by half the
    width and growing again, with corners as sharp as they were) takes away from the rest, where one piece of that
    measures at least `smallest` square metres.

    Returns:
        Places in `areas`, and the pieces (Polygon), sorted by place.
    """
    half = (width - SLACK_M) / 2
    parts, owners = shapely.get_parts(areas, return_index=True)
    thin, pieces, numbers = _opened_away(_generalised(parts, width), half, smallest - SLACK_M2)
    holes, around = _holes(parts)
    gaps = shapely.is_empty(_grown(_generalised(holes, width), -half))
    found = np.concatenate([parts[thin], pieces, holes[gaps]])
    at = np.concatenate([owners[thin], owners[numbers], owners[around[gaps]]])
    order = np.argsort(at, kind="stable")
    return at[order], found[order]


def _opened_away(parts: Geometries, half: float, smallest: float) -> tuple[Flags, Geometries, Indices]:
    """Which polygons an opening leaves nothing of; of the others the pieces it takes away, and whose each is."""
    divided = tiles(parts, 2 * MITRE_LIMIT * half)
    of, whole = divided.owner, np.bincount(divided.owner, minlength=len(parts)) <= 1
    core = _grown(divided.outer, -half)
    thin = np.bincount(of, weights=~shapely.is_empty(core), minlength=len(parts)) == 0
    opened = _grown(core, half)
    # Not the rest of a corner that is too sharp to be grown back: that is smaller, or a spike.
    enough = ~whole[of] | (shapely.area(divided.inner) - shapely.area(opened) >= smallest)
    lost = np.flatnonzero(~thin[of] & enough)
    pieces, numbers = shapely.get_parts(shapely.difference(divided.inner[lost], opened[lost]), return_index=True)
    of, boxes = of[lost[numbers]], divided.boxes[lost[numbers]]
    # What ends at the edge of a tile goes on in the next one.
    cut = ~whole[of] & (np.abs(shapely.bounds(pieces) - boxes) <= SLACK_M).any(axis=1)
    for part in np.unique(of[cut]):
        joined = shapely.get_parts(shapely.union_all(polygonal(pieces[cut & (of == part)])))
        pieces, of, cut = (np.concatenate(both) for both in ((pieces, joined), (of, np.full(len(joined), part)),
                                                             (cut, np.zeros(len(joined), dtype=bool))))  # fmt: skip
    large = ~cut & (shapely.get_dimensions(pieces) == 2) & (shapely.area(pieces) >= smallest)
    return thin, pieces[large], of[large]


def _to_look_at(context: Context, width: float) -> Flags:
    """Which of the objects asked for are areas that may have thin pieces.

    Nothing narrows, but corners that are blunter, where the outline of each part goes round a circle wider than
    `width` of which it is everywhere seen at `SEEN_DEGREES` or more: the cone from each point of the outline to the
    circle is inside.
    """
    sound, drawn = context.sound[context.asked], context.geometries[context.asked]
    seen = outlines(context)
    stout = (seen.inner > width / 2) & (seen.share > np.sin(np.radians(SEEN_DEGREES / 2)))
    mended = np.array([one is not other for one, other in zip(sound, drawn, strict=True)], dtype=bool)
    return (shapely.get_dimensions(sound) == 2) & (mended | ~stout)


def _generalised(parts: Geometries, width: float) -> Geometries:
    """`parts` (polygons) with the outline of those of many vertices a twentieth of `width` off at most.

    The time of a buffer grows with how many vertices lie within its distance of each: with the square of how densely an
    outline is drawn. GEOS itself drops vertices this near, but only where the outline bends away from the buffer. What
    is thinner than that may come out empty.
    """
    dense = np.flatnonzero(shapely.get_num_coordinates(parts) > MANY_VERTICES)
    plain = np.array(parts, dtype=object)
    plain[dense] = shapely.simplify(parts[dense], width * GENERALISED_SHARE, preserve_topology=False)
    for place in dense[~shapely.is_valid(plain[dense])]:
        plain[place] = valid(plain[place])
    return polygonal(plain)


def _grown(areas: Geometries, metres: float) -> Geometries:
    grown: Geometries = shapely.buffer(areas, metres, quad_segs=1, join_style="mitre", mitre_limit=MITRE_LIMIT)
    return grown


def _holes(parts: Geometries) -> tuple[Geometries, Indices]:
    """The holes of `parts` as polygons, and the places in `parts` that they belong to."""
    holed = np.flatnonzero(shapely.get_num_interior_rings(parts) > 0)
    rings, numbers = shapely.get_rings(parts[holed], return_index=True)
    # The first ring of each is its outline.
    inner = np.flatnonzero(np.diff(numbers, prepend=-1) == 0)
    return shapely.polygons(rings[inner]), holed[numbers[inner]]
