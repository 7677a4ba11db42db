"""A small map of the municipality with its findings, as SVG that stands by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from ..model import Severity, Stage
from ..rules.words import length
from ..text import Text
from ..wfs import markup
from .map_frame import Frame
from .places import spots
from .run import CheckRun
from .symbols import symbol

#: Findings in the same square of so many pixels share a symbol: no more are drawn than there is room for.
CELL = 11.0
#: With more numbers than this, or with more of them at one symbol, the map would be nothing but numbers.
MOST_NUMBERS = 40
_MOST_AT_ONE = 3
#: Lengths of the scale bar (m); the longest that takes at most a quarter of the map is drawn.
_BARS = (200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


@dataclass(slots=True)
class _Cell:
    """What shares a symbol: the worst severity, whether that is motivated, where, and the numbers in the list."""

    rank: tuple[int, bool]
    place: NDArray[np.float64]
    findings: int = 0
    numbers: dict[int, None] = field(default_factory=dict)


def svg_map(run: CheckRun, numbers: Mapping[str, int], language: str) -> str:
    """The map: the municipality (in the regional stage all), its neighbours' names, a scale bar, and the findings.

    Args:
        run: the check. Findings on a whole municipality have no symbol.
        numbers: the number of each finding's object in the list, by the finding's id.
        language: of its few words.

    Returns:
        An `svg` element without references or scripts; empty when there is nothing to draw.
    """
    shown = [finding for finding in run.findings if finding.object is not None]
    places = spots([finding.geometry for finding in shown])
    regional = run.stage is Stage.REGIONAL
    own = {code: area for code, area in run.areas.items() if regional or code == run.municipality}
    frame = Frame.around(list(own.values()), places)
    if frame is None:
        return ""
    pixels = frame.pixels(places)
    within = np.flatnonzero(frame.inside(pixels))
    cells: dict[tuple[int, ...], _Cell] = {}
    severities = list(Severity)
    for index in within:
        finding, place = shown[index], pixels[index]
        # A warning that is motivated weighs less than one that is not, and more than a note.
        rank = severities.index(finding.severity), finding.id in run.motivations
        cell = cells.setdefault(tuple((place // CELL).astype(int).tolist()), _Cell(rank, place))
        if rank < cell.rank:
            cell.rank, cell.place = rank, place
        cell.findings += 1
        cell.numbers[numbers[finding.id]] = None
    parts = [_area(frame, area, "other") for code, area in run.areas.items() if code not in own]
    parts += [_area(frame, area, "own") for area in own.values()]
    parts += _names(run, frame)
    numbered = len(set(numbers.values())) <= MOST_NUMBERS
    for cell in sorted(cells.values(), key=lambda each: each.rank, reverse=True):
        parts.append(_symbol(cell, severities[cell.rank[0]], language))
        if numbered:
            said = ", ".join(map(str, sorted(cell.numbers)[:_MOST_AT_ONE])) + "…" * (len(cell.numbers) > _MOST_AT_ONE)
            parts.append(_text(cell.place + np.array([7.0, 3.5]), said, "number"))
    parts += _scale_bar(frame, language)
    if len(shown) > len(within):
        missing = Text("{n} fynd ligger utanför kartbilden", "{n} findings lie outside the map")
        said = missing.format(n=len(shown) - len(within)).get(language)
        parts.append(_text(np.array([8.0, 16.0]), said, "note"))
    size = f'width="{frame.width:.0f}" height="{frame.height:.0f}" viewBox="0 0 {frame.width:.0f} {frame.height:.0f}"'
    return f'<svg class="map" {size} role="img">{"".join(parts)}</svg>'


def _area(frame: Frame, area: Geometry, kind: str) -> str:
    rings = [
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in frame.pixels(shapely.get_coordinates(ring))) + "z"
        for polygon in shapely.get_parts(frame.seen(area))
        if shapely.get_dimensions(polygon) == 2
        for ring in shapely.get_rings(polygon)
    ]
    fill, line, width = ("#ffffff", "#444444", 1.4) if kind == "own" else ("#ececec", "#a0a0a0", 0.8)
    return f'<path d="{"".join(rings)}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="{width}"/>'


def _names(run: CheckRun, frame: Frame) -> Iterator[str]:
    for code, area in run.areas.items():
        seen = frame.seen(area)
        if seen.area * frame.scale**2 > 1500:  # room for a name
            yield _text(frame.pixels(spots([seen]))[0], run.municipality_names.get(code, code), "place")


def _symbol(cell: _Cell, severity: Severity, language: str) -> str:
    x, y = cell.place
    count = Text("{n} fynd", "{n} findings" if cell.findings > 1 else "{n} finding").format(n=cell.findings)
    drawn = symbol(severity, motivated=cell.rank[1])
    return f'<g transform="translate({x:.1f} {y:.1f})"><title>{count.get(language)}</title>{drawn}</g>'


def _scale_bar(frame: Frame, language: str) -> Iterator[str]:
    metres = max((each for each in _BARS if each * frame.scale <= frame.width / 4), default=_BARS[0])
    x, y = 12.0, frame.height - 12
    end = x + metres * frame.scale
    yield f'<path d="M{x} {y - 4}v4H{end:.1f}v-4" fill="none" stroke="#222222" stroke-width="1.2"/>'
    yield _text(np.array([end + 5, y]), length(metres).get(language), "note")


_TEXTS = {
    "number": 'font-size="9.5" fill="#111111" stroke="#ffffff" stroke-width="2.5" paint-order="stroke"',
    "place": 'font-size="12" fill="#707070" text-anchor="middle"',
    "note": 'font-size="11" fill="#222222"',
}


def _text(place: NDArray[np.float64], text: str, kind: str) -> str:
    x, y = place
    return f'<text x="{x:.1f}" y="{y:.1f}" font-family="sans-serif" {_TEXTS[kind]}>{markup.content(text)}</text>'
