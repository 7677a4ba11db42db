"""Names of files: which lead to another computer, which Windows does not take, and one that all systems take."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PureWindowsPath

from .error_codes.files import FILE_NAME
from .errors import HsoError
from .text import Text

#: Windows' own limit for a path with its closing NUL (MAX_PATH), in UTF-16 units. GDAL and SQLite keep to it too.
_MAX_PATH = 260
#: What a working copy has at times beside it, under a name this much longer: the new one in a renewal with its log.
BESIDE_COPY = 40
#: The same of a report while it is written.
BESIDE_REPORT = 12
#: `\\?\` and `\\.\` lead to what is on this computer: Windows calls a local disk `\\?\Volume{…}\`.
_DEVICES = ("\\\\?\\", "\\\\.\\")
#: File systems that live on another computer. SQLite's locks do not hold there and a working copy can be damaged.
_NETWORK = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "9p"}
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_SIGNS = re.compile(r'[<>:"|?*\x00-\x1f]')


def plain_name(text: str) -> str:
    """`text` as a name that every file system takes: ASCII, lower-case, hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "anslutning"
    return f"{plain}-" if _RESERVED.fullmatch(plain) else plain


def on_server(name: str) -> bool:
    r"""True for a name that leads to another computer: `\\server\share`, `//server/share`, `\\?\UNC\server\share`."""
    name = name.replace("/", "\\")
    if name.startswith(_DEVICES):
        return name[4:8].upper() == "UNC\\"
    return name.startswith("\\\\")


def on_server_volume(kind: str, device: str, *, windows: bool = os.name == "nt") -> bool:
    r"""True for a volume on another computer.

    Args:
        kind: the file system, for example `NTFS`, `ext4`, `cifs`.
        device: its device. Qt says `\\?\Volume{…}\` of a local one on Windows, `\\server\share` of a drive letter for a
            share, and nothing at all of a drive letter that leads nowhere just now.
        windows: whether Windows said so.
    """
    return kind.lower() in _NETWORK or on_server(device) or (windows and not device)


def require_name(path: Path | str, beside: int = 0, *, windows: bool = os.name == "nt") -> None:
    """Refuse a path that Windows takes no file under. Other systems take them all.

    Args:
        path: absolute, else its length is not told.
        beside: how much longer the names are that will be needed beside it.
        windows: whether it is Windows that is to take it.

    Raises:
        HsoError: `HSO-FILNAMN`.
    """
    if not windows:
        return
    parsed = PureWindowsPath(path)
    for part in parsed.parts[1 if parsed.anchor else 0 :]:
        reason = _wrong(part)
        if reason is not None:
            raise HsoError(FILE_NAME, reason, str(path))
    longest = _MAX_PATH - 1 - beside
    length = len(str(path).encode("utf-16-le", "surrogatepass")) // 2
    if length > longest:
        raise HsoError(
            FILE_NAME,
            Text(
                f"Sökvägen är för lång för Windows: {length} tecken, och högst {longest} går. Inget har ändrats. Välj "
                "en mapp närmare diskens rot, eller ett kortare namn.",
                f"The path is too long for Windows: {length} characters, and {longest} at the most will do. Nothing "
                "was changed. Choose a folder closer to the root of the disk, or a shorter name.",
            ),
            str(path),
        )


def _wrong(part: str) -> Text | None:
    sign = _SIGNS.search(part)
    if sign is not None:
        shown = sign.group() if sign.group() >= " " else f"\\x{ord(sign.group()):02x}"
        return Text(
            f"Namnet «{part}» har tecknet {shown}, som Windows inte tillåter i filnamn. Välj ett namn utan det.",
            f"The name “{part}” has the character {shown}, which Windows does not allow in file names. Choose a name "
            "without it.",
        )
    if _RESERVED.fullmatch(part):
        return Text(
            f"Namnet «{part}» har Windows reserverat för en enhet. Välj ett annat namn.",
            f"Windows has reserved the name “{part}” for a device. Choose another name.",
        )
    if part.endswith((" ", ".")) and part.strip("."):
        return Text(
            f"Namnet «{part}» slutar med blanksteg eller punkt, vilket Windows inte tillåter. Välj ett annat namn.",
            f"The name “{part}” ends in a space or a full stop, which Windows does not allow. Choose another name.",
        )
    return None
