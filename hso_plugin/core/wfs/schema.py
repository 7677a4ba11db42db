"""Reads a DescribeFeatureType answer: namespaces, attributes and geometry properties of the types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from .names import GML, XSD, local


@dataclass(frozen=True, slots=True)
class FeatureType:
    """A feature type as the server describes it.

    Attributes:
        name: local name.
        prefix, namespace: as the server uses them.
        geometry: name of the geometry property, None for a table without geometry. `geometry` on QGIS Server whatever
            the column is called, the column's own name elsewhere.
        attributes: XML Schema type (local name) by attribute name, without the geometry.
    """

    name: str
    prefix: str
    namespace: str
    geometry: str | None
    attributes: Mapping[str, str]

    @property
    def qualified(self) -> str:
        """The name with prefix, as a request writes it."""
        return f"{self.prefix}:{self.name}"


def read(root: etree._Element) -> dict[str, FeatureType]:
    """The feature types in a schema document, by local name."""
    namespace = root.get("targetNamespace", "")
    prefix = next((p for p, uri in root.nsmap.items() if p and uri == namespace), "hso")
    properties = {
        element.get("name", ""): _properties(element) for element in root if element.tag == f"{{{XSD}}}complexType"
    }
    types = {}
    for element in root:
        if element.tag != f"{{{XSD}}}element":
            continue
        name = element.get("name", "")
        nested = element.find(f"{{{XSD}}}complexType")
        found = _properties(nested) if nested is not None else properties.get(local(element.get("type", "")), [])
        geometry = next((n for n, type_ in found if type_ is None), None)
        types[name] = FeatureType(name, prefix, namespace, geometry, {n: t for n, t in found if t is not None})
    return types


def _properties(complex_type: etree._Element) -> list[tuple[str, str | None]]:
    """Name and type of each property; the type is None for a geometry."""
    found: list[tuple[str, str | None]] = []
    inside: set[etree._Element] = set()
    for element in complex_type.iter(f"{{{XSD}}}element"):
        # What stands inside a property belongs to its type; a reference is to GML's own properties (deegree).
        if element in inside or not element.get("name"):
            continue
        parts = list(element.iterdescendants(f"{{{XSD}}}element"))
        inside.update(parts)
        type_ = element.get("type", "")
        if not type_:
            base = element.find(f".//{{{XSD}}}restriction")
            type_ = base.get("base", "") if base is not None else ""
        is_geometry = _is_gml(element, type_) and type_.endswith("PropertyType")
        is_geometry = is_geometry or any(_is_gml(part, part.get("ref", "")) for part in parts)
        found.append((element.get("name", ""), None if is_geometry else type_.rpartition(":")[2]))
    return found


def _is_gml(element: etree._Element, name: str) -> bool:
    """Whether the qualified `name` in `element` is GML's."""
    prefix, _, _ = name.rpartition(":")
    return bool(name) and element.nsmap.get(prefix or None) == GML
