"""Reads an answer of a server as XML, without trusting it."""

from __future__ import annotations

import re

from lxml import etree

from ..error_codes.platform import UNREADABLE_ANSWER
from ..errors import HsoError
from ..text import Text
from .names import local

#: Larger answers are refused before they are read. A page of 5 000 polygons of 50 vertices is 12 MB.
MAX_BYTES = 256 * 1024 * 1024
_DOCTYPE = re.compile(rb"<\s*!\s*DOCTYPE(?!\s+html\b)", re.IGNORECASE)
_HTML = re.compile(rb"<\s*(!\s*DOCTYPE\s+html|html)\b", re.IGNORECASE)


def parse(content: bytes) -> etree._Element:
    """The root element of `content`.

    Raises:
        HsoError: `HSO-SVAR` for something that is not XML, is cut off, is a web page, is too large or has a DOCTYPE.
    """
    if len(content) > MAX_BYTES:
        raise refused("svaret är för stort", "the answer is too large", f"{len(content)} bytes")
    head = content[:2048]
    if _HTML.search(head):
        raise HsoError(
            UNREADABLE_ANSWER,
            Text(
                "Adressen svarade med en webbsida (ofta en inloggningssida) i stället för kartdata. "
                "Kontrollera adressen och inloggningen.",
                "The address answered with a web page (often a login page) instead of map data. "
                "Check the address and the sign-in.",
            ),
            _excerpt(content),
        )
    if _DOCTYPE.search(head):
        raise refused("svaret innehåller en DOCTYPE", "the answer has a DOCTYPE", _excerpt(content))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise refused(
            "svaret är avbrutet eller inte kartdata",
            "the answer is cut off or not map data",
            f"{error}: {_excerpt(content)}",
        ) from error
    # The head is only scanned as bytes; another encoding could hide a DOCTYPE from it, but not from the parser.
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused("svaret innehåller en DOCTYPE", "the answer has a DOCTYPE", _excerpt(content))
    if local(root.tag).lower() == "html":
        raise refused("svaret är en webbsida", "the answer is a web page", _excerpt(content))
    return root


def refused(why_sv: str, why_en: str, details: str) -> HsoError:
    """The fault of an answer that cannot be read, with the reason in both languages."""
    return HsoError(
        UNREADABLE_ANSWER,
        Text(
            f"Servern gav ett svar som inte kan läsas ({why_sv}). Inget har ändrats. "
            "Försök igen; kontakta plattformens förvaltare om det upprepas.",
            f"The server gave an answer that cannot be read ({why_en}). Nothing was changed. "
            "Try again; contact the platform's administrator if it happens again.",
        ),
        details,
        try_again=True,
    )


def _excerpt(content: bytes) -> str:
    return content[:300].decode("utf-8", "replace")
