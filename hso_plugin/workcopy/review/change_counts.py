"""How many objects changed between positions of an archive, without decoding what did not: for a long queue.

The same numbers as `core.review.compare.differences` gives, which decodes every object to tell what changed in it.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import shapely

from ...core.geometry import in_one_order
from ...core.ledger.ports import ChangeType

#: A version as far as presence goes: its position, None for a deletion.
_Step = int | None
#: Attributes as JSON, and WKB.
_Content = tuple[str, bytes | None]


def change_counts(
    connection: sqlite3.Connection, municipality: str, spans: Sequence[tuple[int, int]]
) -> list[dict[ChangeType, int]]:
    """For each pair of positions, before and after, the number of objects by what happened to them, all types."""
    upto = max((max(span) for span in spans), default=0)
    rows = connection.execute(
        "SELECT lopnr, objektidentitet, borttagen FROM hso_arkiv WHERE kommunkod = ? AND lopnr <= ? ORDER BY lopnr",
        (municipality, upto),
    ).fetchall()
    objects: dict[str, tuple[list[int], list[_Step]]] = {}
    for position, identity, deleted in rows:
        positions, steps = objects.setdefault(identity, ([], []))
        positions.append(position)
        steps.append(None if deleted else position)
    order = [row[0] for row in rows]
    counts: list[dict[ChangeType, int]] = []
    candidates: list[tuple[int, int, int]] = []
    for number, (before, after) in enumerate(spans):
        first, last = sorted((before, after))
        counted = dict.fromkeys(ChangeType, 0)
        touched = {row[1] for row in rows[bisect_right(order, first) : bisect_right(order, last)]}
        for identity in touched:
            was, now = (_at(*objects[identity], position) for position in (before, after))
            if was is None and now is not None:
                counted[ChangeType.NEW] += 1
            elif was is not None and now is None:
                counted[ChangeType.DELETED] += 1
            elif was is not None and now is not None and was != now:
                candidates.append((number, was, now))
        counts.append(counted)
    contents = _contents(connection, {position for _, *ends in candidates for position in ends})
    differ = _differ([(contents[was], contents[now]) for _, was, now in candidates])
    for (number, *_), differs in zip(candidates, differ, strict=True):
        counts[number][ChangeType.CHANGED] += differs
    return counts


def _at(positions: Sequence[int], steps: Sequence[_Step], position: int) -> _Step:
    number = bisect_right(positions, position)
    return steps[number - 1] if number else None


def _contents(connection: sqlite3.Connection, positions: set[int]) -> dict[int, _Content]:
    rows = connection.execute(
        "SELECT lopnr, attribut, geom FROM hso_arkiv WHERE lopnr IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(positions)),),
    )
    return {position: (attributes, geometry) for position, attributes, geometry in rows}


def _differ(pairs: Sequence[tuple[_Content, _Content]]) -> list[bool]:
    """Whether the two of each pair say different things; many at a time, for one by one GEOS takes longer to call."""
    differ = [was[0] != now[0] and json.loads(was[0]) != json.loads(now[0]) for was, now in pairs]
    moved = [n for n, (was, now) in enumerate(pairs) if not differ[n] and was[1] != now[1]]
    was, now = (
        in_one_order(shapely.from_wkb(np.array([pairs[n][side][1] for n in moved], dtype=object))) for side in (0, 1)
    )
    for number, equal in zip(moved, shapely.equals_exact(was, now).tolist(), strict=True):
        differ[number] = not equal
    return differ
