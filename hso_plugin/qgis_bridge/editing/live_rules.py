"""A check that is kept and follows what the map shows: the rules' part of checking while somebody draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Geometry

from ...core.catalogue.model import Catalogue
from ...core.model import Finding, MapObject, Stage
from ...core.progress import Progress, check_cancelled
from ...core.rules.engine.checker import Checker
from ...core.text import Text
from ...workcopy import WorkingCopyFile
from .edited_rows import Read, RowEdits

#: Objects compared at a time: shapely compares a few hundred geometries in no time, and lets others in between.
_PORTION = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map shows at one moment.

    Attributes:
        path: the working copy.
        saved: own objects by identity, as the file has them.
        edits: what is not saved, or was saved after `saved` was read.
        news: something that changes whenever neighbours' objects may have.
    """

    path: str
    catalogue: Catalogue
    municipality: str
    stage: Stage
    saved: Mapping[str, MapObject] = field(repr=False)
    edits: RowEdits | None = field(repr=False)
    news: str = ""

    def ground(self) -> tuple[str, str, Stage, str]:
        """What a kept check stands on: when it changes, everything is checked anew."""
        return (self.path, self.catalogue.document or self.catalogue.name, self.stage, self.news)


class LiveRules:
    """One check, kept. For one task at a time."""

    def __init__(self) -> None:
        self._checker: Checker | None = None
        self._ground: object = None
        self._saved: Mapping[str, MapObject] = {}
        self._edited: dict[str, MapObject | None] = {}
        self._read: Read = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules found the last time."""
        return () if self._checker is None else tuple(self._checker.findings)

    @property
    def edited(self) -> Mapping[str, MapObject | None]:
        """Objects that the map shows otherwise than the file, by identity; None for those it does not show."""
        return self._edited

    def follow(self, shown: Shown, progress: Progress) -> tuple[Finding, ...]:
        """What the rules find in `shown`: what differs from the last time is checked, or all when that was nothing.

        Raises:
            HsoError: the file could not be read.
            Cancelled: the next time everything is checked anew.
        """
        edited = {} if shown.edits is None else shown.edits.objects(shown.saved, self._read)
        try:
            if self._checker is None or self._ground != shown.ground():
                self._check_all(shown, edited, progress)
            else:
                changed, removed = self._difference(shown.saved, edited, progress)
                if changed or removed:
                    self._checker.recheck(changed, removed)
        except BaseException:
            self._checker = None
            raise
        self._ground, self._saved, self._edited = shown.ground(), shown.saved, edited
        return self.findings

    def _check_all(self, shown: Shown, edited: Mapping[str, MapObject | None], progress: Progress) -> None:
        progress.report(0.0, Text("Läser arbetskopian", "Reading the working copy"))
        with WorkingCopyFile.open(shown.path) as copy:
            neighbours, areas = copy.neighbours(), copy.areas()
        check_cancelled(progress)
        own = [thing for thing in {**shown.saved, **edited}.values() if thing is not None]
        self._checker = check_kept(own, neighbours, areas, shown.catalogue, shown.stage, shown.municipality, progress)

    def _difference(
        self, saved: Mapping[str, MapObject], edited: Mapping[str, MapObject | None], progress: Progress
    ) -> tuple[list[MapObject], list[str]]:
        """What became of the objects since the last time: new and changed ones, and identities of those that went."""
        asked: set[str] = {*edited, *self._edited}
        if saved is not self._saved:
            asked |= {*saved, *self._saved}
        changed, removed = [], []
        pairs = []
        for identity in sorted(asked):
            before = self._edited[identity] if identity in self._edited else self._saved.get(identity)
            now = edited[identity] if identity in edited else saved.get(identity)
            if now is before:
                continue
            if now is None:
                removed.append(identity)
            elif before is None:
                changed.append(now)
            else:
                pairs.append((before, now))
        for start in range(0, len(pairs), _PORTION):
            check_cancelled(progress)
            changed += _really_changed(pairs[start : start + _PORTION])
        return changed, removed


def check_kept(
    own: list[MapObject],
    neighbours: list[MapObject],
    areas: Mapping[str, Geometry],
    catalogue: Catalogue,
    stage: Stage,
    municipality: str,
    progress: Progress,
) -> Checker:
    """Check everything and keep the check. In the regional stage all municipalities' objects are checked together."""
    if stage is Stage.REGIONAL:
        own, neighbours = [*own, *neighbours], []
    return Checker(own, neighbours, areas, catalogue, stage, municipality, progress)


def _really_changed(pairs: list[tuple[MapObject, MapObject]]) -> Iterator[MapObject]:
    """The later of each pair that says something else than the earlier."""
    before = np.array([one.geometry for one, _ in pairs], dtype=object)
    now = np.array([other.geometry for _, other in pairs], dtype=object)
    same = shapely.equals_identical(before, now) | (shapely.is_missing(before) & shapely.is_missing(now))
    for (one, other), same_place in zip(pairs, same, strict=True):
        if not same_place or one.kind is not other.kind or one.attributes != other.attributes:
            yield other


def check_saved(path: str, stage: Stage, news: str, progress: Progress) -> LiveRules:
    """Check what the working copy at `path` holds, and keep the check. Raises `HsoError`, `Cancelled`."""
    progress.report(0.0, Text("Läser arbetskopian", "Reading the working copy"))
    with WorkingCopyFile.open(path) as copy:
        saved = {thing.identity: thing for thing in copy.objects()}
        shown = Shown(path, copy.catalogue, copy.municipality, stage, saved, None, news)
    rules = LiveRules()
    rules.follow(shown, progress)
    return rules
