"""Filters of Filter Encoding 1.1, only those that every tried server understands."""

from __future__ import annotations

from . import markup


def greater_than(name: str, value: int) -> str:
    """`name` > `value`."""
    return (
        f"<ogc:PropertyIsGreaterThan><ogc:PropertyName>{markup.content(name)}</ogc:PropertyName>"
        f"<ogc:Literal>{int(value)}</ogc:Literal></ogc:PropertyIsGreaterThan>"
    )


def at_most(name: str, value: int) -> str:
    """`name` ≤ `value`."""
    return (
        f"<ogc:PropertyIsLessThanOrEqualTo><ogc:PropertyName>{markup.content(name)}</ogc:PropertyName>"
        f"<ogc:Literal>{int(value)}</ogc:Literal></ogc:PropertyIsLessThanOrEqualTo>"
    )


def is_null(name: str) -> str:
    """`name` has no value."""
    return f"<ogc:PropertyIsNull><ogc:PropertyName>{markup.content(name)}</ogc:PropertyName></ogc:PropertyIsNull>"


def both(*parts: str) -> str:
    """All of `parts` hold."""
    return parts[0] if len(parts) == 1 else f"<ogc:And>{''.join(parts)}</ogc:And>"
