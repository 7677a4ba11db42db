"""Every window that needs no QGIS is made, filled, read, drawn and gone through by Tab, under PyQt5 as under PyQt6."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from tests.qt.scenes import SCENES, classes, is_window, modules, named

#: What stands at the top and is gone through last: what it closes is read first.
LAST = {"closeButton"}


def said(window: QWidget) -> list[str]:
    """Everything that can be read in a window that is not hidden, lists included."""
    found = [window.accessibleName()]
    for part in (window, *window.findChildren(QWidget)):
        if part is not window and part.isHidden():
            continue
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            found.append(part.text())
        elif isinstance(part, QPlainTextEdit):
            found.append(part.toPlainText())
        elif isinstance(part, QAbstractItemView):
            found += cells(part)
    return [text for text in found if text]


def cells(view: QAbstractItemView) -> list[str]:
    model, found, waiting = view.model(), [], [view.rootIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            columns = 1 if isinstance(view, QListView) else model.columnCount(parent)
            found += [str(model.index(row, column, parent).data()) for column in range(columns)]
            waiting.append(model.index(row, 0, parent))
    return found


def test_every_window_that_needs_no_qgis_has_a_scene():
    assert {name for name, kind in classes().items() if is_window(kind)} == set(SCENES)


def test_what_cannot_be_built_wants_qgis_and_nothing_else():
    found, missing = modules()
    print(*(f"{name}: {reason}" for name, reason in sorted(missing.items())), sep="\n")  # shown by pytest -rP
    assert len(found) > 40
    assert all("qgis" in reason for reason in missing.values())


@pytest.mark.parametrize("name", SCENES)
def test_window_is_made_filled_read_and_drawn(name, language, qtbot):
    window, words = SCENES[name]()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert any(words[language] in text for text in said(window)), said(window)
    hint = window.minimumSizeHint()
    least = hint if hint.isValid() else window.sizeHint()
    assert least.width() > 0 and least.height() > 0
    window.resize(window.sizeHint().expandedTo(least))
    picture = QImage(window.size(), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    window.render(picture)
    assert any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(0, picture.height(), 3))


@pytest.mark.parametrize("name", SCENES)
def test_tab_goes_through_the_window_as_it_is_read(name, qtbot):
    window, _words = SCENES[name]()
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.show()
    qtbot.waitExposed(window)
    order = [part for part in named("stops")(window) if part.isVisible() and part.objectName() not in LAST]
    places = [part.mapTo(window, part.rect().topLeft()) for part in order if part is not window]
    assert places == sorted(places, key=lambda place: (place.y() // 12, place.x()))
