"""A platform that is three lists: every version given to it, in pages as small as can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hso_plugin.core.ledger.ports import InsertAnswer
from hso_plugin.core.model import GeometryKind, ObjectVersion
from hso_plugin.core.progress import Progress


@dataclass
class LedgerList:
    """The platform port over versions in memory.

    Attributes:
        asked: (kind, position) of every pull, in the order they came.
    """

    rows: list[ObjectVersion] = field(default_factory=list)
    asked: list[tuple[GeometryKind, int]] = field(default_factory=list)
    page: int = 2

    def heads(self) -> dict[GeometryKind, int]:
        return {kind: max((v.position or 0 for v in self.of(kind)), default=0) for kind in GeometryKind}

    def stands_at(self, positions: Mapping[GeometryKind, int]) -> bool:
        return self.heads() == positions

    def of(self, kind: GeometryKind) -> list[ObjectVersion]:
        return [version for version in self.rows if version.object.kind is kind]

    def current(self, kind: GeometryKind, head: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        newest = {version.object.identity: version for version in self.of(kind)}
        yield from self._pages([v for v in newest.values() if not v.deleted and (v.position or 0) <= head])

    def onward(self, kind: GeometryKind, position: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        self.asked.append((kind, position))
        yield from self._pages([version for version in self.of(kind) if (version.position or 0) >= position])

    def versions(self, kind: GeometryKind, identity: str, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        yield from self._pages([version for version in self.of(kind) if version.object.identity == identity])

    def insert(self, versions: Sequence[ObjectVersion]) -> InsertAnswer:
        for version in versions:
            newest = max((v.version for v in self.rows if v.object.identity == version.object.identity), default=0)
            if version.version != newest + 1:
                return InsertAnswer(False, "HSO-KONFLIKT")
            self.land(version)
        return InsertAnswer(True)

    def land(self, version: ObjectVersion) -> ObjectVersion:
        """A version reaches the ledger, at the next position."""
        position = max((v.position or 0 for v in self.rows), default=0) + 1
        self.rows.append(replace(version, position=position, valid_from=f"2026-03-01T00:00:{position % 60:02}Z"))
        return self.rows[-1]

    def restore(self, position: int) -> None:
        """What restoring a backup does that was taken at `position`: everything after it was never there."""
        self.rows = [version for version in self.rows if (version.position or 0) <= position]

    def _pages(self, versions: Sequence[ObjectVersion]) -> Iterator[Sequence[ObjectVersion]]:
        for start in range(0, len(versions), self.page):
            yield versions[start : start + self.page]
