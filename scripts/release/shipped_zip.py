"""What a zip of the plugin says of itself: its metadata, its version, its icon."""

from __future__ import annotations

import configparser
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .package import PLUGIN, PackageError, parse_metadata

#: What zipfile raises on a damaged zip, by where the damage is; an encrypted entry is a RuntimeError.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)
#: How the plugin's entries are packed. What else a Python unpacks differs (Zstandard from 3.14), and so do its errors.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class ShippedZip:
    """A zip of the plugin.

    Attributes:
        data: its bytes.
        metadata: the section `[general]` of its `metadata.txt`.
        icon: suffix (`.svg`) and content of its icon; None when it has none.
    """

    data: bytes
    metadata: Mapping[str, str]
    icon: tuple[str, bytes] | None

    @property
    def version(self) -> str:
        """Of the form 1.2.3."""
        return self.metadata["version"]

    @property
    def name(self) -> str:
        """What the file must be called for QGIS's installer."""
        return zip_name(self.version)

    @property
    def experimental(self) -> bool:
        """True when QGIS is to offer it only to those who have asked for experimental plugins."""
        return self.metadata.get("experimental", "").strip().upper() in {"TRUE", "YES"}

    @property
    def sha256(self) -> str:
        """Checksum, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def zip_name(version: str) -> str:
    """The name of a version's zip; the installer takes what is before the first dot as the plugin's id."""
    return f"{PLUGIN}.{version}.zip"


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by."""
    return tuple(int(part) for part in version.split("."))


def read_zip(path: Path) -> ShippedZip:
    """Read the zip at `path`; raises `PackageError` when it is none of the plugin's, or damaged."""
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            odd = next((entry.filename for entry in archive.infolist() if entry.compress_type not in _PACKED), None)
            if odd:
                raise PackageError(f"{path.name}: {odd} in it is packed in a way that not every QGIS unpacks")
            damaged = archive.testzip()
            if damaged:
                raise PackageError(f"{path.name} is damaged: {damaged} in it cannot be read")
            text = archive.read(f"{PLUGIN}/metadata.txt").decode("utf-8")
            metadata = parse_metadata(text, f"metadata.txt in {path.name}")
            icon = _icon(archive, metadata)
    except (*_UNREADABLE, KeyError, configparser.Error) as error:
        raise PackageError(f"{path.name} is not a zip of the plugin: {error}") from error
    return ShippedZip(data, dict(metadata), icon)


def _icon(archive: zipfile.ZipFile, metadata: Mapping[str, str]) -> tuple[str, bytes] | None:
    name = metadata.get("icon", "").strip()
    if not name or f"{PLUGIN}/{name}" not in archive.namelist():
        return None
    return PurePosixPath(name).suffix, archive.read(f"{PLUGIN}/{name}")
