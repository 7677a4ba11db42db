"""One change between two catalogues, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from hso_plugin.core.text import Text

Item = TypeVar("Item")


class Effect(Enum):
    """What a change does to a platform and to the objects on it; the value is how it is said."""

    MIGRATION = Text("ny kolumn på plattformen", "new column on the platform")
    FAULTS = Text("kan ge nya fynd på objekt som finns", "may give new findings on objects that exist")
    HIDES = Text("döljer värden som finns", "hides values that exist")


@dataclass(frozen=True, slots=True)
class Change:
    """A change.

    Attributes:
        part: heading it belongs under.
        text: what changed, with the old and the new value.
        effects: what follows.
    """

    part: Text
    text: Text
    effects: tuple[Effect, ...] = ()

    def said(self, language: str) -> str:
        """The change in one line."""
        effects = "; ".join(effect.value.get(language) for effect in self.effects)
        return self.text.get(language) + (f"  [{effects}]" if effects else "")


def changed(name: Text | str, old: object, new: object) -> Text:
    """`name: old → new`."""
    names = name if isinstance(name, Text) else Text(name, name)
    return Text(
        f"{names.sv}: {_value(old, 'sv')} → {_value(new, 'sv')}",
        f"{names.en}: {_value(old, 'en')} → {_value(new, 'en')}",
    )


def added(name: str, title: Text | None = None) -> Text:
    """`name (title) har tillkommit`."""
    return Text(f"{name}{_in_brackets(title, 'sv')} har tillkommit", f"{name}{_in_brackets(title, 'en')} was added")


def removed(name: str, title: Text | None = None) -> Text:
    """`name (title) har tagits bort`."""
    return Text(f"{name}{_in_brackets(title, 'sv')} har tagits bort", f"{name}{_in_brackets(title, 'en')} was removed")


def only_in(old: Mapping[str, Item], new: Mapping[str, Item]) -> Iterator[tuple[str, Item]]:
    """What `new` has and `old` has not, in the order of `new`."""
    return ((name, item) for name, item in new.items() if name not in old)


def in_both(old: Mapping[str, Item], new: Mapping[str, Item]) -> Iterator[tuple[str, Item, Item]]:
    """What both have, in the order of `new`: name, old, new."""
    return ((name, old[name], item) for name, item in new.items() if name in old)


def _in_brackets(title: Text | None, language: str) -> str:
    return f" ({title.get(language)})" if title else ""


def _value(value: object, language: str) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return {"sv": ("nej", "ja"), "en": ("no", "yes")}[language][value]
    if isinstance(value, Text):
        return f"”{value.sv}”" if language == "sv" else f"“{value.en}”"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_value(item, language) for item in value) or "–"
    return str(value)
