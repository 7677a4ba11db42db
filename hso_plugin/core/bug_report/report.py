"""The report itself: what is in it, a number that is also in the log, and the zip that it is sent as."""

from __future__ import annotations

import io
import json
import secrets
import string
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..text import LANGUAGES, Text

#: Of a report's number.
_SIGNS = sorted(set(string.ascii_uppercase + string.digits) - set("IO01"))
READ_ME = "LASMIG.txt"
#: The files of the report and what is in each.
PARTS = {
    "versioner.json": Text(
        "Versioner av QGIS, tillägget, Qt, Python, GDAL, GEOS, PROJ, numpy, shapely och annat, operativsystem, skärm",
        "Versions of QGIS, the plugin, Qt, Python, GDAL, GEOS, PROJ, numpy, shapely and more, operating system, screen",
    ),
    "installningar.json": Text(
        "Tilläggets inställningar: plattformens adress, kommun, roll, om en inloggning är sparad",
        "The plugin's settings: the platform's address, municipality, role, whether a sign-in is stored",
    ),
    "serverprofil.json": Text(
        "Plattformens WFS som tillägget fann den, och hur många rader arbetskopian har i varje tabell",
        "The platform's WFS as the plugin found it, and how many rows the working copy has in each table",
    ),
    "logg.txt": Text("Tilläggets meddelanden, de senaste", "The plugin's messages, the latest ones"),
}
_INTRO = Text(
    "Felrapport {id} från QGIS-tillägget Strukturbild Västernorrland, {made}.\n"
    "Skicka den till plattformens förvaltare, och ange numret: det står också i loggen.",
    "Bug report {id} from the QGIS plugin Strukturbild Västernorrland, {made}.\n"
    "Send it to the platform's administrator, and give the number: it is also in the log.",
)
_LEFT_OUT = Text(
    "Borttaget: lösenord, inloggningar, användarnamn och namn som tillägget känner till, e-postadresser, datorns namn, "
    "mappar, namn på arbetskopior och det någon har skrivit till andra. Kartans objekt är inte med. Läs igenom "
    "rapporten: det som tillägget inte kan känna igen, till exempel ett namn i ett felmeddelande, kan finnas kvar.",
    "Left out: passwords, sign-ins, user names and names that the plugin knows, e-mail addresses, the computer's name, "
    "folders, names of working copies and what somebody wrote to others. The map's objects are not in it. Read it "
    "through: what the plugin cannot recognise, such as a name in an error message, may be left.",
)


def new_id(made: datetime) -> str:
    """A number for a report: `R301224-7F3A`, with the date and four signs that nobody mixes up."""
    return f"R{made:%y%m%d}-" + "".join(secrets.choice(_SIGNS) for _ in range(4))


@dataclass(frozen=True, slots=True)
class BugReport:
    """A report, with nothing secret or personal left in it.

    Attributes:
        id: the number that it is known by.
        made: with its time zone.
        files: text of each file, by its name.
    """

    id: str
    made: datetime
    files: dict[str, str]

    def write(self, path: Path) -> None:
        """Write the zip to `path`. Raises `OSError`; an earlier file is then as it was."""
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.files.items():
                # Windows' own editor takes UTF-8 without a mark for something else.
                archive.writestr(f"{self.id}/{name}", text.encode("utf-8-sig" if name.endswith(".txt") else "utf-8"))
        part = path.with_name(f"{path.name}.part")
        try:
            part.write_bytes(body.getvalue())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def about(language: str) -> str:
    """What a report has in it and what not, for the person before it is saved."""
    listed = "\n".join(f"{name}: {text.get(language)}" for name, text in PARTS.items())
    return f"{listed}\n\n{_LEFT_OUT.get(language)}"


def read_me(id: str, made: datetime) -> str:
    """The first file of a report, in both languages."""
    said = [
        f"{_INTRO.format(id=id, made=f'{made:%Y-%m-%d %H:%M}').get(language)}\n\n{about(language)}"
        for language in LANGUAGES
    ]
    return "\n\n\n".join(said) + "\n"


def as_json(value: Any) -> str:
    """`value` as people can read it."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"
