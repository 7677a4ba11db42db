"""The order of the Tab key in a part of a large window."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from hso_plugin.gui.widgets.tab_order import read_in_order, stops


class Stranger(QPushButton):
    """A widget of somebody else's; counts how often its place in the order was asked for."""

    asked = 0

    def nextInFocusChain(self) -> QWidget:
        """As Qt's."""
        Stranger.asked += 1
        return super().nextInFocusChain()

    def previousInFocusChain(self) -> QWidget:
        """As Qt's."""
        Stranger.asked += 1
        return super().previousInFocusChain()


def part(window: QWidget, *names: str) -> QWidget:
    """A part of the window with a text and a line to write in for each name."""
    made = QWidget(window)
    layout = QVBoxLayout(made)
    window.layout().addWidget(made)
    for name in names:
        layout.addWidget(QLabel(name))
        line = QLineEdit()
        line.setObjectName(name)
        layout.addWidget(line)
    return made


def crowded() -> QWidget:
    """A window with a thousand widgets that are not ours."""
    window = QWidget()
    layout = QVBoxLayout(window)
    for _ in range(1000):
        layout.addWidget(Stranger())
    return window


def names(found: list[QWidget]) -> list[str]:
    """Object names."""
    return [each.objectName() for each in found]


def test_parts_are_read_in_the_order_given_whatever_order_they_were_made_in() -> None:
    """Also when one of them comes later, and when the order is made a second time."""
    window = crowded()
    last, first = part(window, "e", "f"), part(window, "a", "b")
    read_in_order([first, last])
    middle = part(window, "c", "d")
    for _ in range(2):
        read_in_order([first, middle, last])
    walked: list[QWidget] = [window.findChild(QLineEdit, "a")]
    while len(walked) < 20:
        walked.append(walked[-1].nextInFocusChain())
    assert [name for name in names(walked) if name] == ["a", "b", "c", "d", "e", "f"]
    assert names(stops(middle)) == ["c", "d"]


def test_the_rest_of_the_window_is_not_gone_through() -> None:
    """QGIS's window has thousands of widgets, and a page is put in order each time that one is made."""
    window = crowded()
    part(window, "a", "b")
    middle = part(window, "c", "d", "e")
    part(window, "f")
    Stranger.asked = 0
    assert names(stops(middle)) == ["c", "d", "e"]
    assert Stranger.asked < 10


def test_what_opens_in_a_window_of_its_own_is_passed_over() -> None:
    """A menu is a child too, and stands in no order of the window's."""
    window = crowded()
    own = part(window, "a")
    menu = QMenu(own)
    QLineEdit(menu).setObjectName("in the menu")
    assert names(stops(own)) == ["a"]
    assert not stops(QLabel("nothing to stop at"))
