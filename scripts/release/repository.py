"""Makes a plugin repository: a folder to put on any web server, from which QGIS's plugin manager installs.

    python -m scripts.release.repository --base-url https://example.org/hso [--output dist/repository]

The folder holds plugins.xml, the zip, the icon and SHA256SUMS (plugins.xml itself has no place for a checksum).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlsplit

from scripts.release.package import PLUGIN, ROOT, PackageError, changelog, compile_translations, metadata, package

#: What an earlier run left in the folder, whatever its version: only that is ever replaced.
OWN = re.compile(rf"plugins\.xml|SHA256SUMS|{PLUGIN}\..+\.zip|icon\.\w+")
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
    """Raise `PackageError` unless the address is https, or http on this very machine: QGIS runs what it installs.

    Names of files are put after it, and everybody reads it: it has no question, no mark and no password.
    """
    try:
        parts = urlsplit(base_url)
        host = parts.hostname
    except ValueError:  # half a pair of brackets
        parts, host = urlsplit(""), None
    local = parts.scheme == "http" and host in {"127.0.0.1", "localhost", "::1"}
    if not (local or parts.scheme == "https") or not host:
        raise PackageError(
            f"the base address must be https://..., not {base_url!r}: what is installed from there runs as code"
        )
    if re.search(r"[\s?#]", base_url) or "@" in parts.netloc:
        raise PackageError("the base address is that of a folder: without blanks, ?, # and passwords")


def check_output(output: Path) -> None:
    """Raise `PackageError` if something lies in the folder that no earlier run put there: it would be lost."""
    if output.exists() and not output.is_dir():
        raise PackageError(f"{output} is not a folder")
    foreign = sorted(path.name for path in output.glob("*") if path.is_dir() or not OWN.fullmatch(path.name))
    if foreign:
        raise PackageError(f"{output} holds what is not a plugin repository's ({foreign[0]}): choose another folder")


def repository(base_url: str, output: Path, root: Path = ROOT) -> Path:
    """Make the repository's folder from a new zip, in place of an earlier one; gives the path of plugins.xml."""
    output = output.resolve()
    check_base_url(base_url)
    check_output(output)
    archive = package(root)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}-") as beside:
        made = Path(beside) / output.name
        made.mkdir()
        shutil.copyfile(archive, made / archive.name)
        icon = root / PLUGIN / metadata(root).get("icon", "-")
        icon_name = f"icon{icon.suffix}" if icon.is_file() else None
        if icon_name:
            shutil.copyfile(icon, made / icon_name)
        (made / "plugins.xml").write_bytes(plugins_xml(root, archive.name, icon_name, base_url))
        sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(made.iterdir())]
        (made / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
        if output.exists():
            shutil.rmtree(output)
        made.rename(output)
    return output / "plugins.xml"


def main(arguments: list[str] | None = None) -> int:
    """Make the repository as the command line says; 1 and one sentence when it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", required=True, help="where the folder will be served")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "repository")
    options = parser.parse_args(arguments)
    try:
        compile_translations(ROOT)
        index = repository(options.base_url, options.output)
    except (PackageError, OSError) as error:
        print(f"repository: {error}", file=sys.stderr)
        return 1
    print(f"repository: {index}\nrepository: add {options.base_url.rstrip('/')}/plugins.xml in QGIS's plugin manager")
    return 0


if __name__ == "__main__":
    sys.exit(main())
