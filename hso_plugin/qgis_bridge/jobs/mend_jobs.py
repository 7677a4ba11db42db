"""What a mend needs to know of a working copy, and the mend of a finding, worked out in a task."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from ...core.mend import Mend, Surroundings, mend_for
from ...core.model import Finding, MapObject
from ...core.progress import Progress, check_cancelled
from ...workcopy import WorkingCopyFile
from ..editing.live_rules import Shown


class Mends:
    """Keeps what it has read of the file, and the surroundings, for as long as they stay the same."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._surroundings: Surroundings | None = None
        self._of: Shown | None = None

    def find(self, finding: Finding, shown: Shown, progress: Progress) -> Mend | None:
        """The mend of a finding in what the map shows. Raises `HsoError`, `Cancelled`."""
        with self._one_at_a_time:
            surroundings = self._read(shown)
        check_cancelled(progress)
        return mend_for(finding, surroundings)

    def _read(self, shown: Shown) -> Surroundings:
        known, of = self._surroundings, self._of
        edited = {} if shown.edits is None else shown.edits.objects(shown.saved)
        if known is None or of is None or of.saved is not shown.saved or of.ground() != shown.ground():
            with WorkingCopyFile.open(shown.path) as copy:
                neighbours, areas, positions = copy.neighbours(), copy.areas(), copy.positions()
        elif not edited and known.objects is shown.saved:
            return known
        else:
            neighbours, areas, positions = list(known.neighbours), dict(known.areas), dict(known.positions)
        objects: Mapping[str, MapObject] = shown.saved
        if edited:
            objects = {i: thing for i, thing in {**shown.saved, **edited}.items() if thing is not None}
        self._of = shown
        self._surroundings = Surroundings(
            objects, neighbours, areas, shown.catalogue, shown.stage, positions, shown.municipality
        )
        return self._surroundings
