"""Checks what a question asks with: columns and comparisons, nothing that QGIS would compute for whoever asks.

QGIS Server 3.40 turns an `ogc:Function` into the QGIS function of that name, and takes what it is to sort by for an
expression. `aggregate` among them reads any layer of the project, past its rights: with it, whoever may read one type
could guess their way to every row of all the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgis.PyQt.QtXml import QDomDocument, QDomElement

from .refusal import Refusal

_FUNCTION = re.compile(r"<\s*(?:[^\s<>/:]+:)?function\b", re.IGNORECASE)
#: Column names, with a direction in any of the ways that WFS 1.0 to 2.0 write it.
_SORT = re.compile(r"\s*(?:\w+:)?\w+(?:\s+(?:A|D|ASC|DESC))?\s*", re.ASCII | re.IGNORECASE)
_COLUMN = re.compile(r"\s*(?:\w+:)?\w+\s*", re.ASCII)


def check_parameters(parameters: Iterable[tuple[str, str]]) -> None:
    """Raise `Refusal` unless filter and order among `parameters` (upper-case name, value) are plain."""
    for name, value in parameters:
        if name == "FILTER" and (_FUNCTION.search(value) or "<!" in value or "<?" in value):
            raise Refusal("HSO-OPERATION", "Funktioner i filter tas inte emot.")
        if name == "SORTBY" and not all(_SORT.fullmatch(part) for part in value.split(",")):
            raise Refusal("HSO-OPERATION", "Det går bara att sortera på kolumner.")


def check_document(document: QDomDocument) -> None:
    """Raise `Refusal` unless filters and order in the body of a question are plain."""
    waiting = [document.documentElement()]
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name == "function":
            raise Refusal("HSO-OPERATION", "Funktioner i filter tas inte emot.")
        inside = _children(element)
        if name == "sortproperty":
            for child in inside:
                if _name(child) in ("propertyname", "valuereference") and not _COLUMN.fullmatch(child.text()):
                    raise Refusal("HSO-OPERATION", "Det går bara att sortera på kolumner.")
        waiting += inside


def _name(element: QDomElement) -> str:
    """The name without its prefix, however it came by one."""
    return element.tagName().rpartition(":")[2].lower()


def _children(parent: QDomElement) -> list[QDomElement]:
    found = []
    child = parent.firstChildElement()
    while not child.isNull():
        found.append(child)
        child = child.nextSiblingElement()
    return found
