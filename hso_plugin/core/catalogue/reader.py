"""Walks a JSON document value by value, so that every fault can name its place: `classes[3].attributes[0]`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from ..error_codes.platform import CATALOGUE
from ..errors import HsoError
from ..text import Text
from .lines import line_of, second_of_two

#: A catalogue of this size is a mistake or an attack; the shipped one has some 60 kB.
MAX_CHARACTERS = 5_000_000


class CatalogueError(HsoError):
    """A fault in the document, `HSO-KATALOG`.

    Attributes:
        place: as people write it, for example `rules[2].severity`; empty for the document itself.
        what: what is wrong there.
        line: line in the text, from 1; None before it is known.
    """

    def __init__(self, place: str, what: Text, line: int | None = None) -> None:
        self.place = place
        self.what = what
        self.line = line
        sv = place or "dokumentet"
        en = place or "the document"
        if line is not None:
            sv, en = f"Rad {line}, {sv}", f"Line {line}, {en}"
        super().__init__(
            CATALOGUE,
            Text(
                f"Regelverket går inte att använda. {sv}: {what.sv}. Be den som sköter plattformen att rätta det.",
                f"The catalogue cannot be used. {en}: {what.en}. Ask those who run the platform to mend it.",
            ),
            f"{en}: {what.en}",
        )


def fault(place: str, what: Text) -> CatalogueError:
    """The error for a fault at `place` in the catalogue."""
    return CatalogueError(place, what)


@contextmanager
def naming_lines(text: str) -> Iterator[None]:
    """Give faults that are found within the line of their place in `text`, the document."""
    try:
        yield
    except CatalogueError as found:
        if found.line is not None or not text:
            raise
        raise CatalogueError(found.place, found.what, line_of(text, found.place)) from found


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
        raise fault(self.path, Text(sv, en))

    def members(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Place]:
        """The members of an object with just these names; an optional one that is absent is left out."""
        if not isinstance(self.value, dict):
            self.fail("ska vara ett objekt { }", "must be an object { }")
        for name in required:
            if name not in self.value:
                self.fail(f"saknar {name}", f"lacks {name}")
        for name in self.value:
            if name not in required and name not in optional:
                self._child(name).fail(f"okänt namn {name}", f"unknown name {name}")
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

    def any_string(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            self.fail("ska vara en text", "must be a text")
        return self.value

    def string(self) -> str:
        """A text that is not blank."""
        if not self.any_string().strip():
            self.fail("är tom", "is empty")
        return str(self.value)

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
        raise fault("", Text("är för stort", "is too large"))
    try:
        value = json.loads(
            text, object_pairs_hook=_no_name_twice, parse_constant=_no_constant, parse_float=_finite, parse_int=_finite
        )
    except json.JSONDecodeError as error:
        what = Text(f"är inte giltig JSON ({error.msg})", f"is not valid JSON ({error.msg})")
        raise CatalogueError("", what, error.lineno) from error
    except _TwiceError as error:
        name, line = second_of_two(text) or (str(error), None)
        raise CatalogueError("", Text(f"{name} står två gånger", f"{name} is there twice"), line) from error
    except (ValueError, RecursionError) as error:
        raise fault("", Text(f"är inte giltig JSON ({error})", f"is not valid JSON ({error})")) from error
    return Place("", value)


class _TwiceError(Exception):
    """An object says a name twice."""


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _TwiceError
    return members


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _finite(word: str) -> float:
    number = float(word)
    if not math.isfinite(number):
        raise ValueError(word)
    return int(word) if word.lstrip("-").isdecimal() else number
