"""A check that is kept, so that after an edit only what the edit can have changed is checked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shapely import Geometry

from ..catalogue import Catalogue
from ..model import Finding, MapObject, Stage
from ..progress import Progress
from .engine import check


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edit did to the findings; one whose text or place changed is in both."""

    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]


class Checker:
    """The objects and findings of one check. Not for several threads at a time.

    Attributes:
        findings: all of them, in the order of `check`.
    """

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
        self._objects = {item.identity: item for item in objects}
        self._rest = (neighbours, areas, catalogue, stage, municipality)
        self.findings: tuple[Finding, ...] = tuple(check(objects, *self._rest, progress))

    def recheck(self, changed: Iterable[MapObject] = (), removed: Iterable[str] = ()) -> Difference:
        """Take in own objects that are new or changed, and the identities of those that are gone.

        Afterwards `findings` are what `check` finds in the objects as they are now.
        """
        for identity in removed:
            self._objects.pop(identity, None)
        self._objects.update((item.identity, item) for item in changed)
        before, self.findings = self.findings, tuple(check(tuple(self._objects.values()), *self._rest))
        old, new = {f.id: f for f in before}, {f.id: f for f in self.findings}
        return Difference(
            appeared=tuple(f for f in self.findings if f != old.get(f.id)),
            gone=tuple(f for f in before if f != new.get(f.id)),
        )
