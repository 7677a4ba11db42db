"""What the dock works with: the open working copy, the findings and the main job's parts. Pages are views of this.

No widget in here. Everything that reads or writes a working copy, or asks the platform, runs in a task.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.ledger.object_history import ObjectHistory
from ...core.ledger.ports import Conflict, Pending, PullResult, PushResult, Received
from ...core.ledger.reconcile import content
from ...core.model import GeometryKind, MapObject, ObjectVersion
from ...qgis_bridge import jobs
from ...qgis_bridge.layers import project
from ...qgis_bridge.profile import settings
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ..widgets import words
from ..widgets.platform_job import PlatformJob
from ..widgets.steps import Step
from .checked_copy import CheckedCopy
from .outcome_words import pull_text, push_text, restored_text, undo_text
from .snapshot import Contact
from .unsaved_edits import UnsavedEdits

#: Layers by role and geometry kind; None is all of them.
Changed = Collection[tuple[str, GeometryKind]] | None


class Workspace(CheckedCopy):
    """The open working copy and what is done with it: fetch, check, send, settle conflicts. One job at a time.

    Attributes:
        merged: identities of objects that a fetch or a send has merged with the person's own change since the map was
            opened.
    """

    step_wanted = pyqtSignal(object)
    tried = pyqtSignal(object)

    def __init__(self, edits: UnsavedEdits, parent: QObject | None = None) -> None:
        super().__init__(edits, parent)
        self._again_check = False
        self.merged: frozenset[str] = frozenset()
        self._platform = PlatformJob(self.jobs, lambda then: self.after_sync(None, False, then), self.unreached)
        edits.saved.connect(self._edits_saved)
        self.unsaved_question: Callable[[int], bool] = lambda _number: False

    def go_to(self, step: Step) -> None:
        """Ask the dock to show a step."""
        self.step_wanted.emit(step)

    # ----- the connection

    def test(self, profile: settings.Profile) -> None:
        """Try a connection; every thing tried comes with `tried` as a line, when it has been tried."""
        self.jobs.run(
            words.translate("Hso", "Testar anslutningen"),
            lambda progress: jobs.self_test_job(profile, progress, self.tried.emit),
            lambda _result: None,
            lambda: self.test(profile),
        )

    def connect_new(self, profile: settings.Profile) -> None:
        """Fetch the whole map, or all there is to review, for a new profile, and open it.

        A failed fetch leaves nothing behind.
        """

        def done(_result: Any) -> None:
            settings.save_profile(profile)
            self.succeeded.emit(
                words.translate("Hso", "Det som lämnats in är hämtat. Välj en inlämning i kön.")
                if profile.reviews
                else words.translate("Hso", "Kartan är hämtad. Välj en klass och börja rita.")
            )
            self.use(profile, fresh=True)

        self.jobs.run(
            words.translate("Hso", "Hämtar kartan"),
            lambda progress: _first_fetch(profile, progress),
            done,
            lambda: self.connect_new(profile),
        )

    # ----- the work

    def fetch(self) -> None:
        """Fetch what is new on the platform."""
        profile = self.profile
        if profile is None or not self.edits_settled():
            return

        def done(result: PullResult) -> None:
            self._reached(result.merged)
            self.succeeded.emit(pull_text(result))
            self.after_sync(self._layers_of(result.received), bool(result.conflicts))

        self._platform.run(
            words.translate("Hso", "Hämtar nytt"), lambda progress: jobs.pull_job(profile, progress), done, self.fetch
        )

    def save_and_send(self) -> None:
        """Save what is being drawn, and send it."""
        if self.save_edits(stop=True):
            self.send()

    def send(self, only: Collection[str] | None = None) -> None:
        """Send what is pending, or `only` these identities, and see that it landed."""
        profile = self.profile
        if profile is None or not self.edits_settled():
            return

        def done(result: PushResult) -> None:
            self._reached(result.merged)
            self.succeeded.emit(push_text(result))
            self.after_sync(self._layers_of(result.received), bool(result.conflicts or result.refused))

        self._platform.run(
            words.translate("Hso", "Skickar"),
            lambda progress: jobs.push_job(profile, progress, only),
            done,
            lambda: self.send(only),
        )

    def undo(self, changes: Sequence[Pending]) -> None:
        """Take changes that have not been sent back, after they are kept in a file beside the working copy."""
        if self.snapshot is None or not self.edits_settled():
            return
        path, identities = self.snapshot.path, [change.object.identity for change in changes]

        def done(file: Path) -> None:
            self.succeeded.emit(undo_text(len(changes), file.name))
            self.after_sync({(project.OWN, change.object.kind) for change in changes}, False)

        self._platform.run(
            words.translate("Hso", "Ångrar"),
            lambda progress: jobs.undo_job(path, identities, progress),
            done,
            lambda: self.undo(changes),
        )

    def restore(self, seen: ObjectHistory, version: ObjectVersion) -> None:
        """Make the object in the map what `version` says; an unsent change that gives way is kept in a file first."""
        if self.snapshot is None or not self.edits_settled():
            return
        path = self.snapshot.path

        def done(file: Path | None) -> None:
            self.succeeded.emit(restored_text(version.version, file.name if file else ""))
            self.after_sync({(project.OWN, version.object.kind)}, False)

        self._platform.run(
            words.translate("Hso", "Återställer"),
            lambda progress: jobs.restore_job(path, seen, version, progress),
            done,
            lambda: self.restore(seen, version),
        )

    def keep_mine(self, conflict: Conflict) -> None:
        """End a conflict with the version here."""
        self.settle(conflict, conflict.mine)

    def take_theirs(self, conflict: Conflict) -> None:
        """End a conflict with the platform's version."""
        self.settle(conflict, content(conflict.theirs))

    def settle(self, conflict: Conflict, outcome: MapObject | None) -> None:
        """End a conflict with `outcome` as the object, None for none."""
        self._end_conflict(conflict, lambda path, progress: jobs.settle_job(path, conflict, outcome, progress))

    def keep_both(self, conflict: Conflict) -> None:
        """End a conflict with two objects."""
        self._end_conflict(conflict, lambda path, progress: jobs.keep_both_job(path, conflict, progress))

    def _end_conflict(self, conflict: Conflict, job: Callable[[str, Any], Any]) -> None:
        if self.snapshot is None or not self.edits_settled():
            return
        path = self.snapshot.path
        self._platform.run(
            words.translate("Hso", "Löser konflikten"),
            lambda progress: job(path, progress),
            lambda _result: self.after_sync({(project.OWN, conflict.theirs.object.kind)}, False),
            lambda: self._end_conflict(conflict, job),
        )

    def edits_settled(self) -> bool:
        """True when the file may be written: nothing unsaved (after a question) and no layer in edit mode."""
        number = self.edits.unconfirmed()
        return (not number or self.unsaved_question(number)) and self.save_edits(stop=True)

    def after_sync(self, written: Changed, to_solve: bool, then: Callable[[], Any] | None = None) -> None:
        """Show what was `written` to the working copy, and read it anew; `then()`. `to_solve`: there are conflicts."""
        self.findings_stale = True
        self.reload(project.reload_steps(written))
        self.refresh(then)
        if to_solve:
            self.go_to(Step.SEND)

    # ----- inside

    def _forget(self) -> None:
        super()._forget()
        self.merged = frozenset()

    def _reached(self, merged: Collection[str]) -> None:
        """The platform has given all it had."""
        self.merged |= set(merged)
        self.contact = Contact(when=datetime.now().astimezone())

    def _layers_of(self, received: Sequence[Received]) -> Changed:
        own = self.snapshot.municipality if self.snapshot else ""
        things = (each.version.object for each in received)
        return {(project.OWN if t.municipality == own else project.NEIGHBOUR, t.kind) for t in things}

    def _refreshed(self) -> None:
        if self._again_check:
            self._again_check = False
            self.check()

    def _edits_saved(self) -> None:
        self._again_check = self.findings is not None and not self.followed()
        self.findings_stale = True
        self._settle.start()


def _first_fetch(profile: settings.Profile, progress: FeedbackProgress) -> object:
    """Fetch the whole map, or all there is to review."""
    if not profile.reviews:
        return jobs.clone_job(profile, progress)
    from ...qgis_bridge.jobs.review_jobs import open_review_copy_job

    return open_review_copy_job(profile, progress)
