"""However a job ends, the file is shown anew before anybody is told."""

from __future__ import annotations

import pytest

from hso_plugin.core.error_codes.connection import UNREACHED
from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.core.text import Text
from hso_plugin.gui.widgets.job_runner import JobRunner
from hso_plugin.gui.widgets.platform_job import PlatformJob


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def job(qgis_app, told) -> PlatformJob:
    jobs = JobRunner()
    jobs.failed.connect(lambda problem: told.append(f"{problem.error.code} {problem.again is not None}"))

    def reread(then) -> None:
        told.append("read anew")
        then()

    return PlatformJob(jobs, reread, lambda: told.append("offline"))


def run(job: PlatformJob, told: list[str], qtbot, work) -> None:
    job.run("work", work, lambda result: told.append(f"done {result}"), lambda: None)
    qtbot.waitUntil(lambda: not job._jobs.busy, timeout=5000)


def test_what_succeeds_shows_the_file_itself(job, told, qtbot):
    run(job, told, qtbot, lambda _progress: 1)
    assert told == ["done 1"]


def test_what_breaks_is_noted_shown_and_then_told(job, told, qtbot):
    def broken(_progress: object) -> None:
        raise HsoError(UNREACHED, Text("Prov.", "Test."), try_again=True)

    run(job, told, qtbot, broken)
    assert told == ["offline", "read anew", f"{UNREACHED} True"]


def test_trying_again_is_not_offered_where_it_is_no_use(job, told, qtbot):
    def refused(_progress: object) -> None:
        raise HsoError("HSO-PROV", Text("Prov.", "Test."))

    run(job, told, qtbot, refused)
    assert told == ["read anew", "HSO-PROV False"]


def test_what_is_broken_off_is_shown(job, told, qtbot):
    def cancelled(_progress: object) -> None:
        raise Cancelled

    run(job, told, qtbot, cancelled)
    assert told == ["read anew"]
