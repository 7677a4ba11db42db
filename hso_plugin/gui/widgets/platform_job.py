"""A job that asks the platform and writes to a file here: however it ends, the file is shown anew, then it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.error_codes.connection import UNREACHED
from ...core.errors import HsoError
from ...qgis_bridge.tasks.long_work import Function
from .job_runner import JobRunner

#: Reads the file anew, and calls what it is given when that is shown.
Reread = Callable[[Callable[[], None]], None]


class PlatformJob:
    """Runs such jobs for one window.

    Args:
        jobs: where they run, one at a time.
        reread: shows the file anew: a job that was broken off has perhaps written a part of it.
        unreached: notes that the platform did not answer.
    """

    def __init__(self, jobs: JobRunner, reread: Reread, unreached: Callable[[], None]) -> None:
        self._jobs = jobs
        self._reread = reread
        self._unreached = unreached

    def run(self, title: str, job: Function, done: Callable[[Any], None], again: Callable[[], None]) -> None:
        """Run `job(progress)`, then `done(result)`, which shows the file itself; `again` is offered after an error."""

        def broken(error: HsoError | None) -> None:
            if error is None:
                self._reread(lambda: None)
                return
            if error.code == UNREACHED:
                self._unreached()
            self._reread(lambda: self._jobs.report(error, again))

        self._jobs.run(title, job, done, again, broken=broken, silent=True)
