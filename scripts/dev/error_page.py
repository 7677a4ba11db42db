"""Prints the error codes into docs/felkoder.md: what each means and what to do about it, in both languages.

python -m scripts.dev.error_page          writes the page
python -m scripts.dev.error_page check    says whether it is what the list has; a part of `make lint`

The list is `hso_plugin/core/error_codes`. The page serves whoever administers a platform or helps a planner.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hso_plugin.core.error_codes.listed import GROUPS
from hso_plugin.core.text import Text

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "felkoder.md"
_TITLE = Text("Felkoder", "Error codes")
_INTRODUCTION = Text(
    "Koden står i loggen, i felrapporten, i svaret från `qgis_process` och först i plattformens meddelanden;\n"
    "fönstren visar en mening. Sidan skrivs av `python -m scripts.dev.error_page`. [In English](#error-codes).",
    "The code stands in the log, in the bug report, in what `qgis_process` answers and first in the platform's\n"
    "messages; windows show a sentence.",
)
_HEADS = (Text("Kod", "Code"), Text("Vad det betyder", "What it means"), Text("Vad du gör", "What to do"))


def page() -> str:
    """The whole page, Markdown."""
    return "\n".join([*_part("sv", "#"), "", *_part("en", "##"), ""])


def _part(language: str, mark: str) -> Iterator[str]:
    yield f"{mark} {_TITLE.get(language)}"
    yield ""
    yield _INTRODUCTION.get(language)
    for group in GROUPS:
        yield from ("", f"{mark}# {group.heading.get(language)}", "")
        yield f"| {' | '.join(head.get(language) for head in _HEADS)} |"
        yield "|---|---|---|"
        for each in group:
            yield f"| `{each.code}` | {each.meaning.get(language)} | {each.remedy.get(language)} |"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with `check` see that it is there; 1 when it is another, 2 for an unknown word."""
    if arguments not in ([], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    wanted = page()
    if not arguments:
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
        print(f"{PAGE.relative_to(ROOT)}: not the list of core/error_codes: run python -m scripts.dev.error_page")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
