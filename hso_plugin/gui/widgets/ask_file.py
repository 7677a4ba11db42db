"""Asks where a file shall be saved, in the documents by default, names it, and shows it."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...core.file_names import plain_name


def ask_file(parent: QWidget, title: str, name: str, ending: str, sort: str) -> str:
    """A path that ends in `ending` (with its dot), empty when the person thought better of it.

    Args:
        name: what is suggested, in words.
        sort: name of the format.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggestion = str(Path(folder) / f"{plain_name(name)}{ending}")
    path, _ = QFileDialog.getSaveFileName(parent, title, suggestion, f"{sort} (*{ending})")
    return path if not path or path.lower().endswith(ending) else f"{path}{ending}"


def show_file(path: str) -> None:
    """Open a file with the program that the person's computer opens such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
