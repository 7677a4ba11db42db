"""The queue: what waits for whom, and the numbers of each submission."""

from __future__ import annotations

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import Severity
from hso_plugin.core.review.compare.differences import counted, submission_changes
from hso_plugin.core.review.compare.report_reader import read_head, read_report
from hso_plugin.core.review.queue.rows import Party, queue
from hso_plugin.core.review.records.model import Event, SubmissionState
from hso_plugin.core.review.records.states import state_of
from tests.support.review_ledger import SUNDSVALL, Ledger

EVENTS = st.lists(st.sampled_from([(), (Event.TAKEN_UP,), (Event.TAKEN_UP, Event.APPROVED),
                                   (Event.TAKEN_UP, Event.RETURNED), (Event.WITHDRAWN,)]), max_size=8)  # fmt: skip


def test_what_waits_for_the_reviewer_comes_first() -> None:
    ledger = Ledger()
    ledger.put("a", shapely.Point(1, 1), klass="A1")
    done = ledger.approve()
    ledger.put("s", shapely.Point(4, 4), SUNDSVALL, klass="A3")
    returned = ledger.submit(SUNDSVALL)
    ledger.decide(returned, Event.TAKEN_UP, Event.RETURNED, reason="Namn saknas")
    asked = ledger.say("Varför här?", returned)
    ledger.say("Vad betyder det?", returned)
    ledger.say("", returned, answers=asked.change, settled=True, user="planerare.sundsvall")
    ledger.put("a", deleted=True)
    superseded = ledger.submit()
    ledger.decide(superseded, Event.TAKEN_UP, Event.RETURNED, reason="Mer saknas")
    waiting = ledger.submit()
    rows = queue(ledger, ledger.review)
    assert [(row.submission, row.state, row.waits_for, row.newest) for row in rows] == [
        (waiting, SubmissionState.SUBMITTED, Party.REVIEWER, True),
        (superseded, SubmissionState.RETURNED, Party.NOBODY, False),
        (returned, SubmissionState.RETURNED, Party.MUNICIPALITY, True),
        (done, SubmissionState.APPROVED, Party.NOBODY, False),
    ]
    assert rows[0].changes == {ChangeType.NEW: 0, ChangeType.CHANGED: 0, ChangeType.DELETED: 1}
    assert (rows[2].threads, rows[2].open_threads) == (2, 1)
    assert rows[0].findings == {Severity.ERROR: 0, Severity.WARNING: 2, Severity.NOTE: 0}
    assert rows[3].since > (rows[3].submission.time or "")


@given(EVENTS)
def test_the_rows_are_the_submissions_with_their_own_changes(events: list[tuple[Event, ...]]) -> None:
    ledger = Ledger()
    for number, each in enumerate(events):
        ledger.put(f"o{number % 3}", shapely.Point(number, 1), deleted=number % 5 == 4, klass="A1")
        ledger.decide(ledger.submit(), *each)
    rows = queue(ledger, ledger.review)
    assert sorted(row.submission.position or 0 for row in rows) == [s.position for s in ledger.review.submissions]
    for row in rows:
        assert row.state is state_of(ledger.review, row.submission)
        assert row.changes == counted(submission_changes(ledger, ledger.review, row.submission))
    waits = [row.waits_for is Party.REVIEWER for row in rows]
    assert waits == sorted(waits, reverse=True)


@pytest.mark.parametrize(
    "report",
    ["", "{", "[]", "null", '{"counts": 3}', '{"findings": [], "unmotivated": -1}', '{"findings": [{"id": 3}, null]}'],
)
def test_a_report_that_cannot_be_read_says_nothing(report: str) -> None:
    assert read_head(report).counts is None and read_head(report).unmotivated == 0
    assert read_report(report).findings == ()


TEXTS = st.text(max_size=12) | st.sampled_from(['"findings":', '\\"findings": [', "findings"])


@given(name=TEXTS, errors=st.integers(0, 9), found=st.lists(TEXTS, max_size=3), last=st.booleans())
def test_the_head_of_a_report_is_what_the_whole_says(*, name: str, errors: int, found: list[str], last: bool) -> None:
    rows = [{"id": text, "severity": "fel", "findings": []} for text in found]
    head = {"catalogue": name, "counts": {"fel": errors}, "checked": name}
    document = {"findings": rows} | head if last else head | {"findings": rows}
    for ascii_only in (True, False):
        written = json.dumps(document, ensure_ascii=ascii_only)
        assert read_head(written) == read_report(written).head
        assert read_head(written).counts == {Severity.ERROR: errors, Severity.WARNING: 0, Severity.NOTE: 0}
