"""Reads a GetCapabilities document of WFS 1.1.0."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ..errors import HsoError
from ..text import Text
from .names import local


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a server offers.

    Attributes:
        title: the service's title, empty if it has none.
        operations: names of the operations, for example `GetFeature`.
        types: full type name (with the server's prefix) by local name.
        formats: output formats of GetFeature, beside the default GML.
    """

    title: str
    operations: frozenset[str]
    types: dict[str, str]
    formats: tuple[str, ...] = ()


def read(root: etree._Element) -> Capabilities:
    """The capabilities in `root`.

    Raises:
        HsoError: `HSO-INTE-WFS` if the document is not a WFS capabilities document.
    """
    if local(root.tag) != "WFS_Capabilities":
        raise HsoError(
            "HSO-INTE-WFS",
            Text(
                "Adressen svarar, men inte som en kartplattform (WFS). Kontrollera adressen.",
                "The address answers, but not as a map platform (WFS). Check the address.",
            ),
            f"root element {local(root.tag)}",
        )
    title = ""
    operations: set[str] = set()
    types = {}
    for element in root.iter():
        name = local(element.tag)
        if name == "Title" and not title and _is_service(element.getparent()):
            title = (element.text or "").strip()
        elif name == "Operation" and element.get("name"):
            operations.add(element.get("name", ""))
        elif name == "FeatureType":
            full = next((child.text or "" for child in element if local(child.tag) == "Name"), "").strip()
            if full:
                types[local(full)] = full
    formats = [
        (value.text or "").strip()
        for operation in root.iter("{*}Operation")
        if operation.get("name") == "GetFeature"
        for parameter in operation.iter("{*}Parameter")
        if parameter.get("name") == "outputFormat"
        for value in parameter.iter("{*}Value")
    ]
    return Capabilities(title, frozenset(operations), types, tuple(formats))


def _is_service(element: etree._Element | None) -> bool:
    return element is not None and local(element.tag) == "ServiceIdentification"
