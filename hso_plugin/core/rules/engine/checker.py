"""A check that is kept, so that after an edit only what the edit can have changed is checked again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from shapely import Geometry

from ...catalogue import Catalogue
from ...gc_pause import gc_paused
from ...model import Finding, MapObject, Stage
from ...progress import Progress, Silent, check_cancelled
from ...text import Text
from .cached_rule import CachedRule, Entry
from .mutable_context import MutableContext
from .rule_loading import load_rules

#: Where more objects than this share of all are exchanged, checking everything anew takes less time.
MANY = 0.1

#: So many findings are exchanged one by one in the list of all; with more, the list is sorted anew.
FEW = 1000

ORDER = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edit did to the findings, each in the order of `check`; one whose text or place changed is in both."""

    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]


class Checker:
    """The objects and findings of one check. Not for several threads at a time."""

    def __init__(
        self,
        objects: Sequence[MapObject],
        neighbours: Sequence[MapObject],
        areas: Mapping[str, Geometry],
        catalogue: Catalogue,
        stage: Stage,
        municipality: str,
        progress: Progress | None = None,
    ) -> None:
        """Check everything once; arguments and errors as for `check`."""
        self._given = (neighbours, areas, catalogue, stage, municipality)
        with gc_paused():
            self._start(objects, progress or Silent())

    def _start(self, objects: Sequence[MapObject], progress: Progress) -> None:
        neighbours, areas, catalogue, stage, municipality = self._given
        running = [(rule, params) for rule, params in load_rules(catalogue) if stage in rule.severity]
        self._rules = [CachedRule(number, *pair) for number, pair in enumerate(running)]
        context = MutableContext(objects, neighbours, areas, catalogue, stage, municipality)
        self._context = context
        self._indices: dict[str, list[int]] = {}
        for index in context.asked.tolist():
            self._indices.setdefault(context.objects[index].identity, []).append(index)
        entries: list[Entry] = []
        count = len(self._rules)
        for number, rule in enumerate(self._rules):
            check_cancelled(progress)
            said = Text(f"Kontrollerar regel {number + 1} av {count}", f"Checking rule {number + 1} of {count}")
            progress.report(number / count, said)
            entries += rule.run(context)
        self._entries = sorted(entries, key=ORDER)
        progress.report(1.0)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of `check`."""
        return tuple(finding for _, finding in self._entries)

    def recheck(self, changed: Iterable[MapObject] = (), removed: Iterable[str] = ()) -> Difference:
        """Take in own objects that are new or changed, and the identities of those that are gone.

        Afterwards `findings` are what `check` finds in the objects as they are now. Of objects that shared an identity
        only the changed one is left.
        """
        items = {item.identity: item for item in changed}
        identities = list(dict.fromkeys([*removed, *items]))
        if len(identities) > MANY * len(self._indices):
            return self._start_again(identities, items)
        context = self._context
        goals: dict[int, MapObject | None] = {}
        new: list[MapObject] = []
        for identity in identities:
            item, indices = items.get(identity), self._indices.pop(identity, [])
            goals.update(dict.fromkeys(indices))
            if item is not None and indices and context.objects[indices[0]].kind is item.kind:
                goals[indices[0]] = item
                self._indices[identity] = indices[:1]
            elif item is not None:
                new.append(item)
        touched = list(goals)
        depending = [rule.depending(context, touched) for rule in self._rules]
        context.begin(touched)
        for index, goal in goals.items():
            context.exchange(index, goal)
        for item in new:
            index = context.append(item)
            self._indices[item.identity] = [index]
            touched.append(index)
        context.end([index for index in touched if context.is_own[index]])
        return self._run_again(touched, depending)

    def _start_again(self, identities: Sequence[str], items: Mapping[str, MapObject]) -> Difference:
        context, before = self._context, self._entries
        kept = (context.objects[index] for index in context.own().tolist())
        exchanged = set(identities)
        objects = [*(item for item in kept if item.identity not in exchanged), *items.values()]
        with gc_paused():
            self._start(objects, Silent())
        return _difference(before, self._entries)

    def _run_again(self, touched: list[int], depending: list[set[int]]) -> Difference:
        context = self._context
        gone: list[Entry] = []
        fresh: list[Entry] = []
        everything = context.own()
        for rule, before in zip(self._rules, depending, strict=True):
            if rule.whole:
                asked = everything
                gone += rule.forget()
            else:
                concerned = before | rule.depending(context, touched) | set(touched)
                gone += rule.forget(concerned)
                indices = np.array(sorted(concerned), dtype=np.intp)
                asked = indices[context.is_own[indices]]
            context.ask(asked)
            fresh += rule.run(context)
        self._exchange(gone, fresh)
        return _difference(gone, fresh)

    def _exchange(self, gone: list[Entry], fresh: list[Entry]) -> None:
        """Exchange entries in the sorted list of all."""
        if len(gone) + len(fresh) > FEW:
            leaving = set(map(id, gone))
            kept = (entry for entry in self._entries if id(entry) not in leaving)
            self._entries = sorted([*kept, *fresh], key=ORDER)
            return
        for entry in gone:
            place = bisect_left(self._entries, entry[0], key=ORDER)
            while self._entries[place] is not entry:
                place += 1
            del self._entries[place]
        for entry in fresh:
            insort(self._entries, entry, key=ORDER)


def _difference(before: Sequence[Entry], after: Sequence[Entry]) -> Difference:
    old, new = ({finding.id: finding for _, finding in entries} for entries in (before, after))
    return Difference(
        appeared=tuple(finding for _, finding in sorted(after, key=ORDER) if finding != old.get(finding.id)),
        gone=tuple(finding for _, finding in sorted(before, key=ORDER) if finding != new.get(finding.id)),
    )
