"""Writes blocks as Markdown, and as one HTML page to read or print that needs nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from hso_plugin.core.text import Text

from .blocks import Block, Heading, Paragraph, Table

_STYLE = """\
body { font: 10.5pt/1.45 "Open Sans", "Segoe UI", Arial, sans-serif; color: #1a1a1a; max-width: 60rem; }
body { margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; }
h2 { font-size: 1.3rem; border-bottom: 2px solid #1f4e79; margin-top: 2.2rem; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p { margin: .25rem 0; }
table { border-collapse: collapse; margin: .6rem 0; width: 100%; }
th, td { border: 1px solid #c8c8c8; padding: .2rem .45rem; text-align: left; vertical-align: top; }
th { background: #eef2f6; }
td, th, p { overflow-wrap: anywhere; }
table.matrix { width: auto; }
table.matrix td { text-align: center; min-width: 2.2rem; }
td.F { background: #f3c9c9; font-weight: bold; }
td.V { background: #fbe9bd; }
@page { size: A4; margin: 16mm; }
@media print {
  body { margin: 0; max-width: none; font-size: 9pt; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""


def to_markdown(blocks: Iterable[Block], language: str) -> str:
    """The document as Markdown."""
    parts = []
    for block in blocks:
        match block:
            case Heading(level, text):
                parts.append("#" * level + " " + text.get(language))
            case Paragraph(text, None):
                parts.append(_plain(text.get(language)))
            case Paragraph(text, term):
                parts.append(f"**{_word(term, language)}:** {_plain(text.get(language))}")
            case Table(head, rows):
                lines = [head, tuple(Text("---", "---") for _ in head), *rows]
                cells = ([_cell(cell.get(language)) for cell in line] for line in lines)
                parts.append("\n".join("| " + " | ".join(line) + " |" for line in cells))
    return "\n\n".join(parts) + "\n"


def _word(term: Text | None, language: str) -> str:
    return term.get(language) if term else ""


def _plain(text: str) -> str:
    """Text whose signs mean nothing in Markdown."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", " ".join(text.split()))


def _cell(text: str) -> str:
    return text if text == "---" else _plain(text).replace("|", "\\|")


def to_html(blocks: Iterable[Block], language: str) -> str:
    """The document as a standalone page; A4 in print."""
    blocks = list(blocks)
    title = next(block.text.get(language) for block in blocks if isinstance(block, Heading))
    body = "\n".join(_html(block, language) for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _html(block: Block, language: str) -> str:
    match block:
        case Heading(level, text, anchor):
            identity = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{identity}>{escape(text.get(language))}</h{level}>"
        case Paragraph(text, None):
            return f"<p>{escape(text.get(language))}</p>"
        case Paragraph(text, term):
            return f"<p><b>{escape(_word(term, language))}:</b> {escape(text.get(language))}</p>"
        case Table(head, rows, kind):
            top = "".join(f"<th>{escape(cell.get(language))}</th>" for cell in head)
            lines = "\n".join(_row(row, kind, language) for row in rows)
            return f'<table class="{kind}">\n<thead><tr>{top}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>'


def _row(row: tuple[Text, ...], kind: str, language: str) -> str:
    cells = []
    for number, cell in enumerate(row):
        text = escape(cell.get(language))
        if kind == "matrix" and number == 0:
            cells.append(f"<th>{text}</th>")
        else:
            cells.append(f'<td class="{text}">{text}</td>' if kind == "matrix" else f"<td>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"
