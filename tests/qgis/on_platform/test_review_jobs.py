"""The jobs of the review with QGIS's own network under them, before the real platform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from qgis.core import QgsFeedback

from hso_plugin.core.errors import HsoError
from hso_plugin.core.review.records import states, threads
from hso_plugin.core.review.records.model import Comment, Event, SubmissionState
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.jobs import check_jobs, review_jobs
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from tests.support.platform_fixture import TestPlatform

PROGRESS = FeedbackProgress(QgsFeedback(), lambda _text: None)
SignIn = Callable[[str], None]


@pytest.fixture
def sign_in(platform: TestPlatform, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    def as_(login: str) -> None:
        name, password = platform.user(login)
        monkeypatch.setenv("HSO_USER", name)
        monkeypatch.setenv("HSO_PASSWORD", password)

    return as_


@pytest.fixture
def planner(platform: TestPlatform, tmp_path: Path, sign_in: SignIn) -> Profile:
    sign_in("2283")
    profile = Profile("solleftea", "Länet", platform.url, "", "2283", str(tmp_path / "solleftea.gpkg"))
    jobs.clone_job(profile, PROGRESS)
    return profile


@pytest.fixture
def reviewer(platform: TestPlatform, tmp_path: Path) -> Profile:
    return review_jobs.review_profile(platform.url, "", str(tmp_path / "granskning" / "granskning.gpkg"))


def test_a_basis_is_what_the_check_says(planner: Profile) -> None:
    basis = review_jobs.submission_basis_job(planner, PROGRESS)
    run = check_jobs.check_run_job(planner.working_copy, basis.run.stage, PROGRESS)
    assert [finding.id for finding in basis.findings] == [finding.id for finding in run.findings]
    assert basis.unsent == 0 and basis.municipality == "2283" and basis.changes
    with WorkingCopyFile.open(planner.working_copy) as copy:
        assert basis.position >= max(copy.positions().values())
        assert {c.version.object.identity for c in basis.changes} >= {thing.identity for thing in copy.objects()}
    if basis.errors or basis.unmotivated:
        with pytest.raises(HsoError) as caught:
            review_jobs.submit_job(planner, "Klart", basis, PROGRESS)
        assert caught.value.code in {"HSO-FEL", "HSO-OMOTIVERAT"}
        assert not review_jobs.known_review(planner).review.submissions


def test_submitted_commented_returned_and_withdrawn(planner: Profile, reviewer: Profile, sign_in: SignIn) -> None:
    basis = review_jobs.submission_basis_job(planner, PROGRESS)
    clean = replace(basis, run=replace(basis.run, findings=[]))  # the demonstration's map has errors
    assert len(review_jobs.submit_job(planner, "Klart", clean, PROGRESS).landed) == 1
    known = review_jobs.known_review(planner)
    (submission,) = [each for each in known.review.submissions if each.municipality == "2283"]
    assert known.user == "planerare-2283" and states.may(known.rights, known.review, submission) == {Event.WITHDRAWN}

    sign_in("granskare")
    review = review_jobs.open_review_copy_job(reviewer, PROGRESS)
    assert states.state_of(review, submission) is SubmissionState.SUBMITTED
    with pytest.raises(HsoError) as caught:
        review_jobs.decide_job(reviewer, [submission], Event.RETURNED, " ", PROGRESS)
    assert caught.value.code == "HSO-SKAL"
    assert review_jobs.decide_job(reviewer, [submission], Event.TAKEN_UP, "", PROGRESS).trouble is None
    place = (617000.0, 6921000.0)
    said = review_jobs.comment_job(reviewer, [Comment("", "Se här", "", submission.change, place=place)], PROGRESS)
    assert len(said.landed) == 1 and not said.refused

    sign_in("2283")
    review = review_jobs.review_sync_job(planner, PROGRESS)
    (thread,) = threads.threads(review, submission.change)
    assert (thread.question.text, thread.question.place, thread.question.user) == ("Se här", place, "granskare")
    assert not review_jobs.withdraw_job(planner, submission, PROGRESS).refused

    sign_in("granskare")
    (refused,) = review_jobs.decide_job(reviewer, [submission.change], Event.APPROVED, "", PROGRESS).refused
    known = review_jobs.known_review(reviewer)
    assert known.refused == (refused,) and states.state_of(known.review, submission) is SubmissionState.WITHDRAWN
    review_jobs.drop_job(reviewer, [refused.record.change], PROGRESS)
    assert not review_jobs.known_review(reviewer).refused
    assert review_jobs.review_pull_job(reviewer, PROGRESS) == review_jobs.known_review(reviewer).review


def test_what_is_said_without_a_platform_waits(
    planner: Profile, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WorkingCopyFile.open(planner.working_copy) as copy:
        thing = copy.objects()[0]
        version = copy.base_versions()[thing.identity].version
    monkeypatch.setenv("HSO_PASSWORD", "fel")
    done = review_jobs.comment_job(
        planner, [Comment(str(uuid4()), "Offline", "", object=thing.identity, version=version)], PROGRESS
    )
    assert done.trouble is not None and done.trouble.code == "HSO-INLOGGNING"
    (waiting,) = [each for each in review_jobs.known_review(planner).review.comments if each.position is None]
    assert waiting.text == "Offline" and waiting.user == "planerare-2283"
    sign_in("2283")
    review = review_jobs.review_sync_job(planner, PROGRESS)
    assert next(each for each in review.comments if each.change == waiting.change).position


def test_only_a_reviewers_file_serves_a_reviewer(planner: Profile, reviewer: Profile, sign_in: SignIn) -> None:
    with pytest.raises(HsoError) as caught:
        review_jobs.open_review_copy_job(planner, PROGRESS)
    assert caught.value.code == "HSO-PROFIL"
    with pytest.raises(HsoError) as caught:
        review_jobs.open_review_copy_job(replace(reviewer, working_copy=planner.working_copy), PROGRESS)
    assert caught.value.code == "HSO-GRANSKNINGSKOPIA"
    with pytest.raises(HsoError) as caught:  # signed in as a planner
        review_jobs.open_review_copy_job(reviewer, PROGRESS)
    assert caught.value.code == "HSO-BEHORIGHET"
    assert not review_jobs.review_exists(reviewer)
    sign_in("granskare")
    review_jobs.open_review_copy_job(reviewer, PROGRESS)
    with pytest.raises(HsoError) as caught:
        review_jobs.review_pull_job(replace(reviewer, url="https://annan.example.org/wfs"), PROGRESS)
    assert caught.value.code == "HSO-ANNAN-PLATTFORM"


def test_one_of_another_format_is_made_anew_with_what_waits_in_it_for_its_own_platform_only(
    reviewer: Profile, sign_in: SignIn
) -> None:
    sign_in("granskare")
    review_jobs.open_review_copy_job(reviewer, PROGRESS)
    waiting = Comment(str(uuid4()), "Väntar", "granskare", str(uuid4()))
    with ReviewCopy.open(reviewer.working_copy) as copy:
        copy.review_store().keep([waiting])
        copy._set_state("review_format", "0")
    with pytest.raises(HsoError) as caught:
        review_jobs.open_review_copy_job(replace(reviewer, url="https://annan.example.org/wfs"), PROGRESS)
    assert caught.value.code == "HSO-ANNAN-PLATTFORM"
    review_jobs.open_review_copy_job(reviewer, PROGRESS)
    # The platform has no such submission, and said so of what was sent to it.
    assert [each.record for each in review_jobs.known_review(reviewer).refused] == [waiting]
