"""Symbols of the severities in SVG: they differ by shape as well as by colour, as the icons in QGIS do."""

from __future__ import annotations

from ..model import Severity

#: Fill and outline, and the outline's corners around (0, 0) in a square of 10; the note is a circle.
_COLOURS = {
    Severity.ERROR: ("#d63a3a", "#8f1d1d"),
    Severity.WARNING: ("#e8a317", "#8a5c00"),
    Severity.NOTE: ("#3f7fd0", "#1f4f8f"),
}
_SHAPES = {
    Severity.ERROR: '<path d="M-2 -5h4l3 3v4l-3 3h-4l-3 -3v-4z" {paint}/>',
    Severity.WARNING: '<path d="M0 -5L5.4 4.6H-5.4z" {paint}/>',
    Severity.NOTE: '<circle r="4.4" {paint}/>',
}


def symbol(severity: Severity, *, motivated: bool = False) -> str:
    """The symbol around (0, 0), ten units wide; a motivated warning is an outline only."""
    fill, line = _COLOURS[severity]
    paint = f'fill="{"#ffffff" if motivated else fill}" stroke="{line}" stroke-width="1.2"'
    return _SHAPES[severity].format(paint=paint)


def icon(severity: Severity, *, motivated: bool = False) -> str:
    """The symbol as an image of its own, as large as a letter. Its meaning stands in words beside it."""
    drawn = symbol(severity, motivated=motivated)
    return f'<svg class="icon" viewBox="-7 -7 14 14" aria-hidden="true">{drawn}</svg>'
