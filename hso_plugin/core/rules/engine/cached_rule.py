"""One rule of a check that is kept: runs it, keeps what it found, and knows what an edit can change of that."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from ...catalogue import Rule
from ...model import Finding, Severity
from ..objects.context import Context, Indices, order_key
from ..objects.layers import Layer
from ..objects.spatial import FARTHEST_APART_M
from ..params import Params
from ..registry import RULE_TYPES, Hit
from .sentences import Findings

#: A finding with its place in the order of `check`.
Entry = tuple[tuple[object, ...], Finding]

RANK = {severity: rank for rank, severity in enumerate(Severity)}

#: Added to distances (m) so that what lies exactly that far away is asked about.
MARGIN_M = 0.01


class CachedRule:
    """A rule and what it found in the objects as they are.

    Args:
        number: the rule's place among those of its stage.
    """

    def __init__(self, number: int, rule: Rule, params: Params) -> None:
        self._number, self._params = number, params
        self._type = RULE_TYPES[rule.type]
        self._findings = Findings(rule)
        self._reaches = list(self._type.reach(params)) if self._type.reach else []
        self._found: dict[int | None, list[Entry]] = {}
        #: Places and reaches (m) of the hits that depend on objects farther away than the rule type says.
        self._far: dict[int, list[tuple[Geometry, float]]] = {}

    @property
    def whole(self) -> bool:
        """It must be run over everything when anything changed."""
        return self._type.whole

    def run(self, context: Context) -> list[Entry]:
        """Keep and return what the rule finds of the objects asked for. What it found of them before is forgotten."""
        entries = []
        for hit in self._type.function(context, self._params):
            kept = self._found.setdefault(hit.index, [])
            entry = self._entry(context, hit, len(kept))
            kept.append(entry)
            entries.append(entry)
            place = hit.geometry if hit.geometry is not None or hit.index is None else context.sound[hit.index]
            if hit.reach and hit.index is not None and place is not None:
                self._far.setdefault(hit.index, []).append((place, min(hit.reach, FARTHEST_APART_M)))
        return entries

    def forget(self, indices: Iterable[int] | None = None) -> list[Entry]:
        """Forget what was found of these objects, or of all; returns it."""
        forgotten: list[Entry] = []
        for index in list(self._found) if indices is None else indices:
            forgotten += self._found.pop(index, ())
            if index is not None:
                self._far.pop(index, None)
        return forgotten

    def depending(self, context: Context, touched: Iterable[int]) -> set[int]:
        """The objects whose judgement depends on what is now at the indices in `touched`, beside these themselves."""
        depending: set[int] = set()
        for index in touched:
            if self._type.together is not None:
                depending.update(self._type.together(context, index))
            klass, place = context.klass[index], context.sound[index]
            if place is None:
                continue
            others = [reach for reach in self._reaches if klass in reach.others]
            for reach in others:
                speakers = context.index(Layer(reach.speakers, own=True))
                depending.update(speakers.near(place, reach.metres + MARGIN_M).tolist())
            if others and self._far:
                depending.update(self._reaching(place).tolist())
        return depending

    def _reaching(self, place: Geometry) -> Indices:
        """The objects with a hit that reaches as far as `place`."""
        indices = np.repeat(list(self._far), [len(hits) for hits in self._far.values()])
        places = np.array([place for hits in self._far.values() for place, _ in hits], dtype=object)
        reaches: NDArray[np.float64] = np.array([reach for hits in self._far.values() for _, reach in hits])
        found: Indices = indices[shapely.dwithin(places, place, reaches + MARGIN_M)]
        return found

    def _entry(self, context: Context, hit: Hit, turn: int) -> Entry:
        finding = self._findings.of(context, hit)
        gravest = (RANK[finding.severity], self._number, finding.klass)
        if hit.index is None:
            return (*gravest, context.municipality_name(hit.municipality), "", "", turn), finding
        item = context.objects[hit.index]
        return (*gravest, item.name, *order_key(item), turn), finding
