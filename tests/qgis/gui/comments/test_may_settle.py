"""Who is offered the tick that settles a question, in the planner's window."""

from __future__ import annotations

import pytest

from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.review.records.model import Comment, Submission
from hso_plugin.workcopy import WorkingCopyFile


@pytest.mark.parametrize(
    ("rights", "whole", "object_", "asked_self"),
    [
        ((), True, True, True),
        ((Right("planerare-2281", "2281", "planerare"),), True, True, True),
        ((Right("planerare-2281", "2262", "planerare"),), False, False, True),
    ],
    ids=["not asked yet", "own", "neighbour"],
)
def test_it_is_offered_unless_the_platform_has_said_that_it_would_not_be_taken(
    opened, ground, qtbot, rights, whole, object_, asked_self
):
    submission = Submission("s", "2281", 1, "VN", "{}", "", "planerare-2281", 2, "2026-01-02T00:00:00Z")
    with WorkingCopyFile.open(ground.path) as copy:
        store = copy.review_store()
        store.take_in("inlamning", [submission])
        store.note_rights(list(rights))
    submitting, before = opened.panel.submitting, opened.workspace.snapshot
    opened.workspace.refresh()
    qtbot.waitUntil(lambda: opened.workspace.snapshot is not before and not opened.workspace.jobs.busy, timeout=10_000)
    assert submitting.submission == submission
    asked = (
        Comment("a", "Hela?", "granskare", "s"),
        Comment("b", "Här?", "granskare", object=ground.towns[0].object.identity, version=1),
        Comment("c", "Och jag?", "planerare-2281", "s"),
    )
    assert [submitting.may_settle(each) for each in asked] == [whole, object_, asked_self]
