"""Asks where a file shall be saved, in the documents by default, names it, and shows it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QWidget


def ask_file(parent: QWidget, title: str, name: str, ending: str, sort: str) -> str:
    """A path that ends in `ending` (with its dot), empty when the person thought better of it.

    Args:
        name: what is suggested, in words.
        sort: name of the format.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggestion = str(Path(folder) / f"{file_name(name)}{ending}")
    path, _ = QFileDialog.getSaveFileName(parent, title, suggestion, f"{sort} (*{ending})")
    return path if not path or path.lower().endswith(ending) else f"{path}{ending}"


def file_name(text: str) -> str:
    """`text` as a name that every file system takes: ASCII, lower-case, hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "anslutning"


def show_file(path: str) -> None:
    """Open a file with the program that the person's computer opens such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
