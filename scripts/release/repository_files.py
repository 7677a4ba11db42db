"""The files of a plugin repository: the record of its versions, and the lists that are made from it.

| File | What |
|---|---|
| `hso_plugin.<version>.zip`, `hso_plugin.<version>.svg` | each version that is offered, and its icon |
| `arkiv/hso_plugin.<version>.zip` | each version that was withdrawn |
| `repository.json` | the record: address, and of each version its checksum, its day and whether it is withdrawn |
| `plugins.xml` | for QGIS |
| `index.html` | for people |
| `SHA256SUMS` | checksums of all the others; plugins.xml has no place for any |
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .index_page import index_page
from .package import PLUGIN, PackageError
from .plugins_xml import icon_name, plugins_xml
from .shipped_zip import ShippedZip, read_zip, zip_name

RECORD, INDEX, PAGE, SUMS, ARCHIVE = "repository.json", "plugins.xml", "index.html", "SHA256SUMS", "arkiv"
_OWN = re.compile(rf"(?:{ARCHIVE}/)?{re.escape(PLUGIN)}\.\d+\.\d+\.\d+\.\w+")


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was published; `added` and `withdrawn` are days (ISO 8601), the latter empty while it is not."""

    sha256: str
    added: str
    withdrawn: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a repository knows of itself; `versions` by number."""

    base_url: str
    versions: dict[str, Version] = field(default_factory=dict)

    def to_json(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False, sort_keys=True) + "\n"

    def place(self, version: str) -> str:
        """Where a version's zip lies in the folder."""
        name = zip_name(version)
        return f"{ARCHIVE}/{name}" if self.versions[version].withdrawn else name


def read_record(folder: Path) -> Record:
    """The record in `folder`; raises `PackageError` when there is none or it cannot be read."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        versions = {number: Version(**each) for number, each in found["versions"].items()}
        return Record(found["base_url"], versions)
    except FileNotFoundError:
        raise PackageError(f"{folder} is not a plugin repository: it has no {RECORD}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackageError(f"{folder / RECORD} cannot be read: {error}") from error


def lists(folder: Path, record: Record) -> dict[str, bytes]:
    """The files that follow from the record and the zips, by name, `SHA256SUMS` last."""
    offered = [
        (read_zip(folder / record.place(number)), version.added)
        for number, version in record.versions.items()
        if not version.withdrawn
    ]
    withdrawn = [(number, v.withdrawn, v.reason) for number, v in record.versions.items() if v.withdrawn]
    made = {
        **dict(_icons(offered)),
        PAGE: index_page(offered, withdrawn, record.base_url).encode(),
        RECORD: record.to_json().encode(),
        INDEX: plugins_xml(offered, record.base_url),
    }
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    sums |= {record.place(number): version.sha256 for number, version in record.versions.items()}
    made[SUMS] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    return made


def _icons(offered: list[tuple[ShippedZip, str]]) -> Iterator[tuple[str, bytes]]:
    for shipped, _ in offered:
        name = icon_name(shipped)
        if name and shipped.icon:
            yield name, shipped.icon[1]


def own_files(folder: Path) -> set[str]:
    """The repository's files in `folder`, by their paths in it; whatever else lies there is its owner's."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in there if name in (RECORD, INDEX, PAGE, SUMS) or _OWN.fullmatch(name)}


def put(path: Path, data: bytes) -> None:
    """Write a whole file, in place of what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def rewrite(folder: Path, record: Record) -> None:
    """Bring the lists up to the record. QGIS sees a new version only when everything it leads to is in place."""
    for name, data in lists(folder, record).items():
        put(folder / name, data)
    for number, version in record.versions.items():
        if version.withdrawn:
            for path in folder.glob(f"{PLUGIN}.{number}.*"):
                path.unlink()
