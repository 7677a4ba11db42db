"""Checks, compares, publishes and prints the classification catalogue.

python -m scripts.admin.catalogue check [FILE]
python -m scripts.admin.catalogue diff OLD NEW [--english]
python -m scripts.admin.catalogue publish FILE [--migrations DIR]
python -m scripts.admin.catalogue table [FILE] [--html] [--english] [--output PATH]

`python -m scripts.local_platform.catalogue` does the same, and also puts a version in force on the local platform.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core import rules
from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.catalogue.load import DEFAULT_FILE
from hso_plugin.core.errors import HsoError
from scripts.server.errors import PlatformError
from scripts.server.migrate import FOLDER

from .differences import differences
from .document import document
from .writers import to_html, to_markdown

#: The platform that lies in a folder, with a folder of migrations to run.
PlatformIn = Callable[[Path, Path], Any]


def main(arguments: list[str] | None = None, platform_in: PlatformIn | None = None) -> int:
    """Run the command; 0 when all is well, 1 when the catalogue is at fault, 2 when a file cannot be used.

    Args:
        platform_in: what is in the folder that `--root` names; without it versions are put in force nowhere.
    """
    chosen = _arguments(arguments, platform_in)
    try:
        lines: list[str] = chosen.run(chosen)
    except (OSError, EncodingError) as error:
        print(error, file=sys.stderr)
        return 2
    except (HsoError, PlatformError) as error:
        print(error.details if isinstance(error, HsoError) else error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


def _arguments(arguments: list[str] | None, platform_in: PlatformIn | None) -> argparse.Namespace:
    name = "scripts.local_platform.catalogue" if platform_in else "scripts.admin.catalogue"
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check", help="see that the document holds together and that the engine knows its rules"
    )
    check.set_defaults(run=_check)
    diff = commands.add_parser("diff", help="list what differs, and what that does to platform and objects")
    diff.add_argument("old", type=Path)
    diff.set_defaults(run=_diff)
    publish = commands.add_parser("publish", help="write the migration that puts the version in force")
    publish.set_defaults(root=None, platform_in=platform_in)
    if platform_in is not None:
        publish.add_argument("--root", type=Path, help="platform to put it in force on; only the migration without it")
        publish.add_argument("--despite-use", action="store_true", help="also when objects use what is taken away")
    publish.add_argument("--migrations", type=Path, default=FOLDER, help="folder of the platform's migrations")
    publish.set_defaults(run=_publish)
    table = commands.add_parser("table", help="write the document for the municipalities")
    table.add_argument("--html", action="store_true", help="a page to print; Markdown without it")
    table.add_argument("--output", type=Path, help="file to write; standard output without it")
    table.set_defaults(run=_table)
    for command in (check, table):
        command.add_argument(
            "file", nargs="?", type=Path, default=DEFAULT_FILE, help="default: the one that is shipped"
        )
    for command in (diff, publish):
        command.add_argument("file", type=Path)
    for command in (diff, table):
        command.add_argument("--english", dest="language", action="store_const", const="en", default="sv")
    return parser.parse_args(arguments)


class EncodingError(Exception):
    """A file is not UTF-8; the text names the line."""


def read(file: Path) -> Catalogue:
    """The catalogue in a file, checked in every respect. Raises `HsoError` with line and place of the first fault."""
    try:
        loaded = catalogues.load(_text(file))
        rules.validate(loaded)
    except HsoError as error:
        raise HsoError(error.code, error.text, f"{file}: {error.details}") from error
    return loaded


def _text(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")  # some editors put a byte order mark first
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise EncodingError(f"{file}: line {line} is not UTF-8. Save the file as UTF-8 and try again.") from error


def _check(chosen: argparse.Namespace) -> list[str]:
    loaded = read(chosen.file)
    common = set(loaded.common)
    own = {attribute.name for item in loaded.classes.values() for attribute in item.attributes}
    used = {a.code_list for a in loaded.attributes.values()}
    used |= {a.code_list for item in loaded.classes.values() for a in item.attributes}
    return [
        f"{loaded.name}: {len(loaded.classes)} classes, {len(loaded.attributes)} attributes, "
        f"{len(loaded.code_lists)} code lists, {len(loaded.rules)} rules: in order",
        *(f"note: no class has the attribute {name}" for name in loaded.attributes if name not in common | own),
        *(f"note: no attribute uses the code list {name}" for name in loaded.code_lists if name not in used),
    ]


def _diff(chosen: argparse.Namespace) -> list[str]:
    found = differences(read(chosen.old), read(chosen.file))
    if not found:
        return ["Inga skillnader." if chosen.language == "sv" else "No differences."]
    lines: list[str] = []
    for part in dict.fromkeys(change.part for change in found):
        lines += ["", part.get(chosen.language)]
        lines += [f"  {change.said(chosen.language)}" for change in found if change.part == part]
    return lines[1:]


def _publish(chosen: argparse.Namespace) -> list[str]:
    from .publish import publish, write_migration  # wants a driver that the other commands do without

    loaded = read(chosen.file)
    if chosen.root is None:
        return [f"wrote {write_migration(loaded, chosen.migrations)}: run it on the platform as the schema's owner"]
    if not chosen.root.is_dir():
        raise PlatformError(f"there is no platform in {chosen.root}: make one with make platform-up")
    path = publish(loaded, chosen.platform_in(chosen.root, chosen.migrations), despite_use=chosen.despite_use)
    return [f"{loaded.name} is in force; {path} is part of the platform from now on: keep it with the others"]


def _table(chosen: argparse.Namespace) -> list[str]:
    blocks = document(read(chosen.file))
    text = (to_html if chosen.html else to_markdown)(blocks, chosen.language)
    if chosen.output is None:
        return [text.rstrip("\n")]
    chosen.output.write_text(text, encoding="utf-8")
    return [f"wrote {chosen.output}"]


if __name__ == "__main__":
    sys.exit(main())
