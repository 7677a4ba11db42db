"""A key acts in its own part of the windows, and the same key does something else in another."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hso_plugin.gui.widgets.shortcuts import bind_keys


def test_a_key_acts_where_the_focus_is(qgis_app, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    parts, edits, told = [QWidget(), QWidget(), QWidget()], [], []
    layout = QVBoxLayout(window)
    for part in parts:
        layout.addWidget(part)
        edits.append(QLineEdit())
        QVBoxLayout(part).addWidget(edits[-1])
    bind_keys(parts[0], {"F8": lambda: told.append("look"), "Ctrl+Return": lambda: told.append("send")})
    bind_keys(parts[1], {"F8": lambda: told.append("other")})
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    for edit in edits:
        edit.setFocus()
        qtbot.keyClick(edit, Qt.Key.Key_F8)
        qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["look", "send", "other"], "the third has no keys, and neither other part acts for it"
