"""The index that QGIS's plugin manager reads: every version that is offered.

QGIS (3.40, 3.44) goes through the versions of a plugin in their order and lets a later stable one take the place of an
earlier, whichever is higher. The highest must therefore come last.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable

from .package import PLUGIN
from .shipped_zip import ShippedZip, version_key

#: plugins.xml element <- metadata.txt key.
ELEMENTS = {
    "description": "description",
    "about": "about",
    "version": "version",
    "qgis_minimum_version": "qgisMinimumVersion",
    "qgis_maximum_version": "qgisMaximumVersion",
    "author_name": "author",
    "homepage": "homepage",
    "tracker": "tracker",
    "repository": "repository",
    "category": "category",
    "tags": "tags",
    "experimental": "experimental",
    "deprecated": "deprecated",
    "changelog": "changelog",
}


def plugins_xml(offered: Iterable[tuple[ShippedZip, str]], base_url: str) -> bytes:
    """The index, UTF-8.

    Args:
        offered: each version with the day (ISO 8601) on which it was added.
        base_url: where the folder is served, with or without a last slash.
    """
    top = ElementTree.Element("plugins")
    for shipped, added in sorted(offered, key=lambda each: version_key(each[0].version)):
        _add(top, shipped, added, base_url.rstrip("/"))
    ElementTree.indent(top)
    body: bytes = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def icon_name(shipped: ShippedZip) -> str | None:
    """The name of a version's icon in the folder."""
    return None if shipped.icon is None else f"{PLUGIN}.{shipped.version}{shipped.icon[0]}"


def _add(top: ElementTree.Element, shipped: ShippedZip, added: str, base: str) -> None:
    about = shipped.metadata
    attributes = {"name": about["name"], "version": shipped.version, "plugin_id": PLUGIN}
    plugin = ElementTree.SubElement(top, "pyqgis_plugin", attributes)
    for element, key in ELEMENTS.items():
        if about.get(key, "").strip():
            ElementTree.SubElement(plugin, element).text = about[key].strip()
    more = {
        "file_name": shipped.name,
        "download_url": f"{base}/{shipped.name}",
        "create_date": f"{added}T00:00:00",
        "update_date": f"{added}T00:00:00",
        "trusted": "True",
    }
    if icon := icon_name(shipped):
        # QGIS puts only scheme and host before an icon's relative path, so the address is written out.
        more["icon"] = f"{base}/{icon}"
    for element, text in more.items():
        ElementTree.SubElement(plugin, element).text = text
