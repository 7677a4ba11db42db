"""Checks a classification catalogue, or prints it as tables: `python -m scripts.catalogue check|table [FILE]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hso_plugin.core import catalogue, rules
from hso_plugin.core.catalogue import Attribute, Catalogue
from hso_plugin.core.catalogue.load import DEFAULT_FILE
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import Stage


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when the catalogue is in order, 1 when it is not, 2 when it cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m scripts.catalogue", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in (
        ("check", "see that the document holds together and that the engine knows its rules"),
        ("table", "print classes, attributes and rules as Markdown tables"),
    ):
        command = commands.add_parser(name, help=does)
        command.add_argument(
            "file", nargs="?", type=Path, default=DEFAULT_FILE, help="default: the one that is shipped"
        )
    chosen = parser.parse_args(arguments)
    try:
        loaded = catalogue.load(chosen.file.read_text(encoding="utf-8"))
        rules.validate(loaded)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{chosen.file}: {error}", file=sys.stderr)
        return 2
    except HsoError as error:
        print(f"{chosen.file}: {error.details}", file=sys.stderr)
        return 1
    if chosen.command == "check":
        print(
            f"{loaded.name}: {len(loaded.classes)} classes, {len(loaded.attributes)} attributes, "
            f"{len(loaded.code_lists)} code lists, {len(loaded.rules)} rules: in order"
        )
    else:
        print("\n".join(tables(loaded)))
    return 0


def tables(loaded: Catalogue) -> list[str]:
    """Markdown lines: the classes with their own attributes, the common attributes, the code lists and the rules."""
    lines = [f"# {loaded.title.sv}: {loaded.name}", "", "## Klasser", ""]
    lines += _table(
        ("Kod", "Klass", "English", "Geometri", "Egna attribut"),
        [
            (
                item.code,
                item.title.sv,
                item.title.en,
                ", ".join(item.kinds),
                ", ".join(
                    _name(attribute)
                    for attribute in loaded.attributes_of(item.code)
                    if attribute.name in {own.name for own in item.attributes}
                ),
            )
            for item in loaded.classes.values()
        ],
    )
    lines += ["", "## Attribut", ""]
    lines += _table(
        ("Namn", "Rubrik", "Typ", "Kodlista", "Hjälp"),
        [
            (_name(item), item.title.sv, item.type, (item.code_list or "") + " (flera)" * item.multiple, item.help.sv)
            for item in loaded.attributes.values()
        ],
    )
    lines += ["", "## Kodlistor", ""]
    lines += _table(
        ("Lista", "Koder"),
        [(name, ", ".join(f"{c.code} = {c.title.sv}" for c in codes)) for name, codes in loaded.code_lists.items()],
    )
    lines += ["", "## Regler", ""]
    lines += _table(
        ("Regel", *Stage, "Meddelande"),
        [(rule.id, *(str(rule.severity.get(stage, "–")) for stage in Stage), rule.message.sv) for rule in loaded.rules],
    )
    return lines


def _name(attribute: Attribute) -> str:
    """The attribute's name; required ones carry a star."""
    return attribute.name + "*" * attribute.required


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    cells = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]


if __name__ == "__main__":
    sys.exit(main())
