"""Finds the other objects that an object has something to do with, never more of them than a person can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .context import Context, Indices
from .spatial import SpatialIndex

#: So many others an object speaks of at most, the last ones in their order. The last sentence says when there are more.
MOST_OTHERS = 25
#: So many candidates of each object are judged in one go.
CANDIDATES = MOST_OTHERS + 1


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of pairs: all arrays go together; a pair that is not `accepted` is of no further interest."""

    accepted: NDArray[np.bool_]
    values: NDArray[np.object_] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of an object that speaks and another one, in the order of the objects.

    Attributes:
        left, right: indices of the one that speaks and of the other.
        values: what was found of them.
        more: True for the last pair of an object that has more than `MOST_OTHERS`.
    """

    left: Indices
    right: Indices
    values: NDArray[np.object_] | NDArray[np.float64]
    more: NDArray[np.bool_]


Judge = Callable[[Indices, Indices], Judged]


def others(context: Context, index: SpatialIndex, speakers: Indices, metres: float | None, judge: Judge) -> Pairs:
    """The pairs that `judge` accepts, of each of `speakers` and objects near it.

    Args:
        metres: how near; None for all whose boxes meet the speaker's.
        judge: gets indices of speakers and of others near them, and judges each pair by itself.
    """
    count = np.zeros(len(speakers), dtype=np.intp)
    wanted = np.ones(len(speakers), dtype=bool)
    found: list[tuple[Indices, Indices, NDArray[np.object_] | NDArray[np.float64]]] = []
    for searching, nearby in index.each(context.sound[speakers], metres, wanted):
        order = np.lexsort((-context.rank[nearby], searching))
        numbers, near = searching[order], nearby[order]
        rounds = _places(numbers) // CANDIDATES
        for number in range(int(rounds.max()) + 1):
            chosen = (rounds == number) & (count[numbers] <= MOST_OTHERS)
            if not chosen.any():
                break
            asking, asked = numbers[chosen], near[chosen]
            judged = judge(speakers[asking], asked)
            accepted = judged.accepted
            found.append((asking[accepted], asked[accepted], judged.values[accepted]))
            count += np.bincount(asking[accepted], minlength=len(count))
        wanted[count > MOST_OTHERS] = False
    if not found:
        nothing = np.empty(0, dtype=np.intp)
        return Pairs(nothing, nothing, np.empty(0, dtype=object), np.empty(0, dtype=bool))
    numbers, right, values = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((-context.rank[right], numbers))
    place = np.empty(len(numbers), dtype=np.intp)
    place[order] = _places(numbers[order])
    kept = np.flatnonzero(place < MOST_OTHERS)
    kept = kept[np.lexsort((context.rank[right[kept]], numbers[kept]))]
    # Of an object's pairs the one that was found first is now the last.
    more = (place[kept] == 0) & (count[numbers[kept]] > MOST_OTHERS)
    return Pairs(speakers[numbers[kept]], right[kept], values[kept], more)


def _places(numbers: Indices) -> Indices:
    """The place of each in its run of equal numbers: 0 0 1 0 1 2 for 4 7 7 9 9 9."""
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    lengths = np.diff(starts, append=len(numbers))
    return np.arange(len(numbers)) - np.repeat(starts, lengths)
