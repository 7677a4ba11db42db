"""Writes the migration that gives the ledgers the columns of the catalogue.

Columns are only ever added: a ledger keeps what earlier catalogues had. The migrations themselves are the record
of what there is, so the comparison needs no running database.
"""

from __future__ import annotations

import re
from pathlib import Path

from hso_plugin.core.catalogue.model import Catalogue
from hso_plugin.core.model import GeometryKind

from . import migrate
from .errors import PlatformError
from .migrate import FOLDER, files

#: Type of the column by type of the attribute. Several codes are comma-separated text.
COLUMN_TYPES = {"text": "text", "heltal": "integer", "decimal": "double precision"}
_ADD = re.compile(r'^ALTER TABLE hso\.(\w+) ADD COLUMN "?(\w+)"? ([a-z ]+);$', re.MULTILINE)
_HEAD = """\
-- The attribute columns of {name}.
-- Written by `python -m scripts.local_platform migration` from the catalogue. Do not edit by hand.

"""


def wanted(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Column types by column by ledger, as the catalogue wants them."""
    return {k.ledger: {a.name: COLUMN_TYPES[a.type] for a in catalogue.columns(k)} for k in GeometryKind}


def present(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """Column types by column by ledger, as the migrations have made them."""
    result: dict[str, dict[str, str]] = {k.ledger: {} for k in GeometryKind}
    for _, path in files(folder):
        for table, column, kind in _ADD.findall(path.read_text(encoding="utf-8")):
            result[table][column] = kind
    return result


def missing(catalogue: Catalogue, folder: Path = FOLDER) -> list[tuple[str, str, str]]:
    """(ledger, column, type) of what the catalogue wants and no migration has made.

    Raises:
        PlatformError: an attribute has changed its type, which a ledger cannot follow.
    """
    there = present(folder)
    result = []
    for table, columns in wanted(catalogue).items():
        for column, kind in columns.items():
            if column not in there[table]:
                result.append((table, column, kind))
            elif there[table][column] != kind:
                raise PlatformError(
                    f"{table}.{column} is {there[table][column]} and the catalogue wants {kind}: "
                    "a ledger keeps its old versions, so give the attribute a new name"
                )
    return result


def statements(catalogue: Catalogue, folder: Path = FOLDER) -> list[str]:
    """The SQL that adds what is missing, a line a column; in quotes, for an attribute may be called `order`."""
    return [
        f'ALTER TABLE hso.{table} ADD COLUMN "{column}" {kind};' for table, column, kind in missing(catalogue, folder)
    ]


def file_words(catalogue: Catalogue) -> str:
    """The catalogue's name as part of a file's: `vn_struktur_1_0`."""
    return re.sub(r"[^a-z0-9]+", "_", f"{catalogue.id} {catalogue.version.split()[0]}".lower()).strip("_")


def write(catalogue: Catalogue, folder: Path = FOLDER) -> Path | None:
    """Write the next migration; None when the ledgers have every column already."""
    lines = statements(catalogue, folder)
    if not lines:
        return None
    text = _HEAD.format(name=catalogue.name) + "\n".join(lines) + "\n\nSELECT hso.skapa_vyer();\n"
    return migrate.write(folder, f"kolumner_{file_words(catalogue)}", text)
