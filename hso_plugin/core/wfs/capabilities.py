"""Reads a GetCapabilities document of WFS 1.1.0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ..error_codes.platform import NOT_WFS
from ..errors import HsoError
from ..text import Text
from .names import local


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a server offers.

    Attributes:
        title: the service's title, empty if it has none.
        operations: names of the operations, for example `GetFeature`.
        types: full names of the types (with the server's prefix), in the server's order.
        formats: output formats of GetFeature, beside the default GML.
    """

    title: str
    operations: frozenset[str]
    types: tuple[str, ...]
    formats: tuple[str, ...] = ()

    def find(self, names: Iterable[str]) -> dict[str, str]:
        """Full type names by local name, for those of `names` that there are.

        A server may publish types of one name in several workspaces, with a prefix each: they are looked for together,
        under the prefix that has the most of them.
        """
        wanted = set(names)
        by_prefix: dict[str, dict[str, str]] = {}
        for full in self.types:
            prefix, _, name = full.rpartition(":")
            if name in wanted:
                by_prefix.setdefault(prefix, {}).setdefault(name, full)
        found: dict[str, str] = {}
        for types in sorted(by_prefix.values(), key=len):  # what the prefix with the most lacks comes from the others
            found.update(types)
        return found


def read(root: etree._Element) -> Capabilities:
    """The capabilities in `root`.

    Raises:
        HsoError: `HSO-INTE-WFS` if the document is not a WFS capabilities document.
    """
    if local(root.tag) != "WFS_Capabilities":
        raise HsoError(
            NOT_WFS,
            Text(
                "Adressen svarar, men inte som en kartplattform (WFS). Kontrollera adressen.",
                "The address answers, but not as a map platform (WFS). Check the address.",
            ),
            f"root element {local(root.tag)}",
        )
    title = ""
    operations: set[str] = set()
    types: list[str] = []
    for element in root.iter():
        name = local(element.tag)
        if name == "Title" and not title and _is_service(element.getparent()):
            title = (element.text or "").strip()
        elif name == "Operation" and element.get("name"):
            operations.add(element.get("name", ""))
        elif name == "FeatureType":
            full = next((child.text or "" for child in element if local(child.tag) == "Name"), "").strip()
            if full:
                types.append(full)
    formats = [
        (value.text or "").strip()
        for operation in root.iter("{*}Operation")
        if operation.get("name") == "GetFeature"
        for parameter in operation.iter("{*}Parameter")
        if parameter.get("name") == "outputFormat"
        for value in parameter.iter("{*}Value")
    ]
    return Capabilities(title, frozenset(operations), tuple(types), tuple(formats))


def _is_service(element: etree._Element | None) -> bool:
    return element is not None and local(element.tag) == "ServiceIdentification"
