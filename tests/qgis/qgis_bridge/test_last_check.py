"""A check of the saved objects is remembered in the working copy, whatever else goes on with the file."""

from __future__ import annotations

import sqlite3

import pytest
from qgis.core import QgsFeedback

from hso_plugin.core.model import Severity, Stage
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from hso_plugin.workcopy import LastCheck, WorkingCopyFile
from hso_plugin.workcopy.storage import connection
from tests.support.working_copies import CATALOGUE, make

PROGRESS = FeedbackProgress(QgsFeedback(), lambda _text: None)


@pytest.fixture
def path(tmp_path) -> str:
    return str(make(tmp_path / "sundsvall.gpkg"))


def remembered(path: str) -> LastCheck | None:
    with WorkingCopyFile.open(path) as copy:
        return copy.last_check


def test_a_check_is_remembered(path):
    findings = jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS).findings
    last = remembered(path)
    assert last is not None
    assert (last.catalogue, last.stage) == (CATALOGUE.name, Stage.SUBMISSION)
    assert last.counts == {s: sum(f.severity is s for f in findings) for s in Severity}
    assert sum(last.counts.values()) == len(findings) > 0


def test_a_check_gives_its_findings_while_somebody_else_writes(path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS).findings
    finally:
        other.close()
    assert remembered(path) is None
