"""Draws the layers of docs/architecture.md from the import contracts, so that the page cannot say anything else.

python -m scripts.dev.diagram          writes the drawing into the page
python -m scripts.dev.diagram check    says whether the page has it; a part of `make lint`

The drawing stands between two comments. Above, the layers of the plugin; inside each, its rooms as its own contract
orders them, those of one row beside each other. An arrow means: may import.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- diagram: written by python -m scripts.dev.diagram -->", "<!-- end of the diagram -->"

#: Names beside each other, from the top down.
Rows = Sequence[Sequence[str]]


def layers(configuration: Mapping[str, Any]) -> tuple[Rows, dict[str, Rows]]:
    """The plugin's own layers, and by package the rooms in it, as the contracts of type `layers` have them."""
    top: Rows = ()
    rooms: dict[str, Rows] = {}
    for contract in configuration["tool"]["importlinter"]["contracts"]:
        if contract["type"] != "layers":
            continue
        rows = [re.split(r"\s*[|:]\s*", layer) for layer in contract["layers"]]
        containers = contract.get("containers", ())
        if not containers:
            top = rows
        for container in containers:
            rooms[container] = rows
    return top, rooms


def drawing(top: Rows, rooms: Mapping[str, Rows]) -> str:
    """A Mermaid flow chart of `top`, each package with its rooms inside."""
    lines = ["flowchart TB"]
    for package in (name for row in top for name in row):
        own = rooms.get(package, ())
        label = package.rpartition(".")[2]
        if own:
            lines += [f'  subgraph {_id(package)}["{label}"]', "    direction TB"]
            lines += [f'    {_id(package, *row)}["{" · ".join(row)}"]' for row in own]
            lines += [f"    {_id(package, *upper)} --> {_id(package, *lower)}" for upper, lower in pairwise(own)]
            lines.append("  end")
        else:
            lines.append(f'  {_id(package)}["{label}"]')
    for upper, lower in pairwise(top):
        lines += [f"  {_id(one)} --> {_id(other)}" for one in upper for other in lower]
    return "\n".join(lines)


def _id(*names: str) -> str:
    return "_".join(name.rpartition(".")[2] for name in names)


def block(configuration: Mapping[str, Any]) -> str:
    """What stands between the two comments, these included."""
    top, rooms = layers(configuration)
    return "\n".join([BEGIN, "", "```mermaid", drawing(top, rooms), "```", "", *_deeper(top, rooms), END])


def _deeper(top: Rows, rooms: Mapping[str, Rows]) -> Iterator[str]:
    """The contracts inside rooms, and of what is not the plugin, a line each."""
    drawn = {name for row in top for name in row}
    for package, rows in rooms.items():
        if package not in drawn:
            yield f"- `{package}`: {' → '.join(' · '.join(f'`{name}`' for name in row) for row in rows)}"
    yield ""


def placed(page: str, inner: str) -> str:
    """`page` with `inner` in place of its drawing. Raises ValueError when the page has no place for it."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE.name} lacks {BEGIN} or {END}")
    return before + inner + after


def main(arguments: Sequence[str]) -> int:
    """Write the drawing, or with `check` see that it is there; 1 when it is another, 2 for an unknown word."""
    if arguments not in ([], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    wanted = placed(page, block(configuration))
    if not arguments:
        PAGE.write_text(wanted, encoding="utf-8")
    elif page != wanted:
        print(f"{PAGE.relative_to(ROOT)}: not the layers of pyproject.toml: run python -m scripts.dev.diagram")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
