"""Has the Tab key go through widgets as they are read, whatever the order they were made in."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import chain, pairwise

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Where the Tab key stops in `root`, itself among them, in the order it has now; hidden ones too.

    They stand close to each other in the window's order. The search goes both ways from one of them until it has them
    all: around all of QGIS's window it would take 15 ms for each part of a panel.
    """
    inside = [root, *(each for each in root.findChildren(QWidget) if root.isAncestorOf(each))]
    left = {each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    if not left:
        return []
    before = after = next(each for each in inside if each in left)
    found = deque([after])
    left.discard(after)
    seen: set[QWidget] = set()
    while left and after not in seen:
        seen.add(after)
        after, before = after.nextInFocusChain(), before.previousInFocusChain()
        if after in left:
            found.append(after)
            left.discard(after)
        if before in left:
            found.appendleft(before)
            left.discard(before)
    # Qt (5.15) forgets some of a page that is not in its window yet: they come last, in the order they were made in.
    return [*found, *(each for each in inside if each in left)]


def read_in_order(parts: Sequence[QWidget]) -> None:
    """Have the Tab key go from part to part; within each as before."""
    order = list(dict.fromkeys(chain.from_iterable(stops(part) for part in parts)))
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
