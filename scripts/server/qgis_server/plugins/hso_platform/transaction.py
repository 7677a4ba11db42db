"""Checks a Transaction against the published schema: Inserts only, known types and fields, well-formed values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qgis.PyQt.QtXml import QDomElement, QDomNode

from .refusal import Refusal

MAX_ACTIONS = 2_000
WFS = "http://www.opengis.net/wfs"
GML = "http://www.opengis.net/gml"
FEATURES = "http://www.qgis.org/gml"
GEOMETRY = "geometry"
#: The GML 2 and 3.1 elements that points, lines and areas are made of.
GEOMETRY_ELEMENTS = frozenset({
    "Point", "pos", "coordinates", "LineString", "posList", "MultiPolygon", "polygonMember", "Polygon", "exterior",
    "interior", "outerBoundaryIs", "innerBoundaryIs", "LinearRing",
})  # fmt: skip
#: With another form QGIS Server may swap the axes without a word.
SRS_NAMES = frozenset({"EPSG:3006", "http://www.opengis.net/gml/srs/epsg.xml#3006"})
#: What a value must look like, by type of field: QGIS Server itself would store 0 for a number it cannot read.
VALUES = {
    "integer": re.compile(r"[+-]?\d{1,19}"),
    "double": re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})([eE][+-]?\d{1,2})?"),
    "boolean": re.compile(r"true|false"),
}
_ELEMENT = QDomNode.NodeType.ElementNode
_TEXT = QDomNode.NodeType.TextNode


class Schema:
    """The published types that rows may be added to, with the type of each field that a client may set."""

    def __init__(self, document: Mapping[str, Mapping[str, object]]) -> None:
        self.fields: dict[str, dict[str, str]] = {
            name: dict(entry["fields"])  # type: ignore[call-overload]
            for name, entry in document.items()
            if entry["insert"]
        }
        self.published = frozenset(document)
        self.spatial = frozenset(name for name, entry in document.items() if entry["geometry"])


def check_transaction(root: QDomElement, schema: Schema) -> None:
    """Raise `Refusal` unless every action is an Insert of one row that fits the schema."""
    actions = 0
    for action in _children(root):
        actions += 1
        if action.localName() != "Insert" or action.namespaceURI() != WFS:
            raise Refusal("HSO-OPERATION", f"Bara Insert tas emot, inte {action.localName()}.")
        if actions > MAX_ACTIONS:
            raise Refusal("HSO-ANTAL", f"Högst {MAX_ACTIONS} rader åt gången.")
        rows = list(_children(action))
        if len(rows) != 1:
            raise Refusal("HSO-SCHEMA", "En Insert ska ha precis en rad.")
        _check_row(rows[0], schema)
    if not actions:
        raise Refusal("HSO-SCHEMA", "Transaktionen är tom.")


def _check_row(row: QDomElement, schema: Schema) -> None:
    name = row.localName()
    if name not in schema.published or row.namespaceURI() != FEATURES:
        raise Refusal("HSO-SCHEMA", f"Tabellen {name} finns inte.")
    fields = schema.fields.get(name)
    if fields is None:
        raise Refusal("HSO-BEHORIGHET", f"Tabellen {name} går inte att skriva i.")
    seen = set()
    for element in _children(row):
        field = element.localName()
        if field in seen or element.namespaceURI() != FEATURES:
            raise Refusal("HSO-SCHEMA", f"Elementet {field} i {name} förekommer två gånger eller hör inte dit.")
        seen.add(field)
        if field == GEOMETRY and name in schema.spatial:
            _check_geometry(element)
        elif field in fields:
            _check_value(element, field, fields[field])
        else:
            raise Refusal("HSO-SCHEMA", f"Tabellen {name} har ingen kolumn {field} att skriva i.")


def _check_value(element: QDomElement, field: str, kind: str) -> None:
    child = element.firstChild()
    while not child.isNull():
        if child.nodeType() != _TEXT:
            raise Refusal("HSO-SCHEMA", f"Kolumnen {field} ska bara ha text.")
        child = child.nextSibling()
    text = element.text()
    if not text:
        raise Refusal("HSO-SCHEMA", f"Kolumnen {field} är tom: utelämna elementet i stället.")
    if "\0" in text or (kind in VALUES and not VALUES[kind].fullmatch(text)):
        raise Refusal("HSO-SCHEMA", f"Värdet i kolumnen {field} går inte att läsa.")


def _check_geometry(element: QDomElement) -> None:
    shapes = list(_children(element))
    if len(shapes) != 1:
        raise Refusal("HSO-GEOMETRI", "En rad har precis en geometri.")
    waiting = shapes
    while waiting:
        part = waiting.pop()
        if part.localName() not in GEOMETRY_ELEMENTS or part.namespaceURI() != GML:
            raise Refusal("HSO-GEOMETRI", f"Geometrin {part.localName()} tas inte emot.")
        srs = part.attribute("srsName")
        if srs and srs not in SRS_NAMES:
            raise Refusal("HSO-GEOMETRI", f"Koordinatsystemet {srs} tas inte emot: skriv EPSG:3006.")
        if part.attribute("srsDimension", "2") != "2":
            raise Refusal("HSO-GEOMETRI", "Geometrin ska vara tvådimensionell.")
        if part.firstChild().nodeType() != _TEXT:
            waiting.extend(_children(part))


def _children(parent: QDomElement) -> Iterator[QDomElement]:
    """The child elements. Raises `Refusal` for a child of any other kind: QGIS Server would loop on it."""
    child = parent.firstChild()
    while not child.isNull():
        if child.nodeType() != _ELEMENT:
            raise Refusal("HSO-XML", f"I {parent.localName()} ska det bara finnas element.")
        yield child.toElement()
        child = child.nextSibling()
