"""Polls the platform for news, quietly: failures are not shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qgis.PyQt.QtCore import QObject, QTimer

from ...core.error_codes.connection import UNREACHED
from ...core.errors import HsoError
from ...core.review.records import states
from ...core.review.records.model import Review
from ...qgis_bridge import jobs
from ...qgis_bridge.jobs import review_jobs
from ...qgis_bridge.profile import settings
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ...qgis_bridge.tasks.latest_task import LatestTask
from ..widgets import words
from .snapshot import Contact
from .workspace import Workspace

#: How often, while the dock is seen, and how soon after the dock or the map was opened.
EVERY_MS, SOON_MS = settings.LOOK_EVERY_MS, 1_500


class NewsPoller(QObject):
    """A few small questions in a quiet task. Everything else comes before it: it gives way to any job.

    While a submission is with the reviewer, it also takes in what has been said and decided.

    `seen()` is True while the dock is.
    """

    def __init__(self, workspace: Workspace, seen: Callable[[], bool]) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._seen = seen
        self._task = LatestTask()
        self._every, self._soon = QTimer(self), QTimer(self)
        self._every.setInterval(EVERY_MS)
        self._soon.setInterval(SOON_MS)
        self._soon.setSingleShot(True)
        self._every.timeout.connect(self.look)
        self._soon.timeout.connect(self.look)
        workspace.opened.connect(lambda _fresh: self.follow())
        workspace.jobs.started.connect(lambda _title: self.stop())

    @property
    def busy(self) -> bool:
        """True while it looks."""
        return self._task.busy

    def follow(self) -> None:
        """The dock or the map was opened or closed."""
        if self._seen() and self._workspace.snapshot is not None:
            self._every.start()
            self._soon.start()
        else:
            self.close()

    def look(self) -> None:
        """Look, if nothing else is going on, and nobody would be asked for a password."""
        workspace, profile = self._workspace, self._workspace.profile
        if not settings.looks() or not self._seen() or self.busy or profile is None or workspace.snapshot is None:
            return
        if not workspace.idle:
            self._soon.start()
            return
        if not jobs.asks_nobody(profile):
            return

        snapshot = workspace.snapshot
        submission = states.newest(snapshot.review, snapshot.municipality)
        waits = submission is not None and states.state_of(snapshot.review, submission) in states.OPEN

        def job(progress: FeedbackProgress) -> tuple[int, Review | None]:
            number = jobs.look_job(profile, progress)
            return number, review_jobs.review_sync_job(profile, progress) if waits else None

        def done(found: tuple[int, Review | None]) -> None:
            number, review = found
            workspace.contacted(Contact(number, when=datetime.now().astimezone()))
            if review is not None and workspace.snapshot is not None and review != workspace.snapshot.review:
                workspace.refresh()

        def failed(error: HsoError) -> None:
            if error.code == UNREACHED:
                workspace.unreached()

        title = words.translate("Hso", "Ser efter om det finns något nytt")
        self._task.run(title, job, done, failed)

    def stop(self) -> None:
        """Break off what is under way; the next look comes in its time."""
        self._task.forget()

    def close(self) -> None:
        """Look no more until the dock is opened."""
        self._every.stop()
        self._soon.stop()
        self.stop()
