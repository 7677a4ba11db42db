"""The open working copy and what the rules found in it: checking, motivating and exporting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.errors import HsoError
from ...core.model import Finding, MapObject, Stage
from ...qgis_bridge import jobs
from ...qgis_bridge.profile import language
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ..widgets import words
from .open_copy import OpenCopy
from .snapshot import news
from .unsaved_edits import UnsavedEdits

if TYPE_CHECKING:
    from ...core.motivation import Motivation
    from ...qgis_bridge.editing.live_rules import LiveRules


class CheckedCopy(OpenCopy):
    """Findings of the last check, and the motivations that hold for them.

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
    exported = pyqtSignal(str)

    def __init__(self, edits: UnsavedEdits, parent: QObject | None = None) -> None:
        super().__init__(edits, parent)
        self.findings: tuple[Finding, ...] | None = None
        self.findings_stale = False
        self.checked: datetime | None = None
        self.edited: Mapping[str, MapObject | None] = {}
        self.stage = Stage.EDITING
        self.followed: Callable[[], bool] = lambda: False
        self._standing: tuple[object, object, Mapping[str, Motivation]] = (None, None, {})

    @property
    def motivations(self) -> Mapping[str, Motivation]:
        """The motivations that hold for the findings, by id of the finding; the same mapping until one changes."""
        kept = self.snapshot.motivations if self.snapshot else ()
        if self._standing[0] is not kept or self._standing[1] is not self.findings:
            from ...core.motivation import standing

            self._standing = (kept, self.findings, standing(kept, self.findings or ()))
        return self._standing[2]

    def show_findings(self, findings: Iterable[Finding], edited: Mapping[str, MapObject | None] | None = None) -> None:
        """Have the windows show what a check found just now; `edited` are the objects in it that are not saved."""
        self.findings, self.edited = tuple(findings), edited or {}
        self.findings_stale, self.checked = False, datetime.now().astimezone()
        self.changed.emit()

    def outdate_findings(self) -> None:
        """Something that the findings speak of has changed since."""
        self.findings_stale = True

    def judge_by(self, stage: Stage) -> None:
        """Check by the rules of another stage from now on."""
        self.stage = stage

    def announce(self, text: str) -> None:
        """Tell that something was done."""
        self.succeeded.emit(text)

    def check(self) -> None:
        """Run the rules over the municipality's objects, as the map shows them: edits are saved first."""
        if self.snapshot is None or not self.save_edits():
            return
        from ...qgis_bridge.editing.live_rules import check_saved

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

    def motivate(self, finding: Finding, text: str) -> None:
        """Keep `text` as the reason why the warning stands; the person goes on editing meanwhile."""
        snapshot = self.snapshot
        if snapshot is None:
            return
        from ...core.motivation import motivation_for

        try:
            motivation = motivation_for(finding, text, snapshot.user, datetime.now(UTC).isoformat(timespec="seconds"))
        except HsoError as error:
            self.report(error)
            return
        self._write_motivation(
            words.translate("Hso", "Sparar motiveringen"),
            lambda progress: jobs.motivate_job(snapshot.path, motivation, progress),
            lambda: self.motivate(finding, text),
        )

    def withdraw_motivation(self, finding: Finding) -> None:
        """Take the warning's motivation back."""
        snapshot = self.snapshot
        if snapshot is None:
            return
        self._write_motivation(
            words.translate("Hso", "Tar tillbaka motiveringen"),
            lambda progress: jobs.withdraw_motivation_job(snapshot.path, finding.id, progress),
            lambda: self.withdraw_motivation(finding),
        )

    def export(self, path: str) -> None:
        """Write the findings to the file `path`, whose ending says how; told with `exported`."""
        snapshot, findings, checked = self.snapshot, self.findings, self.checked
        if snapshot is None or findings is None or checked is None:
            return
        stage, edited, tongue = self.stage, self.edited, language.current()

        def work(progress: FeedbackProgress) -> None:
            jobs.export_job(jobs.run_of(snapshot.path, findings, stage, checked, edited), path, tongue, progress)

        self.jobs.run(
            words.translate("Hso", "Exporterar fynden"),
            work,
            lambda _result: self.exported.emit(path),
            lambda: self.export(path),
        )

    def _write_motivation(self, title: str, job: Any, again: Any) -> None:
        self.jobs.run(title, job, lambda _result: self.refresh(), again)

    def _forget(self) -> None:
        super()._forget()
        self.findings, self.checked, self.edited = None, None, {}
        self.findings_stale = False
