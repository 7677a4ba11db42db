"""Holds a plugin repository's files against each other: record, checksums, zips and lists."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .package import PackageError
from .repository_files import Record, lists, own_files, read_record
from .shipped_zip import read_zip


def faults(folder: Path) -> list[str]:
    """What is wrong in the repository in `folder`, a line each; empty when everything agrees."""
    try:
        record = read_record(folder)
    except PackageError as error:
        return [str(error)]
    found = [line for number in record.versions for line in _zip_faults(folder, record, number)]
    if found:
        return found  # the lists follow from the zips
    wanted = lists(folder, record)
    there = own_files(folder)
    for name, data in wanted.items():
        if name not in there:
            found.append(f"{name} is missing")
        elif (folder / name).read_bytes() != data:
            found.append(f"{name} is not what follows from the record and the zips")
    known = {*wanted, *(record.place(number) for number in record.versions)}
    return found + [f"{name} is in no list" for name in sorted(there - known)]


def _zip_faults(folder: Path, record: Record, number: str) -> list[str]:
    name = record.place(number)
    path = folder / name
    if not path.is_file():
        return [f"{name} is missing"]
    if hashlib.sha256(path.read_bytes()).hexdigest() != record.versions[number].sha256:
        return [f"{name} is not the file that was published: its checksum differs"]
    try:
        shipped = read_zip(path)
    except PackageError as error:
        return [str(error)]
    return [] if shipped.version == number else [f"{name} says that it is version {shipped.version}"]
