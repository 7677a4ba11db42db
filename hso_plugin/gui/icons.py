"""The plugin's icons: read from SVG by path, with `currentColor` as the theme's text colour."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QByteArray, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QApplication, QMainWindow

from ..core.ledger.ports import ChangeType
from ..core.model import Severity

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48)
SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
CHANGE = {ChangeType.NEW: "new", ChangeType.CHANGED: "changed", ChangeType.DELETED: "deleted"}

_cache: dict[tuple[str, str], QIcon] = {}
_windows: list[QMainWindow] = []


def icon(name: str) -> QIcon:
    """The icon `resources/icons/{name}.svg`, drawn once for each text colour.

    Raises FileNotFoundError for an unknown name: a missing icon is a fault of ours, not something to hide.
    """
    colour = _text_colour()
    key = (name, colour.name())
    if key not in _cache:
        _cache[key] = _draw((ICONS / f"{name}.svg").read_text(encoding="utf-8"), colour)
    return _cache[key]


def pixmap(name: str, size: int = 16) -> QPixmap:
    """The icon as a picture for a label, `size` pixels square."""
    return icon(name).pixmap(QSize(size, size))


def _text_colour() -> QColor:
    """That of QGIS's window: its dark themes are style sheets, which leave the application's palette light."""
    if not _windows or sip.isdeleted(_windows[0]):  # looked for once: a list asks for its icons all the time
        _windows[:] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
    palette = _windows[0].palette() if _windows else QApplication.palette()
    return palette.color(QPalette.ColorRole.WindowText)


def _draw(svg: str, colour: QColor) -> QIcon:
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour.name()).encode()))
    result = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        result.addPixmap(picture)
    return result
