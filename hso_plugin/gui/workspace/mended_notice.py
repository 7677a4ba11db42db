"""Tells once what was put back in a working copy that lacked something, and shows its layers anew."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject

from ...qgis_bridge.jobs import exchange_jobs
from ...qgis_bridge.layers import project
from ...qgis_bridge.tasks import long_work
from ..widgets import words
from .workspace import Workspace


class MendedNotice(QObject):
    """Follows the workspace. `tell` gets the sentence; that it was told is noted in the file by a quiet task."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], None]) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._tell = tell
        self._told: tuple[str, str] | None = None
        self._task: long_work.JobTask | None = None
        workspace.changed.connect(self._look)

    def _look(self) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        if snapshot.mended is None:
            self._told = None
            return
        path, text = snapshot.path, words.say(snapshot.mended)
        if self._told == (path, text):
            return
        self._told = (path, text)
        self._workspace.reload(project.reload_steps(None))  # a column that came back is in no layer yet
        self._tell(text)
        title = words.translate("Hso", "Noterar att det är sagt")
        self._task = long_work.run(
            title,
            lambda _progress: exchange_jobs.note_told_job(path),
            self._ended,
            self._ended,
            self._ended,
            quiet=True,
        )

    def _ended(self, *_: object) -> None:
        self._task = None

    def close(self) -> None:
        """Follow no more, before the plugin is unloaded."""
        self._workspace.changed.disconnect(self._look)
        task, self._task = self._task, None
        if task is not None:
            task.forget()
