"""Walks a JSON document value by value, so that every fault can name its place: `classes[3].attributes[0]`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from ..errors import HsoError
from ..text import Text

#: A catalogue of this size is a mistake or an attack; the shipped one has some 60 kB.
MAX_CHARACTERS = 5_000_000


def fault(place: str, what: Text) -> HsoError:
    """The error for a fault at `place` in the catalogue."""
    return HsoError(
        "HSO-KATALOG",
        Text(
            f"Regelverket går inte att använda. {place}: {what.sv}. Be den som sköter plattformen att rätta det.",
            f"The catalogue cannot be used. {place}: {what.en}. Ask those who run the platform to mend it.",
        ),
        f"{place}: {what.en}",
    )


class Place:
    """A value in the document and where it stands.

    Attributes:
        path: as people write it, for example `rules[2].severity`; empty for the document itself.
        value: the JSON value.
    """

    def __init__(self, path: str, value: Any) -> None:
        self.path = path
        self.value = value

    def fail(self, sv: str, en: str) -> NoReturn:
        """Raise the error that names this place."""
        raise fault(self.path or "dokumentet", Text(sv, en))

    def members(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Place]:
        """The members of an object with just these names; an optional one that is absent is left out."""
        if not isinstance(self.value, dict):
            self.fail("ska vara ett objekt { }", "must be an object { }")
        for name in required:
            if name not in self.value:
                self.fail(f"saknar {name}", f"lacks {name}")
        for name in self.value:
            if name not in required and name not in optional:
                self.fail(f"okänt namn {name}", f"unknown name {name}")
        return {name: self._child(name) for name in self.value}

    def mapping(self) -> dict[str, Place]:
        """The members of an object with free names."""
        if not isinstance(self.value, dict):
            self.fail("ska vara ett objekt { }", "must be an object { }")
        return {name: self._child(name) for name in self.value}

    def items(self) -> Iterator[Place]:
        """The items of a list."""
        if not isinstance(self.value, list):
            self.fail("ska vara en lista [ ]", "must be a list [ ]")
        return (Place(f"{self.path}[{number}]", value) for number, value in enumerate(self.value))

    def string(self, pattern: str = "") -> str:
        """A text that is not blank and, if given, matches all of `pattern`."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail("ska vara en text", "must be a text")
        if pattern and not re.fullmatch(pattern, self.value):
            self.fail(f"{self.value} har inte rätt form", f"{self.value} has the wrong form")
        return self.value

    def text(self) -> Text:
        """A text in both languages."""
        both = self.members(("sv", "en"))
        return Text(both["sv"].string(), both["en"].string())

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self.fail("ska vara true eller false", "must be true or false")
        return self.value

    def number(self) -> float:
        """A number; `int` stays `int`."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            self.fail("ska vara ett tal", "must be a number")
        return self.value

    def choice(self, choices: tuple[str, ...]) -> str:
        """One of `choices`."""
        if self.value not in choices:
            listed = ", ".join(choices)
            self.fail(f"{self.value} är inte något av {listed}", f"{self.value} is none of {listed}")
        return str(self.value)

    def _child(self, name: str) -> Place:
        return Place(f"{self.path}.{name}" if self.path else name, self.value[name])


def parse(text: str) -> Place:
    """The document as a place.

    Raises:
        HsoError: `HSO-KATALOG` when the text is too long, is not JSON, or says a name twice in one object.
    """
    if len(text) > MAX_CHARACTERS:
        raise fault("dokumentet", Text("är för stort", "is too large"))
    try:
        return Place("", json.loads(text, object_pairs_hook=_no_name_twice, parse_constant=_no_constant))
    except (ValueError, RecursionError) as error:
        raise fault("dokumentet", Text(f"är inte giltig JSON ({error})", f"is not valid JSON ({error})")) from error


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError("twice: " + ", ".join(sorted({name for name in names if names.count(name) > 1})))
    return members


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)
