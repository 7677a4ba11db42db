"""Looks for passwords in everything that a run has left behind, also packed and written in other ways."""

from __future__ import annotations

import html
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus


def forms(password: str, users: Collection[str]) -> set[bytes]:
    """The ways in which a password is written: as it is, in addresses, XML and JSON, for HTTP Basic, by Windows."""
    texts = {password, quote(password, safe=""), quote_plus(password), html.escape(password)}
    texts |= {json.dumps(text)[1:-1] for text in texts}
    texts |= {b64encode(f"{user}:{password}".encode()).decode() for user in users}
    texts |= {b64encode(password.encode()).decode()}
    return {text.encode() for text in texts} | {password.encode("utf-16-le"), password.encode("latin-1")}


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file under `folder`, and of what is in the zip files (projects) among them."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        yield str(path.relative_to(folder)), content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for name in packed.namelist():
                    yield f"{path.relative_to(folder)}:{name}", packed.read(name)


def found(
    where: Iterable[tuple[str, bytes]], secrets: Mapping[str, str], users: Collection[str]
) -> set[tuple[str, str]]:
    """(place, name of the secret) for every secret that is to be read somewhere; `secrets` are passwords by name."""
    wanted = {name: forms(password, users) for name, password in secrets.items()}
    return {
        (place, name)
        for place, content in where
        for name, written in wanted.items()
        if any(form in content for form in written)
    }
