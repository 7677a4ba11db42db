"""The open working copy and what the rules found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.model import Finding, MapObject, Stage
from ..qgis_bridge.live_rules import LiveRules, check_saved
from . import words
from .edits import Edits
from .open_copy import OpenCopy
from .snapshot import news


class CheckedCopy(OpenCopy):
    """Findings of the last check.

    Attributes:
        findings: None before anything has been checked.
        findings_stale: something has changed since.
        checked: when the findings were made.
        edited: objects that the findings speak of and that are not saved, by identity; None for a deleted one.
        followed: whether the findings follow what is drawn and saved by themselves; see `LiveCheck`.

    `kept` comes with a check that can be gone on from.
    """

    succeeded = pyqtSignal(str)
    kept = pyqtSignal(object)

    def __init__(self, edits: Edits, parent: QObject | None = None) -> None:
        super().__init__(edits, parent)
        self.findings: tuple[Finding, ...] | None = None
        self.findings_stale = False
        self.checked: datetime | None = None
        self.edited: Mapping[str, MapObject | None] = {}
        self.stage = Stage.EDITING
        self.followed: Callable[[], bool] = lambda: False

    def show_findings(self, findings: Iterable[Finding], edited: Mapping[str, MapObject | None] | None = None) -> None:
        """Have the windows show what a check found just now; `edited` are the objects in it that are not saved."""
        self.findings, self.edited = tuple(findings), edited or {}
        self.findings_stale, self.checked = False, datetime.now().astimezone()
        self.changed.emit()

    def check(self) -> None:
        """Run the rules over the municipality's objects, as the map shows them: edits are saved first."""
        if self.snapshot is None or not self.save_edits():
            return
        path, stage, known = self.snapshot.path, self.stage, news(self.snapshot)

        def done(rules: LiveRules) -> None:
            self.kept.emit(rules)
            self.show_findings(rules.findings)

        self.jobs.run(
            words.translate("Hso", "Kontrollerar objekten"),
            lambda progress: check_saved(path, stage, known, progress),
            done,
            self.check,
        )

    def _forget(self) -> None:
        super()._forget()
        self.findings, self.checked, self.edited = None, None, {}
        self.findings_stale = False
