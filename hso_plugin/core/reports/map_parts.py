"""What all maps of reports are drawn with, as SVG: municipalities, their names, a scale bar and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from ..rules.words import length
from ..wfs import markup
from .map_frame import Frame
from .places import spots

#: Lengths of the scale bar (m); the longest that takes at most a quarter of the map is drawn.
_BARS = (200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


def drawing(frame: Frame, parts: Iterable[str]) -> str:
    """The map as an `svg` element without references or scripts."""
    size = f'width="{frame.width:.0f}" height="{frame.height:.0f}" viewBox="0 0 {frame.width:.0f} {frame.height:.0f}"'
    return f'<svg class="map" {size} role="img">{"".join(parts)}</svg>'


def area(frame: Frame, shape: Geometry, kind: str) -> str:
    """A municipality; `kind` is `own` or `other`."""
    rings = [
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in frame.pixels(shapely.get_coordinates(ring))) + "z"
        for polygon in shapely.get_parts(frame.seen(shape))
        if shapely.get_dimensions(polygon) == 2
        for ring in shapely.get_rings(polygon)
    ]
    fill, line, width = ("#ffffff", "#444444", 1.4) if kind == "own" else ("#ececec", "#a0a0a0", 0.8)
    return f'<path d="{"".join(rings)}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="{width}"/>'


def names(frame: Frame, areas: Mapping[str, Geometry], titles: Mapping[str, str]) -> Iterator[str]:
    """The municipalities' names where there is room; `areas` and `titles` by code."""
    for code, shape in areas.items():
        seen = frame.seen(shape)
        if seen.area * frame.scale**2 > 1500:  # room for a name
            yield label(frame.pixels(spots([seen]))[0], titles.get(code, code), "place")


def scale_bar(frame: Frame, language: str) -> Iterator[str]:
    """A bar of a round length with that length beside it."""
    metres = max((each for each in _BARS if each * frame.scale <= frame.width / 4), default=_BARS[0])
    x, y = 12.0, frame.height - 12
    end = x + metres * frame.scale
    yield f'<path d="M{x} {y - 4}v4H{end:.1f}v-4" fill="none" stroke="#222222" stroke-width="1.2"/>'
    yield label(np.array([end + 5, y]), length(metres).get(language), "note")


_TEXTS = {
    "number": 'font-size="9.5" fill="#111111" stroke="#ffffff" stroke-width="2.5" paint-order="stroke"',
    "place": 'font-size="12" fill="#707070" text-anchor="middle"',
    "note": 'font-size="11" fill="#222222"',
}


def label(place: NDArray[np.float64], text: str, kind: str) -> str:
    """A text; `kind` is `number`, `place` or `note`."""
    x, y = place
    return f'<text x="{x:.1f}" y="{y:.1f}" font-family="sans-serif" {_TEXTS[kind]}>{markup.content(text)}</text>'
