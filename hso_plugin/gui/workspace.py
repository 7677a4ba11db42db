"""What the dock works with: the connection, the open working copy and the one job that runs. Pages are views of this.

No widget in here. Everything that reads or writes a working copy, or asks the platform, runs in a task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import HsoError
from ..core.ledger.ports import PullResult, PushResult
from ..core.model import Finding, Stage
from ..qgis_bridge import jobs, project, settings
from . import words
from .edits import Edits
from .job_runner import JobRunner, Problem
from .results import pull_text, push_text
from .snapshot import Snapshot, State
from .snapshot import read as read_snapshot
from .steps import Step

#: How long to wait after the last saved layer before reading anew: QGIS saves layers one after the other.
SETTLE_MS = 150


class Workspace(QObject):
    """One at a time: a profile, its working copy as a `Snapshot`, findings, and a job."""

    changed = pyqtSignal()
    opened = pyqtSignal(bool)
    failed = pyqtSignal(object)
    said = pyqtSignal(str)
    succeeded = pyqtSignal(str)
    step_wanted = pyqtSignal(object)

    def __init__(self, edits: Edits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile: settings.Profile | None = None
        self.snapshot: Snapshot | None = None
        self.findings: tuple[Finding, ...] | None = None
        self.findings_stale = False
        self.stage = Stage.EDITING
        self.edits = edits
        self.jobs = JobRunner(self)
        self.jobs.started.connect(self.changed)
        self.jobs.ended.connect(self.changed)
        self.jobs.failed.connect(self.failed)
        self.jobs.said.connect(self.said)
        self._again_check = self._fresh = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        edits.saved.connect(self._edits_saved)
        edits.modified.connect(self.changed)
        self.unsaved_question: Callable[[int], bool] = lambda _number: False

    # ----- what the pages ask

    @property
    def unsaved(self) -> int:
        """Number of layers with edits that are not saved."""
        return self.edits.unsaved()

    @property
    def waiting(self) -> int:
        """Number of changes a send would send."""
        return self.snapshot.waiting if self.snapshot else 0

    @property
    def state(self) -> State:
        """What the header shows."""
        if self.jobs.busy:
            return State.WORKING
        if self.snapshot is None:
            return State.UNCONNECTED
        return State.UNSAVED if self.unsaved and not self.snapshot.conflicts else self.snapshot.state

    def go_to(self, step: Step) -> None:
        """Ask the dock to show a step."""
        self.step_wanted.emit(step)

    def say(self, text: str) -> None:
        """A hint for the message bar."""
        self.said.emit(text)

    # ----- connection and working copy

    def use(self, profile: settings.Profile, *, fresh: bool = False) -> None:
        """Work with `profile`; opens its working copy if it has one, into the project too.

        `fresh`: it has just been fetched, and the person has not seen it yet; told with `opened`.
        """
        self._forget()
        self._fresh = fresh
        self.profile = profile
        settings.activate(profile.name)
        self.changed.emit()
        if profile.working_copy and jobs.exists(profile.working_copy):
            self._open()

    def begin_new(self) -> None:
        """Show the form for a new connection; the present one stays among the profiles."""
        self._forget()
        self.profile = None
        self.changed.emit()

    def test(self, profile: settings.Profile, line: Callable[[jobs.CheckLine], None]) -> None:
        """Try a connection; every thing tried comes as a line."""

        def done(lines: Any) -> None:
            for each in lines:
                line(each)

        self.jobs.run(
            words.translate("Hso", "Testar anslutningen"),
            lambda progress: jobs.self_test_job(profile, progress),
            done,
            lambda: self.test(profile, line),
        )

    def connect_new(self, profile: settings.Profile) -> None:
        """Fetch the whole map for a new profile, and open it. A failed fetch leaves nothing behind."""

        def done(_result: Any) -> None:
            settings.save_profile(profile)
            self.succeeded.emit(words.translate("Hso", "Kartan är hämtad. Välj en klass och börja rita."))
            self.use(profile, fresh=True)

        self.jobs.run(
            words.translate("Hso", "Hämtar kartan"),
            lambda progress: jobs.clone_job(profile, progress),
            done,
            lambda: self.connect_new(profile),
        )

    def _open(self) -> None:
        profile = self.profile
        if profile is None:
            return

        def done(snapshot: Snapshot) -> None:
            self._show(snapshot, project.steps(snapshot.path, snapshot.catalogue, snapshot.municipality))

        self.jobs.run(
            words.translate("Hso", "Öppnar arbetskopian"),
            lambda progress: read_snapshot(profile.working_copy, progress),
            done,
            self._open,
        )

    def _show(self, snapshot: Snapshot, steps: Iterator[None]) -> None:
        """Take one step of showing the working copy in the project, then let QGIS deal with other events."""
        try:
            next(steps)
        except StopIteration:
            self.snapshot = snapshot
            self.edits.watch()
            self.changed.emit()
            self.opened.emit(self._fresh)
        except HsoError as error:
            self.failed.emit(Problem(error, self._open if error.try_again else None))
        else:
            QTimer.singleShot(0, lambda: self._show(snapshot, steps))

    def refresh(self) -> None:
        """Read the working copy anew, after something in it has changed."""
        if self.snapshot is None:
            return
        if self.jobs.busy:
            self._settle.start()
            return
        path = self.snapshot.path

        def done(snapshot: Snapshot) -> None:
            self.snapshot = snapshot
            self.changed.emit()
            if self._again_check:
                self._again_check = False
                self.check()

        self.jobs.run(
            words.translate("Hso", "Läser arbetskopian"),
            lambda progress: read_snapshot(path, progress),
            done,
            self.refresh,
        )

    def _edits_saved(self) -> None:
        self._again_check = self.findings is not None
        self.findings_stale = True
        self._settle.start()

    # ----- the work

    def fetch(self) -> None:
        """Fetch what is new on the platform."""
        profile = self.profile
        if profile is None or not self._edits_settled():
            return

        def done(result: PullResult) -> None:
            self.succeeded.emit(pull_text(result))
            self._after_sync(bool(result.conflicts))

        self.jobs.run(
            words.translate("Hso", "Hämtar nytt"),
            lambda progress: jobs.pull_job(profile, progress),
            done,
            self.fetch,
        )

    def save_and_send(self) -> None:
        """Save what is being drawn, and send it."""
        if self.save_edits(stop=True):
            self.send()

    def send(self) -> None:
        """Send what is pending and see that it landed."""
        profile = self.profile
        if profile is None or not self._edits_settled():
            return

        def done(result: PushResult) -> None:
            self.succeeded.emit(push_text(result))
            self._after_sync(bool(result.conflicts or result.refused))

        self.jobs.run(
            words.translate("Hso", "Skickar"),
            lambda progress: jobs.push_job(profile, progress),
            done,
            self.send,
        )

    def check(self) -> None:
        """Run the rules over the municipality's objects, as the map shows them: edits are saved first."""
        if self.snapshot is None or not self.save_edits():
            return
        path, stage = self.snapshot.path, self.stage

        def done(findings: Any) -> None:
            self.findings = tuple(findings)
            self.findings_stale = False
            self.changed.emit()

        self.jobs.run(
            words.translate("Hso", "Kontrollerar objekten"),
            lambda progress: jobs.check_job(path, stage, progress),
            done,
            self.check,
        )

    def keep_mine(self, identity: str) -> None:
        """End a conflict with the version here."""
        self._resolve(identity, mine=True)

    def take_theirs(self, identity: str) -> None:
        """End a conflict with the platform's version."""
        self._resolve(identity, mine=False)

    def _resolve(self, identity: str, *, mine: bool) -> None:
        if self.snapshot is None or not self._edits_settled():
            return
        path = self.snapshot.path
        self.jobs.run(
            words.translate("Hso", "Löser konflikten"),
            lambda progress: jobs.resolve_job(path, identity, mine, progress),
            lambda _result: self._after_sync(False),
            lambda: self._resolve(identity, mine=mine),
        )

    def save_edits(self, *, stop: bool = False) -> bool:
        """Save all layers, and end editing where `stop`; False (and a message) when QGIS refuses one."""
        try:
            self.edits.save(stop=stop)
        except HsoError as error:
            self.failed.emit(Problem(error, self.save_edits))
            return False
        return True

    def close(self) -> None:
        """Stop the running job and let go of the layers; before the plugin is unloaded."""
        self.jobs.forget()
        self._settle.stop()
        self.edits.unwatch()

    # ----- inside

    def _after_sync(self, to_solve: bool) -> None:
        self.findings_stale = True
        project.reload()
        self.refresh()
        if to_solve:
            self.go_to(Step.SEND)

    def _edits_settled(self) -> bool:
        """True when the file may be written: nothing unsaved (after a question) and no layer in edit mode."""
        number = self.unsaved
        return (not number or self.unsaved_question(number)) and self.save_edits(stop=True)

    def _forget(self) -> None:
        self.edits.unwatch()
        self.snapshot = self.findings = None
        self.findings_stale = False
