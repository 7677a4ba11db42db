"""Keeps the plugin's translations: Swedish in the source, English in `hso_plugin_en.ts`.

python -m scripts.dev.i18n update    take new texts of the source (.py and .ui) into the .ts, drop those that are gone
python -m scripts.dev.i18n check     fail when the .ts is stale or a text lacks English
python -m scripts.dev.i18n release   make the .qm that is shipped
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "hso_plugin"
TS = SOURCE / "resources" / "i18n" / "hso_plugin_en.ts"
#: Context, source text and disambiguation: what Qt looks a translation up by.
Key = tuple[str, str, str]


class I18nError(Exception):
    """A tool failed; the text says which and how."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the source and its English, empty as long as there is none."""

    key: Key
    translation: str
    finished: bool


def messages(ts: Path) -> dict[Key, Message]:
    """The messages of a .ts file, without those that are gone from the source. Raises `I18nError` if it is no XML."""
    result = {}
    try:
        root = ElementTree.parse(ts).getroot()
    except ElementTree.ParseError as error:
        raise I18nError(f"{ts} cannot be read: {error}") from error
    for context in root.iter("context"):
        for element in context.iter("message"):
            translation = element.find("translation")
            state = translation.get("type", "") if translation is not None else "unfinished"
            if state in {"obsolete", "vanished"}:
                continue
            key = (
                context.findtext("name", ""),
                element.findtext("source", ""),
                element.findtext("comment", ""),
            )
            text = (translation.text or "") if translation is not None else ""
            result[key] = Message(key, text, state == "" and bool(text))
    return result


_LAST_COMMA = re.compile(r",(\s*\))")


def sources() -> list[str]:
    """Everything with texts in it, in an order that does not depend on the disk."""
    return [str(path) for pattern in ("*.py", "*.ui") for path in sorted(SOURCE.rglob(pattern))]


def update(ts: Path = TS) -> None:
    """Bring `ts` up to the source. Line numbers are left out: they would change with every edit."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [_readable(Path(source), Path(folder)) for source in sources()]
        _run(["pylupdate5", "-noobsolete", "-translate-function", "translate", *copies, "-ts", str(ts)])
    tree = ElementTree.parse(ts)
    root = tree.getroot()
    root.set("language", "en")
    root.set("sourcelanguage", "sv")
    for message in root.iter("message"):
        for location in message.findall("location"):
            message.remove(location)
    ElementTree.indent(tree, " ")
    ts.write_bytes(
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        + ElementTree.tostring(root, encoding="utf-8")
        + b"\n"
    )


def _readable(source: Path, folder: Path) -> str:
    """A copy that pylupdate5 understands: it passes over a call that has a comma after its last argument."""
    copy = folder / source.relative_to(SOURCE)
    copy.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text("utf-8")
    copy.write_text(_LAST_COMMA.sub(r"\1", text) if source.suffix == ".py" else text, "utf-8")
    return str(copy)


def faults(ts: Path = TS) -> list[str]:
    """What is wrong with `ts`, one sentence each; empty when it is complete."""
    here = messages(ts)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ts.name
        update(fresh)
        wanted = messages(fresh)
    found = [f"missing in {ts.name}: {key[0]}: {key[1]!r}" for key in wanted if key not in here]
    found += [f"no longer in the source: {key[0]}: {key[1]!r}" for key in here if key not in wanted]
    found += [f"no English: {m.key[0]}: {m.key[1]!r}" for m in here.values() if not m.finished]
    found += [
        f"placeholders differ: {m.key[1]!r} / {m.translation!r}"
        for m in here.values()
        if m.finished and placeholders(m.key[1]) != placeholders(m.translation)
    ]
    return found


def placeholders(text: str) -> set[str]:
    """The `{name}` parts of a text: a translation must have the same ones."""
    return {part.split("}")[0] for part in text.split("{")[1:]}


def release(ts: Path = TS) -> Path:
    """Make the .qm beside `ts`."""
    target = ts.with_suffix(".qm")
    _run(["lrelease", "-silent", str(ts), "-qm", str(target)])
    return target


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise I18nError(f"{command[0]} is not installed: run scripts/dev/setup.sh") from None
    if done.returncode:
        raise I18nError(f"{command[0]} failed: {done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    """Do what the first argument says; 1 with the reasons when a check fails, 2 for an unknown command."""
    command = arguments[0] if arguments else ""
    try:
        if command == "update":
            update()
            left = [m for m in messages(TS).values() if not m.finished]
            print(f"{TS.relative_to(ROOT)}: {len(messages(TS))} texts, {len(left)} without English")
            return 0
        if command == "release":
            print(release().relative_to(ROOT))
            return 0
        if command == "check":
            found = faults()
            print("\n".join(found) or f"{len(messages(TS))} texts, all with English")
            return 1 if found else 0
    except I18nError as error:
        print(error, file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
