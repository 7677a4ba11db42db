"""Text as it stands in an XML document."""

from __future__ import annotations

import html
import re

# What XML 1.0 cannot carry, escaped or not (2.2 Characters).
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def characters(text: str) -> str:
    """`text` without what no XML document can carry: a server would refuse the whole request for one of them."""
    return text if text.isprintable() else _NO_CHARACTER.sub("", text)


def content(text: str) -> str:
    """`text` between two tags. A parser makes every bare carriage return a line feed, so that one is written out."""
    return html.escape(characters(text), quote=False).replace("\r", "&#13;")


def attribute(text: str) -> str:
    """`text` as the value of an attribute, quotes included. A parser makes bare line ends and tabs blanks there."""
    escaped = html.escape(characters(text)).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{escaped}"'
