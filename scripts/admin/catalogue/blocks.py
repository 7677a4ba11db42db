"""A document as blocks, before it becomes Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass

from hso_plugin.core.text import Text


def both(text: str) -> Text:
    """A text that is the same in both languages: a code, a number."""
    return Text(text, text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's own. `anchor` is what links point at."""

    level: int
    text: Text
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; with `term` it begins with that in bold."""

    text: Text
    term: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row as long as the head.

    Attributes:
        kind: how it is drawn: `wide`, `matrix` or plain.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    kind: str = ""


Block = Heading | Paragraph | Table
