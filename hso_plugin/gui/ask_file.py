"""Asks where a file shall be saved, in the documents by default."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from .places import file_name


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
