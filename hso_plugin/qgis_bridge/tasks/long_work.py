"""Long work in QGIS's task manager: progress, cancel, and what came of it back in the main thread."""

from __future__ import annotations

import gc
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsFeedback, QgsTask
from qgis.PyQt.QtCore import QTimer, pyqtSignal

from ...core.error_codes.work import UNEXPECTED
from ...core.errors import Cancelled, HsoError
from ...core.text import Text
from .event_log import note
from .feedback import FeedbackProgress

Function = Callable[[FeedbackProgress], Any]

#: Milliseconds to wait for jobs that were cancelled: the main thread must not be held by one that waits for it.
_THREADS_MS = 1000
#: QGIS holds no Python reference: without ours a task would be collected while it runs.
_running: set[JobTask] = set()
_pause = threading.Lock()
_pausing = 0
_was_enabled = True


class JobTask(QgsTask):
    """Runs `function(progress)` in a thread; `progress.feedback` cancels requests under way.

    The function works on paths and dataclasses, never on layers. Exactly one of the callbacks is called, in the main
    thread, unless the task was `forget`-ed.
    """

    progress_text = pyqtSignal(str)

    def __init__(
        self,
        description: str,
        function: Function,
        on_done: Callable[[Any], None],
        on_error: Callable[[HsoError], None],
        on_cancel: Callable[[], None],
        *,
        quiet: bool = False,
    ) -> None:
        flags = QgsTask.Flag
        shown = flags.Hidden | flags.Silent | flags.CanCancel if quiet else flags.CanCancel
        super().__init__(description, shown)  # type: ignore[arg-type]  # the stubs call a union of flags a number
        self._function = function
        self._callbacks: tuple[Callable[[Any], None], Callable[[HsoError], None], Callable[[], None]] | None = (
            on_done,
            on_error,
            on_cancel,
        )
        self._feedback = QgsFeedback()
        self._feedback.progressChanged.connect(self.setProgress)
        self.taskTerminated.connect(self._end_unstarted)
        self._quiet = quiet
        self._result: Any = None
        self._error: HsoError | None = None

    def run(self) -> bool:
        """The work; called by QGIS in a thread."""
        try:
            with no_garbage_collection():
                self._result = self._function(FeedbackProgress(self._feedback, self.progress_text.emit))
        except Cancelled:
            return False
        except HsoError as error:
            self._error = error
            return False
        except Exception as error:  # noqa: BLE001 - an exception in a task vanishes unless it is kept
            self._error = unexpected(error)
            return False
        return True

    def cancel(self) -> None:
        """Ask the work to stop; a request under way is broken off."""
        self._feedback.cancel()
        super().cancel()

    def forget(self) -> None:
        """Cancel, and call nobody: those who wait are about to go."""
        self._callbacks = None
        self.cancel()

    def _end_unstarted(self) -> None:
        """QGIS does not call `finished` for a task that is cancelled before its turn has come (seen on 3.40.6)."""
        if self in _running:
            self.finished(False)

    def finished(self, result: bool) -> None:
        """Tell what came of it; called by QGIS in the main thread."""
        if self in _running:
            self._note(result)
        _running.discard(self)
        callbacks, self._callbacks = self._callbacks, None
        if callbacks is None:
            return
        on_done, on_error, on_cancel = callbacks
        if result:
            on_done(self._result)
        elif self._error is not None:
            on_error(self._error)
        else:
            on_cancel()

    def _note(self, result: bool) -> None:
        """Tell the log what came of it; what goes on quietly only when it failed."""
        if self._error is not None:
            note(f"{self.description()}: {self._error}", Qgis.MessageLevel.Warning)
        elif not self._quiet:
            note(f"{self.description()}: {'klart' if result else 'avbrutet'}")


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep Python from looking for reference cycles while a thread of ours works.

    The search runs in whichever thread happens to allocate. In a thread that is not the main one it would take away
    widgets and timers that somebody, any plugin, has left in a cycle, and QGIS crashes (seen on 3.40.6). What is in no
    cycle is freed as ever, and the search goes on when the last of these threads is done.

    What the threads have made is then put among the old objects unsearched, in no time: else the next object made,
    still in such a thread, would set off a search of it all, and hold the event loop for 60 ms with 20 000 objects.
    """
    global _pausing, _was_enabled
    with _pause:
        if _pausing == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        with _pause:
            _pausing -= 1
            if _pausing == 0 and _was_enabled:
                gc.freeze()
                gc.unfreeze()
                gc.enable()


def run(
    description: str,
    function: Function,
    on_done: Callable[[Any], None],
    on_error: Callable[[HsoError], None],
    on_cancel: Callable[[], None],
    *,
    quiet: bool = False,
) -> JobTask:
    """Hand `function` to QGIS's task manager and return its task.

    It starts when control is back in the event loop, so that the caller can connect to its signals first. A `quiet`
    one goes on without a word in QGIS's status bar.
    """
    task = JobTask(description, function, on_done, on_error, on_cancel, quiet=quiet)
    _running.add(task)
    QTimer.singleShot(0, lambda: QgsApplication.taskManager().addTask(task))
    return task


def forget_all() -> None:
    """Cancel everything that runs, and end the idle threads that it ran in, before the plugin goes.

    QGIS 3.40 opens its vault in a task thread when it starts, and has the connection closed each time the thread ends.
    A thread that has been idle for 30 s ends, and is started again for our next job; the vault no longer knows of it
    then. When it ends for good the vault is gone already, and QGIS crashes (seen on 3.40.6; mended by QGIS's pull
    request 62429 of June 2025).
    """
    for task in list(_running):
        task.forget()
    QgsApplication.taskManager().threadPool().waitForDone(_THREADS_MS)


def unexpected(error: Exception) -> HsoError:
    """A fault nobody has foreseen, with its trace for whoever mends it."""
    return HsoError(
        UNEXPECTED,
        Text(
            "Något oväntat gick fel i insticksprogrammet. Det du har sparat ligger kvar. Försök igen; hjälper inte "
            "det, välj Hjälp → Samla felrapport och skicka filen till plattformens förvaltare.",
            "Something unexpected went wrong in the plugin. What you have saved is kept. Try again; if that does not "
            "help, choose Help → Gather bug report and send the file to the platform's administrator.",
        ),
        "".join(traceback.format_exception(error)),
        try_again=True,
    )
