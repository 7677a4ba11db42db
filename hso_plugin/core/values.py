"""The one form of an attribute value that survives every server and every form: what is compared and sent."""

from __future__ import annotations

import re
from math import isfinite

from .catalogue.model import Attribute
from .model import Value

#: Decimals kept of a number: more than any attribute means, fewer than where servers begin to differ.
NUMBER_DECIMALS = 6
#: What word processors and pages from elsewhere end a line with; a column has one way to.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: The byte order mark that some programs put before a text: nobody sees it, and servers take it away at the beginning.
_MARK = "\ufeff"
#: What stands in the place of a character that cannot be kept.
NOT_KEPT = "\ufffd"
_NOT_KEPT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd]")


def clean_text(text: str) -> str:
    """`text` without surrounding blanks, with one kind of line end, and `NOT_KEPT` for what servers cannot keep.

    Besides what XML cannot carry, that is everything beyond the basic plane (emoji): QGIS Server 3.40 drops such a
    character or stores another one, and the object would come back altered. The end mark of a CDATA section gets a
    blank: QGIS Server 3.40 leaves it out where it writes GML.
    """
    if not text.isprintable():  # few texts are not, and looking once is much faster
        text = _LINE_END.sub("\n", text).replace(_MARK, "")
    if _NOT_KEPT.search(text):
        text = _NOT_KEPT.sub(NOT_KEPT, text)
    return text.replace("]]>", "]] >").strip()


def clean(value: object, attribute: Attribute) -> Value | None:
    """`value` in its one form, None for an empty one.

    A value of the wrong type stays as cleaned text, for the rules to find: nothing a person wrote is dropped.
    """
    if value is None:
        return None
    if attribute.multiple:
        codes = value if isinstance(value, (tuple, list)) else split_codes(str(value))
        return tuple(sorted({clean_text(str(code)) for code in codes} - {""})) or None
    text = clean_text(str(value))
    if attribute.type == "text":
        return text or None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text or None
    if not isfinite(number):
        return text
    if attribute.type == "heltal" and number.is_integer():
        return int(number)
    return round(number, NUMBER_DECIMALS) + 0.0


def split_codes(text: str) -> list[str]:
    """Codes of a list as a QGIS value relation (`{"a","b"}`) or the wire (`a,b`) writes it."""
    return [code.strip().strip('"') for code in text.strip().removeprefix("{").removesuffix("}").split(",")]
