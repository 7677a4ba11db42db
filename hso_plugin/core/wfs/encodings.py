"""The forms in which a server gives features: GML 3.1.1, which all have, and GeoJSON, which is read and written faster.

GeoJSON knows neither axis order nor reference system of its own, so it is used only where the probe has read the same
features in both forms and found them equal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from lxml import etree
from shapely import Geometry

from ..error_codes.platform import UNREADABLE_ANSWER
from ..errors import HsoError
from ..model import GeometryKind
from ..text import Text
from . import document, exceptions, gml
from .names import XSI, local
from .schema import FeatureType
from .shapes import FeaturePage, numbers, unreadable

_NIL = f"{{{XSI}}}nil"
_FEATURES = re.compile(r'"features"\s*:\s*(?=\[)')
#: What stands before a feature or after the last one.
_SEPARATOR = re.compile(r"\s*(?:[\[,]\s*)?(\]|(?=\{))")
#: The blanks of JSON.
_BLANKS = " \t\n\r"
_COORDINATES = '"coordinates"'
#: How deep the pairs of numbers lie in the coordinates of each type.
_DEPTH = {"Point": 1, "LineString": 2, "Polygon": 3, "MultiPolygon": 4}
_TYPES = {
    GeometryKind.POINT: {"Point"},
    GeometryKind.LINE: {"LineString"},
    GeometryKind.AREA: {"Polygon", "MultiPolygon"},
}


class Encoding(Protocol):
    """A form of features. `Any` is the form's own feature: an element, or a dictionary.

    Attributes:
        output_format: what to ask the server for, empty for its default.
    """

    output_format: str

    def features(self, content: bytes, feature_type: FeatureType) -> list[Any]:
        """The features in an answer, in its order. Raises `HsoError` for an answer that is none."""

    def row(self, feature: Any, feature_type: FeatureType) -> dict[str, Any]:
        """Values by property name, without the geometry; an empty one is absent, None or an empty text."""

    def value(self, feature: Any, feature_type: FeatureType, name: str) -> Any:
        """The value of one property."""

    def shapes(self, features: Sequence[Any], feature_type: FeatureType, kind: GeometryKind) -> list[Geometry | None]:
        """The geometries of features; see `gml.read`."""


class Gml:
    """GML 3.1.1 in a `wfs:FeatureCollection`."""

    output_format = ""

    def __init__(self) -> None:
        # An answer has a few dozen different tags and tens of thousands of elements.
        self._names: dict[object, str] = {}

    def features(self, content: bytes, feature_type: FeatureType) -> list[etree._Element]:
        """The feature elements."""
        root = document.parse(content)
        exceptions.refuse_report(root)
        if local(root.tag) != "FeatureCollection":
            raise contradictory(f"root element {local(root.tag)}")
        # The root's children, or what its members hold, whatever those are called, and nothing deeper: a property may
        # have the name of the type.
        wanted = "{*}" + feature_type.name
        direct = list(root.iterchildren(wanted))
        return direct or [feature for member in root for feature in member.iterchildren(wanted)]

    def row(self, feature: etree._Element, feature_type: FeatureType) -> dict[str, Any]:
        """Text by property name."""
        names = self._names
        row: dict[str, Any] = {}
        for child in feature:
            text = child.text
            if text and child.get(_NIL) != "true":
                tag = child.tag
                row[names.get(tag) or names.setdefault(tag, local(tag))] = text
        row.pop(feature_type.geometry or "", None)  # white space between its elements
        return row

    def value(self, feature: etree._Element, feature_type: FeatureType, name: str) -> str | None:
        """Text of one property."""
        return next((child.text for child in feature.iterchildren("{*}" + name)), None)

    def shapes(
        self, features: Sequence[etree._Element], feature_type: FeatureType, kind: GeometryKind
    ) -> list[Geometry | None]:
        """From the geometry property of each feature."""
        name = "{*}" + (feature_type.geometry or "")
        return gml.read([feature.find(name) for feature in features], kind)


class GeoJson:
    """A GeoJSON FeatureCollection in the reference system that was asked for."""

    def __init__(self, output_format: str) -> None:
        self.output_format = output_format

    def features(self, content: bytes, feature_type: FeatureType) -> list[dict[str, Any]]:
        """The feature dictionaries."""
        if content.lstrip()[:1] != b"{":
            # A fault, which comes as XML or HTML whatever form was asked for.
            exceptions.refuse_report(document.parse(content))
            raise contradictory("XML, not GeoJSON")
        if len(content) > document.MAX_BYTES:
            raise document.refused("svaret är för stort", "the answer is too large", f"{len(content)} bytes")
        try:
            return list(_each_feature(_coordinates_as_text(content.decode())))
        except (ValueError, RecursionError) as error:
            raise document.refused(
                "svaret är avbrutet eller inte kartdata", "the answer is cut off or not map data", repr(error)
            ) from error

    def row(self, feature: dict[str, Any], feature_type: FeatureType) -> dict[str, Any]:
        """JSON values by property name."""
        properties: dict[str, Any] = feature.get("properties") or {}
        return properties

    def value(self, feature: dict[str, Any], feature_type: FeatureType, name: str) -> Any:
        """JSON value of one property."""
        return self.row(feature, feature_type).get(name)

    def shapes(
        self, features: Sequence[dict[str, Any]], feature_type: FeatureType, kind: GeometryKind
    ) -> list[Geometry | None]:
        """From the geometry of each feature."""
        page = FeaturePage(kind, len(features))
        parts: list[str] = []
        for index, feature in enumerate(features):
            geometry = feature.get("geometry")
            if not geometry:
                continue
            type_, text = geometry.get("type"), str(geometry.get("coordinates"))
            if any(blank in text for blank in _BLANKS):
                text = "".join(text.split())
            if type_ not in _TYPES[kind]:
                raise unreadable(f"a geometry of type {type_}")
            depth = _DEPTH[type_]
            if text[:depth] != "[" * depth or text[-depth:] != "]" * depth:
                raise unreadable(f"coordinates of {type_} begin with {text[:20]}")
            text = text[depth:-depth]
            if kind is GeometryKind.AREA:
                for polygon in text.split("]]],[[["):
                    rings = polygon.split("]],[[")
                    page.polygons.extend([len(page.polygon_owners)] * len(rings))
                    page.polygon_owners.append(index)
                    parts.extend(rings)
            else:
                page.owners.append(index)
                parts.append(text)
        return page.build(*numbers(parts, range(len(parts)), [part.count("],[") + 1 for part in parts]))


def _coordinates_as_text(text: str) -> str:
    """GeoJSON whose coordinates are strings: numbers are read in one go for a page, not one by one into lists.

    The array of coordinates ends before the next quote or brace, since it has neither.
    """
    pieces = text.split(_COORDINATES)
    result = [pieces[0]]
    for piece in pieces[1:]:
        start = piece.find("[")
        end = min((place for place in (piece.find('"'), piece.find("}")) if place >= 0), default=-1)
        result.append(_COORDINATES)
        if 0 <= start < end:
            array = piece[start:end].rstrip(", \t\r\n")
            result.append(f'{piece[:start]}"{array}"{piece[start + len(array) :]}')
        else:  # no coordinates: the decoder will say what it is
            result.append(piece)
    return "".join(result)


def _each_feature(text: str) -> Iterator[dict[str, Any]]:
    """The features of a collection, decoded one by one: the whole at once would hold the interpreter for too long.

    Raises:
        ValueError: for anything but a FeatureCollection that is whole.
    """
    decoder = json.JSONDecoder()
    start = _FEATURES.search(text)
    if start is None:
        raise ValueError("no features")
    position = start.end()
    while True:
        separator = _SEPARATOR.match(text, position)
        if separator is None:
            raise ValueError(f"neither feature nor end at {position}")
        position = separator.end()
        if separator[1] == "]":
            break
        feature, position = decoder.raw_decode(text, position)
        if not isinstance(feature, dict):
            raise ValueError(f"no feature before {position}")
        yield feature
    if not text.rstrip().endswith("}"):
        raise ValueError("cut off after the features")


def contradictory(details: str) -> HsoError:
    """The fault of an answer that contradicts its question."""
    return HsoError(
        UNREADABLE_ANSWER,
        Text(
            "Servern gav ett svar som inte går att lita på. Inget har ändrats. Kontakta plattformens förvaltare.",
            "The server gave an answer that cannot be trusted. Nothing was changed. "
            "Contact the platform's administrator.",
        ),
        details,
    )
