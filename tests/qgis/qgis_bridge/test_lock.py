"""A first fetch that fails leaves no side-file of its lock, under Windows' rules too."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsFeedback

from hso_plugin.core.errors import HsoError
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.jobs import review_jobs
from hso_plugin.qgis_bridge.profile.settings import PLANNER, REVIEWER, Profile
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress


@pytest.fixture
def open_files_stay(monkeypatch):
    """As on Windows: a file that somebody has open cannot be removed."""
    plain = Path.unlink

    def unlink(path, missing_ok=False):
        if any(each.exists() and path.exists() and each.samefile(path) for each in Path("/proc/self/fd").iterdir()):
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        plain(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)


@pytest.mark.parametrize("role", [PLANNER, REVIEWER])
def test_a_first_fetch_that_fails_says_why_and_leaves_nothing(tmp_path, open_files_stay, role):
    code = "2281" if role == PLANNER else ""
    profile = Profile("prov", "Prov", "http://127.0.0.1:1/wfs", "", code, str(tmp_path / "karta.gpkg"), role)
    job = jobs.clone_job if role == PLANNER else review_jobs.open_review_copy_job
    with pytest.raises(HsoError) as error:
        job(profile, FeedbackProgress(QgsFeedback(), lambda _text: None))
    assert error.value.code == "HSO-NAT"
    assert not list(tmp_path.iterdir())
