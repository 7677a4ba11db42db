"""A small map of what a submission changes, as SVG that stands by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from shapely import Geometry

from ...ledger.ports import ChangeType
from ...reports.map_frame import Frame
from ...reports.map_parts import area, drawing, label, names, scale_bar
from ...reports.places import spots
from ..compare.differences import ObjectChange

#: Changes of a type in the same square of so many pixels share a symbol.
_CELL = 9.0
#: With more changes than this the map would be nothing but numbers.
MOST_NUMBERS = 40
#: By shape as well as by colour: plus, dot, minus.
_SYMBOLS = {
    ChangeType.NEW: '<path d="M-5 0h10M0 -5v10" stroke="#1b7837" stroke-width="3" fill="none"/>',
    ChangeType.CHANGED: '<circle r="4.2" fill="#2166ac" stroke="#123d6a" stroke-width="1"/>',
    ChangeType.DELETED: '<path d="M-5 0h10" stroke="#b2182b" stroke-width="3.4" fill="none"/>',
}


def change_map(
    changes: Sequence[ObjectChange],
    municipality: str,
    areas: Mapping[str, Geometry],
    titles: Mapping[str, str],
    language: str,
) -> str:
    """The municipality with a symbol at each change, numbered as in the list where there are few.

    Args:
        areas, titles: polygons (EPSG:3006) and names of municipalities, by code.

    Returns:
        An `svg` element without references or scripts; empty when there is nothing to draw.
    """
    places = spots([change.object.geometry for change in changes])
    own = areas.get(municipality)
    frame = Frame.around([own] if own is not None else [], places)
    if frame is None:
        return ""
    pixels = frame.pixels(places)
    parts = [area(frame, shape, "other") for code, shape in areas.items() if code != municipality]
    parts += [area(frame, own, "own")] if own is not None else []
    parts += names(frame, areas, titles)
    drawn: set[tuple[ChangeType, int, int]] = set()
    for index in np.flatnonzero(frame.inside(pixels)).tolist():
        change, (x, y) = changes[index], pixels[index].tolist()
        cell = (change.type, int(x // _CELL), int(y // _CELL))
        if cell not in drawn:
            drawn.add(cell)
            parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{_SYMBOLS[change.type]}</g>')
        if len(changes) <= MOST_NUMBERS:
            parts.append(label(pixels[index] + np.array([7.0, 3.5]), str(index + 1), "number"))
    parts += scale_bar(frame, language)
    return drawing(frame, parts)


def change_icon(type_: ChangeType) -> str:
    """The symbol as an image of its own, as large as a letter. Its meaning stands in words beside it."""
    return f'<svg class="icon" viewBox="-7 -7 14 14" aria-hidden="true">{_SYMBOLS[type_]}</svg>'
