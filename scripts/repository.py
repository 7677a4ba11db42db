"""Makes a plugin repository: a folder to put on any web server, from which QGIS's plugin manager installs.

    python -m scripts.repository --base-url https://example.org/hso [--output dist/repository]

The folder holds plugins.xml, the zip, the icon and SHA256SUMS (plugins.xml itself has no place for a checksum).
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlsplit

from scripts.package import PLUGIN, ROOT, PackageError, changelog, compile_translations, metadata, package

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
}


def plugins_xml(root: Path, zip_name: str, icon_name: str | None, base_url: str) -> bytes:
    """The repository's index, UTF-8. `base_url` is where the folder will be served, with or without a last slash."""
    about = metadata(root)
    top = ElementTree.Element("plugins")
    plugin = ElementTree.SubElement(
        top, "pyqgis_plugin", {"name": about["name"], "version": about["version"], "plugin_id": PLUGIN}
    )
    for element, key in ELEMENTS.items():
        if about.get(key, "").strip():
            ElementTree.SubElement(plugin, element).text = about[key].strip()
    base = base_url.rstrip("/")
    added = {
        "file_name": zip_name,
        "download_url": f"{base}/{zip_name}",
        "changelog": changelog(root, about["version"]),
        "trusted": "True",
    }
    if icon_name:
        # QGIS puts only scheme and host before an icon's relative path, so the address is written out.
        added["icon"] = f"{base}/{icon_name}"
    for element, text in added.items():
        ElementTree.SubElement(plugin, element).text = text
    ElementTree.indent(top)
    body: bytes = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def check_base_url(base_url: str) -> None:
    """Raise `PackageError` unless the address is https, or http on this very machine: QGIS runs what it installs."""
    parts = urlsplit(base_url)
    local = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not (local or parts.scheme == "https") or not parts.hostname:
        raise PackageError(
            f"the base address must be https://..., not {base_url!r}: what is installed from there runs as code"
        )


def repository(base_url: str, output: Path, root: Path = ROOT) -> Path:
    """Make the repository's folder from a new zip; gives the path of plugins.xml."""
    check_base_url(base_url)
    archive = package(root)
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    shutil.copyfile(archive, output / archive.name)
    icon = root / PLUGIN / metadata(root).get("icon", "-")
    if icon.is_file():
        shutil.copyfile(icon, output / f"icon{icon.suffix}")
    index = output / "plugins.xml"
    index.write_bytes(plugins_xml(root, archive.name, f"icon{icon.suffix}" if icon.is_file() else None, base_url))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(output.iterdir())]
    (output / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
    return index


def main(arguments: list[str] | None = None) -> int:
    """Make the repository as the command line says; 1 and one sentence when it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", required=True, help="where the folder will be served")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "repository")
    options = parser.parse_args(arguments)
    try:
        compile_translations(ROOT)
        index = repository(options.base_url, options.output)
    except PackageError as error:
        print(f"repository: {error}", file=sys.stderr)
        return 1
    print(f"repository: {index}\nrepository: add {options.base_url.rstrip('/')}/plugins.xml in QGIS's plugin manager")
    return 0


if __name__ == "__main__":
    sys.exit(main())
