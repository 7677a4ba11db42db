"""Keys that act in one part of the windows only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QWidget


def bind_keys(part: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Have each of `keys`, as «Ctrl+Return», act while `part` or something in it has the focus, and nowhere else.

    The same key can so do one thing here and another there, and QGIS's own keep what they do beside the plugin.
    """
    for key, act in keys.items():
        shortcut = QShortcut(QKeySequence(key), part)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
