"""Runs one job at a time in QGIS's task manager and tells the dock how it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.errors import HsoError
from ...qgis_bridge.layers import project
from ...qgis_bridge.tasks import long_work
from . import words


@dataclass(frozen=True)
class Problem:
    """An error for the strip, and what *Försök igen* does; None when trying again is no use."""

    error: HsoError
    again: Callable[[], Any] | None


class JobRunner(QObject):
    """One job at a time: a second one is declined with a word on what is going on."""

    started = pyqtSignal(str)
    progressed = pyqtSignal(float, str)
    ended = pyqtSignal()
    failed = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = ""
        self._task: long_work.JobTask | None = None

    def run(
        self,
        title: str,
        function: long_work.Function,
        done: Callable[[Any], None],
        again: Callable[[], Any],
        *,
        broken: Callable[[HsoError | None], None] | None = None,
        silent: bool = False,
    ) -> bool:
        """Start `function(progress)` in a task; `done(result)` in the main thread. False when something runs already.

        After an error that may pass, `again` is offered. `ended` comes in every case, before the outcome is told.
        `broken` is called with the error, or with None when the person cancelled; `silent`: it tells of the error.
        """
        if self.busy:
            self.said.emit(
                words.translate("Hso", "Vänta tills det pågående är klart: {job}").replace("{job}", self.busy)
            )
            return False
        self.busy = title

        def on_done(result: Any) -> None:
            self._end()
            done(result)

        def on_error(error: HsoError) -> None:
            self._end()
            error = project.explained(error)
            if not silent:
                self.report(error, again)
            if broken is not None:
                broken(error)

        def on_cancel() -> None:
            self._end()
            self.said.emit(words.translate("Hso", "Avbrutet. Inget har gått förlorat."))
            if broken is not None:
                broken(None)

        self.started.emit(title)
        self._task = long_work.run(title, function, on_done, on_error, on_cancel)
        self._task.progress_text.connect(lambda text: self.progressed.emit(-1.0, text))
        self._task.progressChanged.connect(lambda percent: self.progressed.emit(percent / 100, ""))
        return True

    def report(self, error: HsoError, again: Callable[[], Any] | None = None) -> None:
        """Tell of an error; `again` is offered when it may pass."""
        self.failed.emit(Problem(error, again if error.try_again else None))

    def cancel(self) -> None:
        """Ask the running job to stop at its next safe place."""
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """Cancel, and tell nobody: the windows are going."""
        if self._task is not None:
            self._task.forget()
            self._end()

    def _end(self) -> None:
        self.busy, self._task = "", None
        self.ended.emit()
