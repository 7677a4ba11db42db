"""A small map of the municipality with its findings, as SVG that stands by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..model import Severity, Stage
from ..text import Text
from .map_frame import Frame
from .map_parts import area, drawing, label, names, scale_bar
from .places import spots
from .run import CheckRun
from .symbols import symbol

#: Findings in the same square of so many pixels share a symbol: no more are drawn than there is room for.
CELL = 11.0
#: With more numbers than this, or with more of them at one symbol, the map would be nothing but numbers.
MOST_NUMBERS = 40
_MOST_AT_ONE = 3


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
    own = {code: shape for code, shape in run.areas.items() if regional or code == run.municipality}
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
    parts = [area(frame, shape, "other") for code, shape in run.areas.items() if code not in own]
    parts += [area(frame, shape, "own") for shape in own.values()]
    parts += names(frame, run.areas, run.municipality_names)
    numbered = len(set(numbers.values())) <= MOST_NUMBERS
    for cell in sorted(cells.values(), key=lambda each: each.rank, reverse=True):
        parts.append(_symbol(cell, severities[cell.rank[0]], language))
        if numbered:
            said = ", ".join(map(str, sorted(cell.numbers)[:_MOST_AT_ONE])) + "…" * (len(cell.numbers) > _MOST_AT_ONE)
            parts.append(label(cell.place + np.array([7.0, 3.5]), said, "number"))
    parts += scale_bar(frame, language)
    if len(shown) > len(within):
        missing = Text("{n} fynd ligger utanför kartbilden", "{n} findings lie outside the map")
        said = missing.format(n=len(shown) - len(within)).get(language)
        parts.append(label(np.array([8.0, 16.0]), said, "note"))
    return drawing(frame, parts)


def _symbol(cell: _Cell, severity: Severity, language: str) -> str:
    x, y = cell.place
    count = Text("{n} fynd", "{n} findings" if cell.findings > 1 else "{n} finding").format(n=cell.findings)
    drawn = symbol(severity, motivated=cell.rank[1])
    return f'<g transform="translate({x:.1f} {y:.1f})"><title>{count.get(language)}</title>{drawn}</g>'
