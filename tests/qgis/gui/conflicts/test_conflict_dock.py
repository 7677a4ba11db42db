"""A dock at the bottom of the window stands with the others that are there, not beside them."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QMainWindow

from hso_plugin.gui.widgets.bottom_dock import BottomDock


def test_a_second_dock_is_laid_over_the_first_and_comes_to_the_front(qgis_app, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.setCentralWidget(QLabel("karta"))
    window.show()
    first, second = (BottomDock(window, name, name, QLabel(name), 200) for name in ("ett", "tva"))
    assert first.isHidden() and second.isHidden()
    first.open()
    second.open()
    assert window.tabifiedDockWidgets(first) == [second]
    assert window.dockWidgetArea(second) == Qt.DockWidgetArea.BottomDockWidgetArea
    qtbot.waitUntil(lambda: second.isVisible() and not second.visibleRegion().isEmpty(), timeout=3000)
    assert first.visibleRegion().isEmpty()
    first.open()
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty(), timeout=3000)


def test_a_dock_that_is_alone_gets_the_height_it_asked_for(qgis_app, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.setCentralWidget(QLabel("karta"))
    window.show()
    dock = BottomDock(window, "ett", "ett", QLabel("ett"), 200)
    dock.open()
    qtbot.waitUntil(lambda: abs(dock.height() - 200) <= 10, timeout=3000)
