"""Exchanging with the platform about handing in: jobs one at a time, after which the working copy is read anew.

No widget in here. What is said while another job runs waits its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from qgis.PyQt.QtCore import QTimer

from ...core.error_codes.connection import UNREACHED
from ...core.error_codes.review import REFUSED
from ...core.errors import HsoError
from ...core.review.records.model import Comment
from ...core.review.records.ports import Exchanged
from ...qgis_bridge import jobs
from ...qgis_bridge.jobs import review_jobs
from ...qgis_bridge.layers import project
from ..widgets import words
from ..widgets.platform_job import PlatformJob
from ..workspace.snapshot import Contact, news
from ..workspace.workspace import Workspace
from .status import SubmissionKnown

#: How long to wait for a job to end before what was said meanwhile is kept.
PATIENCE_MS = 200


class SubmissionExchange(SubmissionKnown):
    """Asks how things stand, and sends what is said. It is what `CommentsView` asks for on the planner's side."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._seen: object = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PATIENCE_MS)
        self._later.timeout.connect(self._say)
        workspace.changed.connect(self._follow)

    def asks_nobody(self) -> bool:
        """True when the platform can be asked without a question for a password."""
        return self.workspace.profile is not None and jobs.asks_nobody(self.workspace.profile)

    def sync(self) -> None:
        """Ask the platform how the submission stands, and send what waits to be said."""
        profile = self.workspace.profile
        if profile is not None and self.snapshot is not None:
            self._run(
                words.translate("Hso", "Hämtar läget för inlämningen"),
                lambda progress: review_jobs.review_sync_job(profile, progress),
                lambda _review: self._reached(),
                self.sync,
            )

    def comment(self, comments: Sequence[Comment]) -> None:
        """Keep them here at once, and send them when nothing else is going on."""
        self.unkept += comments
        self.changed.emit()
        self._say()

    def drop(self, changes: Sequence[str]) -> None:
        """Forget what the platform did not take."""
        profile = self.workspace.profile
        if profile is not None:
            self._run(
                words.translate("Hso", "Tar bort"),
                lambda progress: review_jobs.drop_job(profile, changes, progress),
                lambda _result: None,
                lambda: self.drop(changes),
            )

    def _say(self) -> None:
        profile, unkept = self.workspace.profile, tuple(self.unkept)
        if profile is None or not unkept:
            return
        if not self.workspace.idle:
            self._later.start()
            return
        self._run(
            words.translate("Hso", "Skickar kommentarer"),
            lambda progress: review_jobs.comment_job(profile, unkept, progress),
            self._exchanged,
            self._say,
        )

    # ----- jobs

    def _run(
        self,
        title: str,
        job: Callable[[Any], Any],
        done: Callable[[Any], None],
        again: Callable[[], None],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Run `job`, then `done(result)`, and read the copy anew, however it went; `then()` once that is shown.

        The layers are loaded anew only when news of the map came with it.
        """
        before = news(self.snapshot) if self.snapshot else ""

        def reread(more: Callable[[], None]) -> None:
            def shown() -> None:
                if self.snapshot is not None and news(self.snapshot) != before:
                    self.workspace.reload(project.reload_steps(None))
                more()
                self.changed.emit()

            self.workspace.refresh(shown)

        def finished(result: Any) -> None:
            done(result)
            reread(then)

        PlatformJob(self.workspace.jobs, reread, self.workspace.unreached).run(title, job, finished, again)

    def _exchanged(self, result: Exchanged) -> None:
        """What could not be sent waits here and says so; what was refused is told."""
        if result.trouble is None:
            self._reached()
        elif result.trouble.code == UNREACHED:
            self.workspace.unreached()
            self.workspace.say(
                words.translate("Hso", "Plattformen nås inte. Det du skrev ligger kvar här och skickas nästa gång.")
            )
        else:
            self.workspace.report(result.trouble, self.sync)
        for refused in result.refused:
            self.workspace.report(HsoError(REFUSED, refused.reason, refused.details))

    def _reached(self) -> None:
        contact = self.workspace.contact
        self.workspace.contacted(Contact(contact.to_fetch, when=datetime.now().astimezone()))

    def _follow(self) -> None:
        snapshot = self.snapshot
        if snapshot is not self._seen:
            self._seen = snapshot
            if snapshot is None:
                self.unkept = []
                self._later.stop()
            else:
                kept = {each.change for each in snapshot.review.comments}
                kept |= {each.record.change for each in snapshot.review_refused}
                self.unkept = [comment for comment in self.unkept if comment.change not in kept]
            self._copy_changed()
            self.changed.emit()

    def _copy_changed(self) -> None:
        """The snapshot is another, or none: for what stands on it."""
