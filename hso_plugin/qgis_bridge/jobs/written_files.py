"""Files that are written for others, reports and tables: what stands in the way beforehand, and the writing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ...core.error_codes.files import DISK, FILE_TYPE
from ...core.errors import HsoError
from ...core.file_names import BESIDE_REPORT, require_name
from ...core.reports.formats import Format
from ...core.text import Text
from ...workcopy.storage import durable
from ...workcopy.storage.disk_faults import export_fault


def require_file(path: str, formats: Sequence[Format]) -> None:
    """Refuse a name that nothing could be written to, before anything is computed.

    Args:
        path: the whole file name.
        formats: those that can be written.

    Raises:
        HsoError: `HSO-FILTYP` for another ending, `HSO-FILNAMN` for a name that Windows has no file of, `HSO-DISK`
            without its folder.
    """
    target = Path(path)
    require_name(target.absolute(), BESIDE_REPORT)
    endings = [each.ending for each in formats]
    if target.suffix.lower() not in endings:
        known = ", ".join(endings)
        raise HsoError(
            FILE_TYPE,
            Text(
                f"Filen kan sparas som {known}. Välj ett filnamn som slutar så.",
                f"The file can be saved as {known}. Choose a file name that ends so.",
            ),
            path,
        )
    if not os.path.isdir(target.parent):
        raise HsoError(
            DISK,
            Text(
                f"Mappen {target.parent} finns inte. Välj en mapp som finns och där du får skriva.",
                f"The folder {target.parent} does not exist. Choose a folder that exists and where you may write.",
            ),
            path,
        )


def write_text(target: Path, text: str, encoding: str) -> None:
    """Write the whole file or none of it.

    Raises:
        HsoError: `HSO-UPPTAGEN` while another program has the file open, else `HSO-DISK`. What was there is left then.
    """
    try:
        durable.write_text(target, text, encoding)
    except OSError as error:
        raise export_fault(error, target) from error
