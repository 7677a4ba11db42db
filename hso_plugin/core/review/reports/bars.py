"""Plots of the overview as SVG: bars that are told apart by colour, by pattern and by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...rules.words import number
from ...wfs.markup import content
from ..queue.overview_model import Column, Table

_WIDTH, _NAMES, _NUMBERS = 680.0, 190.0, 48.0
_BAR, _STEP = 13.0, 19.0
#: Width of a letter of 11 px, rather too much than too little: how many entries of the legend fit in a line.
_LETTER = 6.6
#: Lines over the fill (angle, distance), so that neighbouring parts differ in print without colours.
_HATCHES = ((0, 0.0), (45, 5.0), (135, 5.0), (90, 4.0), (0, 4.0), (45, 3.0))


def bars(table: Table, language: str) -> str:
    """A plot of `table`: parts of a whole stacked by municipality, otherwise the county's number for each column.

    Returns:
        An `svg` element without scripts; it refers to nothing outside itself. Empty when there is nothing to show.
    """
    if not any(table.totals):
        return ""
    if not table.parts:
        lines = [
            (column.title.get(language), [(column, total)])
            for column, total in zip(table.columns, table.totals, strict=True)
        ]
        return _drawn(table, lines, (), language)
    shown = [place for place, total in enumerate(table.totals) if total]
    columns = [table.columns[place] for place in shown]
    lines = [(row.name, [(table.columns[place], row.numbers[place]) for place in shown]) for row in table.rows]
    return _drawn(table, lines, columns, language)


def _drawn(
    table: Table,
    lines: Sequence[tuple[str, Sequence[tuple[Column, int]]]],
    legend: Sequence[Column],
    language: str,
) -> str:
    numbers = {column.code: place for place, column in enumerate(table.columns)}
    parts = list(_patterns(table))
    entries, top = _legend(table, legend, numbers, language)
    parts += entries
    most = max(sum(count for _, count in line) for _, line in lines)
    scale = (_WIDTH - _NAMES - _NUMBERS) / max(most, 1)
    for place, (name, line) in enumerate(lines):
        y = top + place * _STEP
        parts.append(_text(_NAMES - 8, y + 10.5, _cut(name), "end"))
        x = _NAMES
        for column, count in line:
            if count:
                said = content(f"{name}, {column.title.get(language)}: {number(count).get(language)}")
                box = _box(x, y, count * scale, _BAR, column, _pattern(table, numbers[column.code]))
                parts.append(f"<g><title>{said}</title>{box}</g>")
                x += count * scale
        parts.append(_text(x + 5, y + 10.5, number(sum(count for _, count in line)).get(language)))
    height = top + len(lines) * _STEP
    size = f'width="{_WIDTH:.0f}" height="{height:.0f}" viewBox="0 0 {_WIDTH:.0f} {height:.0f}"'
    return f'<svg class="bars" {size} role="img" aria-label="{_quoted(table, language)}">{"".join(parts)}</svg>'


def _legend(table: Table, columns: Sequence[Column], numbers: dict[str, int], language: str) -> tuple[list[str], float]:
    """The entries, and how far down they reach."""
    parts, x, y = [], 0.0, 0.0
    for column in columns:
        title = column.title.get(language)
        wide = 22 + _LETTER * len(title) + 12
        if x and x + wide > _WIDTH:
            x, y = 0.0, y + _STEP
        parts.append(_box(x, y, 14, _BAR, column, _pattern(table, numbers[column.code])))
        parts.append(_text(x + 20, y + 10.5, title))
        x += wide
    return parts, y + _STEP + 4 if columns else 0.0


def _pattern(table: Table, place: int) -> str:
    """Name of the lines over a part; empty for none. Names are unique in a page that has several plots."""
    turn = place % len(_HATCHES)
    return f"{table.key}-{turn}" if table.parts and _HATCHES[turn][1] else ""


def _patterns(table: Table) -> Iterator[str]:
    if not table.parts:
        return
    yield "<defs>"
    for turn, (angle, distance) in enumerate(_HATCHES):
        if distance:
            yield (
                f'<pattern id="{table.key}-{turn}" width="{distance}" height="{distance}" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate({angle})">'
                f'<path d="M0 0V{distance}" stroke="#ffffff" stroke-width="1.6"/></pattern>'
            )
    yield "</defs>"


def _box(x: float, y: float, width: float, height: float, column: Column, pattern: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    over = f'<rect {place} fill="url(#{pattern})"/>' if pattern else ""
    return f'<rect {place} fill="{column.colour}" stroke="#444444" stroke-width="0.6"/>{over}'


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="sans-serif" font-size="11" fill="#222222" '
        f'text-anchor="{anchor}">{content(text)}</text>'
    )


def _cut(name: str) -> str:
    most = int((_NAMES - 8) / _LETTER)
    return name if len(name) <= most else name[: most - 1] + "…"


def _quoted(table: Table, language: str) -> str:
    return content(table.title.get(language)).replace('"', "&quot;")
