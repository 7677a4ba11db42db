"""The parts of a printed report as HTML. Everything that somebody has written is put in as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...reports.words import moment
from ...rules.words import number
from ...text import Text
from ...wfs.markup import content


@dataclass(frozen=True, slots=True)
class Html:
    """HTML that is finished: it is put in as it is."""

    text: str


class ReportPage:
    """Writes parts of a report in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, text: Text | str) -> str:
        """A sentence, or what somebody wrote, as text in a page."""
        return content(text if isinstance(text, str) else text.get(self.language))

    def tag(self, name: str, text: Text | str, kind: str = "") -> str:
        """An element with a sentence in it."""
        return f"<{name}{f' class={kind}' if kind else ''}>{self.say(text)}</{name}>"

    def facts(self, rows: Iterable[tuple[Text, Text | str]]) -> str:
        """Names and values, a line each; those without a value are left out."""
        lines = [f"<tr>{self.tag('th', name)}{self.tag('td', value, 'said')}</tr>" for name, value in rows if value]
        return f"<table>{''.join(lines)}</table>"

    def table(
        self, heads: Sequence[Text | str], rows: Iterable[Sequence[Text | str | int | Html | None]], kind: str = "lines"
    ) -> str:
        """A table with a heading for each column; numbers to the right, None as an empty cell."""
        heading = "".join(self.tag("th", head) for head in heads)
        lines = ["".join(self._cell(cell) for cell in row) for row in rows]
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        return f'<table class="{kind}"><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>'

    def time(self, time: str | None) -> Html:
        """A time for a narrow column: it is broken after the date, and not in it."""
        date, _, clock = when(time).partition(" ")
        return Html(f"<span class=date>{self.say(date)}</span> {self.say(clock)}".rstrip())

    def _cell(self, cell: Text | str | int | Html | None) -> str:
        if isinstance(cell, Html):
            return f"<td>{cell.text}</td>"
        if isinstance(cell, int):
            return f"<td class=number>{self.say(number(cell))}</td>"
        return f"<td>{'' if cell is None else self.say(cell)}</td>"


def when(time: str | None) -> str:
    """A time of the platform on this computer's clock; a dash without one."""
    return moment(time) if time else "–"
