"""The plugin's icons: read from SVG by path, with `currentColor` as the theme's text colour."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QByteArray, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QApplication, QMainWindow

from ...core.ledger.ports import ChangeType
from ...core.model import Severity

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
SIZES = (16, 24, 32, 48)
SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
CHANGE = {ChangeType.NEW: "new", ChangeType.CHANGED: "changed", ChangeType.DELETED: "deleted"}

_cache: dict[tuple[str, str, str], QIcon] = {}
_windows: list[QMainWindow] = []


def icon(name: str) -> QIcon:
    """The icon `resources/icons/{name}.svg`, drawn once for the colours of each theme.

    Raises FileNotFoundError for an unknown name: a missing icon is a fault of ours, not something to hide.
    """
    palette = _palette()
    text, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    key = (name, text.name(), ground.name())
    if key not in _cache:
        _cache[key] = _draw((ICONS / f"{name}.svg").read_text(encoding="utf-8"), text, ground)
    return _cache[key]


def pixmap(name: str, size: int = 16) -> QPixmap:
    """The icon as a picture for a label, `size` pixels square."""
    return icon(name).pixmap(QSize(size, size))


def _palette() -> QPalette:
    """That of QGIS's window: its dark themes are style sheets, which leave the application's palette light."""
    if not _windows or sip.isdeleted(_windows[0]):  # looked for once: a list asks for its icons all the time
        _windows[:] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
    return _windows[0].palette() if _windows else QApplication.palette()


def _draw(svg: str, text: QColor, ground: QColor) -> QIcon:
    """In a selected row on a tile of the window's colour: a blue sign is not seen on the blue of a selection."""
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", text.name()).encode()))
    result = QIcon()
    for size in SIZES:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            picture = QPixmap(size, size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            if mode == QIcon.Mode.Selected:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(picture.rect(), size / 4, size / 4)
            renderer.render(painter)
            painter.end()
            result.addPixmap(picture, mode)
    return result
