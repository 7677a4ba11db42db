"""Writes the page that goes with a preset: how its file gets to the computers, on Windows and on Linux."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from hso_plugin.core import catalogue
from hso_plugin.core.text import LANGUAGES, Text

from .model import Preset

HERE = Path(__file__).parent
#: The pages' file names.
PAGES = {"sv": "utrullning.md", "en": "roll-out.md"}

_NONE = Text("–", "–")
_EVERYBODY = Text("väljs av var och en", "chosen by each person")
_ALL = Text("alla (granskare)", "all (reviewer)")
_TYPED = Text(
    "Användaren skriver namn och lösenord i tillägget första gången. QGIS sparar dem krypterade i användarens profil. "
    "Inga lösenord hör hemma i inställningsfilen: alla kan läsa den.",
    "People type name and password in the plugin the first time. QGIS stores them encrypted in their profile. "
    "No passwords belong in the settings file: everybody can read it.",
)
_STORED = Text(
    "Filen nämner id för en sparad autentisering ({ids}), aldrig lösenordet. Var och en gör den en gång: "
    "*Inställningar → Alternativ… → Verifiering → +*, metoden *Basic*, lås upp fältet *Id* och skriv in id:t.",
    "The file names the id of a stored authentication ({ids}), never the password. Each person makes it once: "
    "*Settings → Options… → Authentication → +*, method *Basic*, unlock the field *Id* and write the id.",
)
_WITH_BASE = Text(
    "Den ersätter den inställningsfil som följer med QGIS, och börjar därför med dess innehåll ({origin}); gör om den "
    "när QGIS byts mot en ny version.",
    "It takes the place of the settings file that comes with QGIS, and therefore begins with what that one says "
    "({origin}); make it again when QGIS is replaced by a new version.",
)
_WITHOUT_BASE = Text(
    "Den ersätter den inställningsfil som följer med QGIS, utan dess innehåll: OpenStreetMap och annat som QGIS lägger "
    "upp från början saknas.",
    "It takes the place of the settings file that comes with QGIS, without its content: OpenStreetMap and other things "
    "that QGIS has from the start are missing.",
)


def pages(preset: Preset, file: str, base: str) -> dict[str, str]:
    """The page in both languages, by its file name.

    Args:
        file: name of the settings file.
        base: where its beginning came from, empty when it has none.
    """
    values = _values(preset, file, base)
    made = {}
    for language in LANGUAGES:
        said = {name: text.get(language) for name, text in values.items()}
        template = (HERE / f"roll_out_{language}.md").read_text("utf-8")
        made[PAGES[language]] = _filled_in(template, said)
    return made


def _filled_in(template: str, values: Mapping[str, str]) -> str:
    """`template` with its `{{name}}` replaced, in one pass: what stands in a value is never filled in."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)


def _values(preset: Preset, file: str, base: str) -> dict[str, Text]:
    platform, repository = preset.platform, preset.repository
    names = {each.code: each.name for each in catalogue.default().municipalities}
    code = platform.municipality
    named = [*((platform.authcfg,) if platform.authcfg else ()), *((repository.authcfg,) if repository.authcfg else ())]
    ids = list(dict.fromkeys([*named, *(each.authcfg for each in preset.backgrounds if each.authcfg)]))
    backgrounds = ", ".join(_cell(each.name) for each in preset.backgrounds)
    unnamed = _ALL if platform.role == "granskare" else _EVERYBODY
    return {
        "title": _same(_cell(platform.title)),
        "platform": _same(_cell(platform.url)),
        "municipality": _same(f"{code} {names[code]}") if code else unnamed,
        "repository": _same(f"{_cell(repository.name)}: {_cell(repository.url)}"),
        "authcfg": _same(platform.authcfg) if platform.authcfg else _NONE,
        "backgrounds": _same(backgrounds) if backgrounds else _NONE,
        "file": _same(file),
        "base": _WITH_BASE.format(origin=f"`{base}`") if base else _WITHOUT_BASE,
        "sign_in": _STORED.format(ids=", ".join(f"`{each}`" for each in ids)) if ids else _TYPED,
    }


def _same(text: str) -> Text:
    return Text(text, text)


def _cell(text: str) -> str:
    """`text` for a cell of a table: on one line, its bars and marks as they are."""
    return re.sub(r"([|\\`*_<\[\]])", r"\\\1", re.sub(r"\s+", " ", text))
