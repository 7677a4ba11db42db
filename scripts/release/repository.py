"""Keeps a plugin repository: a folder to put on any web server, from which QGIS's plugin manager installs.

    python -m scripts.release.repository add dist/hso_plugin.1.2.0.zip --base-url https://example.org/hso
    python -m scripts.release.repository withdraw 1.2.0 --reason "…"
    python -m scripts.release.repository verify

Each takes `--folder`, without it repository/. A version that was published never changes: what is wrong with it is
mended in the next. One that is withdrawn leaves the lists, and stays in the archive. What each file is:
`repository_files.py`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from .package import ROOT, PackageError
from .repository_files import RECORD, Record, Version, put, read_record, rewrite
from .repository_verify import faults
from .shipped_zip import read_zip


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


def add(archive: Path, folder: Path, base_url: str = "", day: date | None = None) -> Record:
    """Offer the version in the zip `archive`; gives the record as it is now.

    A new `folder` is made, and needs a `base_url`; an old one keeps its own unless another is given. The same zip again
    finishes what was broken off.

    Raises:
        PackageError: the version is there with other content or was withdrawn, the zip is none of the plugin's, or
            the folder is no repository and has something in it. Nothing is changed then.
    """
    record = _opened(folder, base_url)
    shipped = read_zip(archive)
    known = record.versions.get(shipped.version)
    if known and known.withdrawn:
        raise PackageError(f"version {shipped.version} was withdrawn: publish what mends it under the next number")
    if known and known.sha256 != shipped.sha256:
        raise PackageError(
            f"version {shipped.version} is published already, with other content: a new content needs a new number"
        )
    version = known or Version(shipped.sha256, (day or date.today()).isoformat())
    record = replace(record, versions={**record.versions, shipped.version: version})
    put(folder / record.place(shipped.version), shipped.data)
    rewrite(folder, record)
    return record


def withdraw(number: str, folder: Path, reason: str, day: date | None = None) -> Record:
    """Take a version off the lists and lay it in the archive; gives the record as it is now.

    Raises:
        PackageError: there is no such version. Nothing is changed then.
    """
    record = read_record(folder)
    if number not in record.versions:
        there = ", ".join(record.versions) or "none"
        raise PackageError(f"there is no version {number} in {folder}; there are: {there}")
    if not reason.strip():
        raise PackageError("say why the version is withdrawn: people read it on the page")
    before = record.place(number)
    gone = replace(record.versions[number], withdrawn=(day or date.today()).isoformat(), reason=reason.strip())
    record = replace(record, versions={**record.versions, number: gone})
    if (folder / before).is_file():
        put(folder / record.place(number), (folder / before).read_bytes())
    rewrite(folder, record)
    return record


def _opened(folder: Path, base_url: str) -> Record:
    if base_url:
        check_base_url(base_url)
    if folder.exists() and not folder.is_dir():
        raise PackageError(f"{folder} is not a folder")
    if not (folder / RECORD).exists():
        other = sorted(path.name for path in folder.glob("*"))
        if other:
            raise PackageError(f"{folder} holds what is not a plugin repository's ({other[0]}): choose another folder")
        if not base_url:
            raise PackageError("a new repository needs --base-url: the address where the folder will be served")
        return Record(base_url)
    record = read_record(folder)
    return replace(record, base_url=base_url or record.base_url)


def _add(options: argparse.Namespace) -> int:
    record = add(options.zip, options.folder, options.base_url)
    _say_offered(record.versions)
    print(f"repository: add {record.base_url.rstrip('/')}/plugins.xml in QGIS's plugin manager")
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    _say_offered(withdraw(options.version, options.folder, options.reason).versions)
    return 0


def _say_offered(versions: Mapping[str, Version]) -> None:
    offered = ", ".join(number for number, version in versions.items() if not version.withdrawn)
    print(f"repository: offers {offered or 'nothing'}")


def _verify(options: argparse.Namespace) -> int:
    found = faults(options.folder)
    print("\n".join(found) if found else "repository: checksums, zips and lists agree")
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; 1 and one sentence when it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    adding = commands.add_parser("add", help="offer a version")
    adding.add_argument("zip", type=Path)
    adding.add_argument("--base-url", default="", help="where the folder is served; needed once")
    adding.set_defaults(run=_add)
    withdrawing = commands.add_parser("withdraw", help="offer a version no longer")
    withdrawing.add_argument("version")
    withdrawing.add_argument("--reason", default="", help="why, for the page")
    withdrawing.set_defaults(run=_withdraw)
    verifying = commands.add_parser("verify", help="hold the files against each other")
    verifying.set_defaults(run=_verify)
    for command in (adding, withdrawing, verifying):
        command.add_argument("--folder", type=Path, default=ROOT / "repository")
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (PackageError, OSError) as error:
        print(f"repository: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
