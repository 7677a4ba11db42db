"""Has the Tab key go through widgets as they are read, whatever the order they were made in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Where the Tab key stops in `root`, itself among them, in the order it has now; hidden ones too."""
    found: list[QWidget] = []
    widget = root
    while True:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
        while widget is not root and not root.isAncestorOf(widget):
            widget = widget.nextInFocusChain()
        if widget is root:
            return found


def read_in_order(parts: Sequence[QWidget]) -> None:
    """Have the Tab key go from part to part; within each as before."""
    order = list(dict.fromkeys(chain.from_iterable(stops(part) for part in parts)))
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
