"""The frame of every printed report: one HTML file that stands alone, without scripts, with nothing fetched."""

from __future__ import annotations

from pathlib import Path
from string import Template

from ..text import Text
from ..wfs.markup import content

_TEMPLATE = Path(__file__).parents[2] / "resources" / "report" / "report.html"


def document(title: Text, body: str, language: str) -> str:
    """The document. `title` is plain text, `body` is HTML."""
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(language=language, title=content(title.get(language)), body=body)
