"""A place for one background task, of which only the latest matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.errors import HsoError
from .long_work import Function, JobTask, run


class LatestTask:
    """Holds the task that runs, if any; a new one replaces it, and nobody is told of what became of the one before.

    The place is free again when a callback is called, so that it may run the next.
    """

    def __init__(self) -> None:
        self._task: JobTask | None = None

    @property
    def busy(self) -> bool:
        """True while a task runs or waits for its turn."""
        return self._task is not None

    def run(
        self,
        description: str,
        function: Function,
        on_done: Callable[[Any], None],
        on_error: Callable[[HsoError], None],
        on_cancel: Callable[[], None] = lambda: None,
        *,
        quiet: bool = True,
    ) -> None:
        """Run `function` as `long_work.run` does, in place of what runs; not told in QGIS's status bar when `quiet`."""
        self.forget()

        def done(result: Any) -> None:
            self._task = None
            on_done(result)

        def failed(error: HsoError) -> None:
            self._task = None
            on_error(error)

        def cancelled() -> None:
            self._task = None
            on_cancel()

        self._task = run(description, function, done, failed, cancelled, quiet=quiet)

    def forget(self) -> None:
        """Cancel what runs, and tell nobody."""
        task, self._task = self._task, None
        if task is not None:
            task.forget()
