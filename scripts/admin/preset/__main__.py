"""Makes what a roll-out of the plugin needs of one file: QGIS's global settings, and a page on how they are laid out.

python -m scripts.admin.preset preset.json --output DIR

DIR gets hso-installningar.ini, for `qgis --globalsettingsfile`, and the page in Swedish and in English. What the file
may say is in scripts/admin/preset/example.json and docs/administrator.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .model import PresetError
from .reading import read
from .roll_out_notes import PAGES, pages
from .settings_file import settings_text

SETTINGS_FILE = "hso-installningar.ini"
#: QGIS's own, where Debian puts it.
OWN_SETTINGS = Path("/usr/share/qgis/resources/qgis_global_settings.ini")


def make(preset: Path, output: Path, base: Path | None) -> list[Path]:
    """Write the files and give their paths. Raises `PresetError` or `OSError`, and has then written nothing new."""
    read_preset = read(preset)
    begins = "" if base is None else _text(base)
    files = {SETTINGS_FILE: settings_text(read_preset, begins)}
    files |= pages(read_preset, SETTINGS_FILE, "" if base is None else base.name)
    _check(output)
    output.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        part = output / f"{name}.part"
        part.write_text(text, "utf-8")
        part.replace(output / name)
    return [output / name for name in files]


def _check(output: Path) -> None:
    """Refuse a folder with something else in it: it would be mixed up with what is made here."""
    if output.exists() and not output.is_dir():
        raise PresetError(f"{output} is not a folder: choose another")
    known = {SETTINGS_FILE, *PAGES.values()}
    foreign = sorted(each.name for each in output.glob("*") if each.name.removesuffix(".part") not in known)
    if foreign:
        raise PresetError(f"{output} holds {foreign[0]}, which is no part of a roll-out: choose an empty folder")


def _text(base: Path) -> str:
    if not base.is_file():
        raise PresetError(
            f"there is no {base}: give --base the qgis_global_settings.ini of the QGIS that is rolled out, or --no-base"
        )
    return base.read_text("utf-8", errors="replace")


def main(arguments: list[str] | None = None) -> int:
    """Make the files as the command line says; 1 and the reasons when it cannot be done."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.admin.preset",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("preset", type=Path, metavar="FILE", help="the preset, JSON")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="empty, or that of last time")
    base = parser.add_mutually_exclusive_group()
    base.add_argument(
        "--base",
        type=Path,
        default=OWN_SETTINGS,
        metavar="INI",
        help="QGIS's own global settings, which the file takes the place of (this computer's)",
    )
    base.add_argument("--no-base", action="store_const", const=None, dest="base", help="leave QGIS's own out")
    options = parser.parse_args(arguments)
    try:
        made = make(options.preset, options.output, options.base)
    except (PresetError, OSError) as error:
        print(f"preset: {error}", file=sys.stderr)
        return 1
    print("\n".join(f"preset: {path}" for path in made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
