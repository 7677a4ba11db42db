"""Handing in what a planner has on the platform, with a report that says there is nothing to say."""

from __future__ import annotations

import requests

from hso_plugin.core.model import Stage
from hso_plugin.core.progress import Silent
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.review.records import states
from hso_plugin.core.review.records.model import Submission
from hso_plugin.core.review.records.submit import Basis
from hso_plugin.workcopy.exchange.submitting import submission_basis, submit
from hso_plugin.workcopy.review.review_sync import exchange_review

from .planner import Planner


def basis_of(person: Planner) -> Basis:
    with person.copy() as copy:

        def clean() -> CheckRun:  # what the rules say is not what is tried with this
            return CheckRun([], {}, copy.catalogue, Stage.SUBMISSION, copy.municipality, "2026-05-04T08:30:00+00:00")

        return submission_basis(copy, person.session, clean, Silent())


def submitted(
    person: Planner, message: str = "Klart för granskning", session: requests.Session | None = None
) -> Submission:
    """The submission, as it is read back from the platform."""
    basis = basis_of(person)
    with person.copy() as copy:
        done = submit(copy, session or person.session, message, basis, Silent())
        exchange_review(copy, person.session, Silent())
        assert not done.refused, done.refused
        found = states.newest(copy.review_store().review(), copy.municipality)
    assert found is not None and found.message == message
    return found
