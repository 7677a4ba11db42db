"""A wide dock at the bottom of QGIS's window, hidden until it is wanted."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QWidget


class BottomDock(QDockWidget):
    """Stands where the person last had it, open if it was: QGIS keeps that by the object name."""

    def __init__(self, window: QMainWindow, title: str, name: str, content: QWidget, height: int) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self._window = window
        self._height = height
        self.setWidget(content)
        # The place is that of QGIS's last closing, or of this dock when the plugin was unloaded: then it stays closed.
        earlier = f"{name}Made"
        started = not window.property(earlier)
        window.setProperty(earlier, True)
        self._fresh = not window.restoreDockWidget(self)
        if self._fresh:
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        if self._fresh or not started:
            self.hide()

    def open(self) -> None:
        """Show the dock in front of others. The first time: `height` pixels high, beside nothing else."""
        if self._fresh and not self.isFloating():
            # Direct children only: to look through all of QGIS's window takes 25 ms.
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            for other in self._window.findChildren(QDockWidget, options=direct):
                below = self._window.dockWidgetArea(other) == Qt.DockWidgetArea.BottomDockWidgetArea
                if other is not self and below and not other.isHidden() and not other.isFloating():
                    self._window.tabifyDockWidget(other, self)
                    break
        self.show()
        self.raise_()
        if self._fresh and not self.isFloating():
            self._window.resizeDocks([self], [self._height], Qt.Orientation.Vertical)
        self._fresh = False
