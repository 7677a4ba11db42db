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


def equal(name: str, value: str) -> str:
    """`name` = `value`, as the server compares a text with what the column holds.

    QGIS Server over PostGIS was tried: a uuid equals its text in small letters, with braces or without, and a truth
    value equals `true`.
    """
    return (
        f"<ogc:PropertyIsEqualTo><ogc:PropertyName>{markup.content(name)}</ogc:PropertyName>"
        f"<ogc:Literal>{markup.content(value)}</ogc:Literal></ogc:PropertyIsEqualTo>"
    )


def is_null(name: str) -> str:
    """`name` has no value."""
    return f"<ogc:PropertyIsNull><ogc:PropertyName>{markup.content(name)}</ogc:PropertyName></ogc:PropertyIsNull>"


def both(*parts: str) -> str:
    """All of `parts` hold."""
    return parts[0] if len(parts) == 1 else f"<ogc:And>{''.join(parts)}</ogc:And>"
