"""The municipality's objects as the lists show them, prepared in a task: lines, search texts, numbers, extent.

With 20 000 objects each of these takes tens of milliseconds, for which the windows have no time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import shapely

from ...core.catalogue.model import Catalogue
from ...core.model import GeometryKind, MapObject
from ..map.extent import Extent, extent_of
from ..widgets import words

#: Objects compared at a time.
_PORTION = 500


@dataclass(frozen=True, slots=True)
class Line:
    """An object in a list: its text, and what a filter looks in."""

    object: MapObject
    text: str
    search: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Objects in the order of the lists.

    Attributes:
        objects: by class, name and identity, so that the order never jumps.
        lines: a line for each, in the same order.
        by_identity: the same objects.
        counts: number of objects by class and geometry kind.
        extent: around those in the county, or all where none is; None when none has a place.
    """

    objects: tuple[MapObject, ...] = ()
    lines: tuple[Line, ...] = ()
    by_identity: Mapping[str, MapObject] = field(default_factory=dict)
    counts: Mapping[tuple[str, GeometryKind], int] = field(default_factory=dict)
    extent: Extent | None = None


def listed(objects: list[MapObject], catalogue: Catalogue, known: Listing | None = None) -> Listing:
    """Prepare `objects`; gives `known` itself when they are the same, so that nobody needs to show them anew.

    In `objects` those that are equal to a known one are replaced by it.
    """
    if known is not None:
        _put_known(objects, known.by_identity)
    ordered = in_order(objects)
    if known is not None and len(ordered) == len(known.objects) and all(map(_same, ordered, known.objects)):
        return known
    titles = {code: words.class_title(code, catalogue) for code in {item.klass for item in ordered}}
    texts = (f"{words.object_name(item)} · {titles[item.klass]}" for item in ordered)
    return Listing(
        objects=ordered,
        lines=tuple(Line(item, text, text.casefold()) for item, text in zip(ordered, texts, strict=True)),
        by_identity={item.identity: item for item in ordered},
        counts=Counter((item.klass, item.kind) for item in ordered),
        extent=extent_of(ordered, catalogue.extent),
    )


def in_order(objects: Iterable[MapObject]) -> tuple[MapObject, ...]:
    """Objects as lists show them."""
    return tuple(sorted(objects, key=lambda item: (item.klass, item.name.casefold(), item.identity)))


def _put_known(objects: list[MapObject], known: Mapping[str, MapObject]) -> None:
    """Put the known object in the place of an equal one, which is freed here one by one, not later all at once."""
    for start in range(0, len(objects), _PORTION):
        part = range(start, min(start + _PORTION, len(objects)))
        before = [known.get(objects[place].identity) for place in part]
        # A portion at a time: shapely compares multipolygons one by one a hundred times slower.
        equal = shapely.equals_identical(
            [objects[place].geometry for place in part], [item.geometry if item else None for item in before]
        )
        for place, item, here in zip(part, before, equal, strict=True):
            if item is not None and _says_the_same(objects[place], item, bool(here)):
                objects[place] = item


def _says_the_same(one: MapObject, other: MapObject, same_place: bool) -> bool:
    no_place = one.geometry is None and other.geometry is None
    return (
        (same_place or no_place)
        and one.kind == other.kind
        and one.municipality == other.municipality
        and one.attributes == other.attributes
    )


def _same(one: MapObject, other: MapObject) -> bool:
    return one is other
