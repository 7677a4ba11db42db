"""What the shape of each object is at a glance, so that only the few odd ones need to be looked at closely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .context import Context, Geometries, Indices
from .paths import Flags, Numbers, Paths, cross, dot, length, paths_of

#: Vertices this close together (m) are one corner when its angle is measured.
ONE_CORNER_M = 0.1

#: Geometries at a time: their vertices then fit where the processor has them at hand.
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Outlines:
    """All arrays have one item for each object.

    Attributes:
        shortest: the shortest step from vertex to vertex, metres; infinite without any.
        turns_back: it may have a corner sharper than a right angle.
        inner: radius of a circle inside every part that all of its outline goes round, metres; none, and 0, where an
            area has holes or the outline goes another way; infinite for what is no area.
        share: that radius as a share of the distance to the farthest vertex; the smallest of the parts'.
    """

    shortest: Numbers
    turns_back: Flags
    inner: Numbers
    share: Numbers


def outlines(context: Context) -> Outlines:
    """Those of the objects that are asked for, as drawn."""
    return context.while_asked("outlines", lambda: _outlines(context.geometries[context.asked]))


def _outlines(geometries: Geometries) -> Outlines:
    count = len(geometries)
    found = Outlines(np.full(count, np.inf), np.zeros(count, dtype=bool), np.full(count, np.inf), np.ones(count))
    for start in range(0, count, AT_A_TIME):
        part = slice(start, start + AT_A_TIME)
        paths = paths_of(geometries[part])
        if len(paths.xy):
            _look(paths, Outlines(found.shortest[part], found.turns_back[part], found.inner[part], found.share[part]))
    return found


def _look(paths: Paths, found: Outlines) -> None:
    step = np.diff(paths.xy, axis=0, append=paths.xy[:1])
    last = paths.first + paths.counts - 1
    metres = length(step)
    metres[last] = np.inf
    np.minimum.at(found.shortest, paths.owner, np.minimum.reduceat(metres, paths.first))
    _find_turns(paths, step, last, found)
    found.turns_back[found.shortest < ONE_CORNER_M] = True
    _find_circles(paths, step, metres, found)


def _find_turns(paths: Paths, step: Numbers, last: Indices, found: Outlines) -> None:
    ahead = np.roll(step, -1, axis=0)
    # The step after the last of a ring is its first one again; that of a line turns nowhere.
    ahead[last - 1] = np.where(paths.ring[:, None], step[paths.first], 0)
    back = dot(step, ahead) < 0
    back[last] = False
    np.logical_or.at(found.turns_back, paths.owner, np.logical_or.reduceat(back, paths.first))


def _find_circles(paths: Paths, step: Numbers, metres: Numbers, found: Outlines) -> None:
    middle = np.add.reduceat(paths.xy, paths.first) / paths.counts[:, None]
    seen = paths.xy - np.repeat(middle, paths.counts, axis=0)
    swept = cross(seen, step)
    swept[~np.isfinite(metres)] = 0
    turn = np.sign(np.add.reduceat(swept, paths.first))
    away = swept * np.repeat(turn, paths.counts)
    # A step of no length is no side, and the last vertex has none.
    side = np.isfinite(metres) & (metres > 0)
    away[side] /= metres[side]
    away[~side] = np.inf
    inner = np.minimum.reduceat(away, paths.first)
    inner[paths.hole | ~(inner > 0)] = 0
    outer = np.sqrt(np.maximum.reduceat(dot(seen, seen), paths.first))
    share = np.where(outer > 0, inner / outer, 0)
    np.minimum.at(found.inner, paths.owner[paths.ring], inner[paths.ring])
    np.minimum.at(found.share, paths.owner[paths.ring], share[paths.ring])
