"""Has the Tab key go through widgets as they are read, whatever the order they were made in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, pairwise

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Where the Tab key stops in `root`, itself among them, in the order it has now; hidden ones too.

    They stand beside each other in the window's order. The search begins where they do and ends when it has them all:
    around all of QGIS's window it would take 15 ms for each part of a panel.
    """
    inside = [root, *(each for each in root.findChildren(QWidget) if root.isAncestorOf(each))]
    left = {each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    found: list[QWidget] = []
    widget, seen = _beginning(root, inside, left), set[QWidget]()
    while left and widget not in seen:
        seen.add(widget)
        if widget in left:
            found.append(widget)
            left.discard(widget)
        widget = widget.nextInFocusChain()
    # Qt (5.15) forgets some of a page that is not in its window yet: they come last, in the order they were made in.
    return [*found, *(each for each in inside if each in left)]


def _beginning(root: QWidget, inside: Sequence[QWidget], stops_: Collection[QWidget]) -> QWidget:
    """The first of those that stand together with one of the stops, and are in `root`."""
    widget = next((each for each in inside if each in stops_), root)
    members = set(inside)
    while widget is not root and widget in members:
        members.discard(widget)
        first, widget = widget, widget.previousInFocusChain()
    return root if widget is root else first


def read_in_order(parts: Sequence[QWidget]) -> None:
    """Have the Tab key go from part to part; within each as before."""
    order = list(dict.fromkeys(chain.from_iterable(stops(part) for part in parts)))
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
