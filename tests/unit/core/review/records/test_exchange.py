"""The exchange of records between a file and a platform, over good and bad lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import OutboxState
from hso_plugin.core.progress import Silent
from hso_plugin.core.review.records.exchange import batches, exchange
from hso_plugin.core.review.records.model import Comment, Decision, Event, Record
from hso_plugin.core.text import Text
from hso_plugin.workcopy.storage.migrations import format_5_review
from hso_plugin.workcopy.storage.review_tables import ReviewTables

from .review_model import ModelReview, comment, submission

Deliver = Callable[[Sequence[Record]], str]


def file() -> ReviewTables:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    format_5_review.apply(connection)
    connection.execute("CREATE TABLE hso_state (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    return ReviewTables(connection)


def decision(change: str, event: Event, reason: str = "") -> Decision:
    return Decision(change, "s1", event, reason, "granskare")


def lost(code: str = "HSO-NAT") -> HsoError:
    return HsoError(code, Text("", ""), try_again=True)


def test_what_one_keeps_everybody_gets() -> None:
    platform, planner, reviewer = ModelReview(), file(), file()
    planner.keep([submission()])
    assert exchange(platform, planner, Silent()).landed == ("s1",)
    assert planner.outbox() == []
    assert exchange(platform, reviewer, Silent()).received == 1
    reviewer.keep([decision("b1", Event.TAKEN_UP), decision("b2", Event.RETURNED, "Se kommentarer"), comment("k1"),
                   comment("k2", answers="k1", settled=True, text="")])  # fmt: skip
    assert set(exchange(platform, reviewer, Silent()).landed) == {"b1", "b2", "k1", "k2"}
    exchange(platform, planner, Silent())
    assert planner.review() == reviewer.review() == platform.review
    assert exchange(platform, planner, Silent()).received == 0


def test_what_builds_on_another_goes_in_a_request_of_its_own() -> None:
    records = [submission(), decision("b1", Event.TAKEN_UP), comment("k1"), comment("k2"), comment("k3", answers="k1"),
               decision("b2", Event.APPROVED), comment("k4", submission="other"),
               comment("k5", answers="k2", settled=True), comment("k6", answers="k2", settled=False)]  # fmt: skip
    found = [[record.change for record in batch] for batch in batches(records)]
    assert found == [["s1"], ["b1"], ["k1", "k2"], ["k3", "b2", "k4"], ["k5"], ["k6"]]


@pytest.mark.parametrize("arrives", [True, False])
def test_after_a_lost_answer_the_platform_tells(arrives: bool) -> None:
    platform, store = ModelReview(), file()

    def loses(records: Sequence[Record], deliver: Deliver) -> str:
        if arrives:
            deliver(records)
        raise lost()

    store.keep([submission()])
    platform.meets = loses
    if arrives:
        assert exchange(platform, store, Silent()).landed == ("s1",)
    else:
        with pytest.raises(HsoError):
            exchange(platform, store, Silent())
        assert store.outbox() == [(submission(), OutboxState.SENT)]
        assert store.review().submissions == (submission(),)
    platform.meets = lambda records, deliver: deliver(records)
    exchange(platform, store, Silent())
    assert [s.change for s in platform.review.submissions] == ["s1"]
    assert len(platform.inserts) == (1 if arrives else 2)


def test_an_answer_that_lies_is_not_believed() -> None:
    platform, store = ModelReview(), file()
    store.keep([comment("k1", submission=None, object="o", version=1)])
    platform.meets = lambda records, deliver: deliver(records) or "out of memory"
    assert exchange(platform, store, Silent()).landed == ("k1",)
    store.keep([comment("k2")])
    platform.meets = lambda records, deliver: ""
    with pytest.raises(HsoError) as caught:
        exchange(platform, store, Silent())
    assert caught.value.try_again
    assert [record.change for record, _ in store.outbox()] == ["k2"]


def test_one_that_is_refused_holds_nobody_up_and_keeps_its_reason() -> None:
    platform, store = ModelReview(), file()
    store.keep([comment(f"k{number}", text="" if number == 3 else "Text") for number in range(6)])
    done = exchange(platform, store, Silent())
    assert len(done.landed) == 5
    (refused,) = store.refused()
    assert refused == done.refused[0]
    assert refused.record.change == "k3" and "tom" in refused.reason.sv and "HSO-SCHEMA" in refused.details
    assert not store.outbox()
    assert all(each.change != "k3" for each in store.review().comments)
    store.keep([replace(refused.record, text="Nu med text")])  # type: ignore[type-var]
    assert not store.refused()
    assert exchange(platform, store, Silent()).landed == ("k3",)


def test_two_reviewers_decide_and_one_is_told() -> None:
    platform, planner, one, other = ModelReview(), file(), file(), file()
    planner.keep([submission()])
    exchange(platform, planner, Silent())
    for store, change, event in ((one, "b1", Event.TAKEN_UP), (other, "b2", Event.TAKEN_UP)):
        exchange(platform, store, Silent())
        store.keep([decision(change, event)])
    assert exchange(platform, one, Silent()).landed == ("b1",)
    (refused,) = exchange(platform, other, Silent()).refused
    assert "någon annan hann före" in refused.reason.sv
    other.drop(["b2"])
    assert other.refused() == [] and other.review() == one.review()


def test_a_refused_one_that_lands_late_is_landed() -> None:
    platform, store = ModelReview(), file()
    store.keep([comment("k1")])
    platform.meets = lambda records, deliver: "HSO-BEHORIGHET: nej"
    exchange(platform, store, Silent())
    assert store.refused()
    platform.deliver([comment("k1")])  # an earlier delivery, which was under way all the time
    assert exchange(platform, store, Silent()).landed == ("k1",)
    assert not store.refused() and len(store.review().comments) == 1


def test_what_is_on_its_way_is_neither_changed_nor_dropped() -> None:
    store = file()
    store.keep([comment("k1")])
    store.mark_sent(["k1"])
    store.keep([comment("k1", text="Något annat")])
    store.drop(["k1"])
    assert [record.text for record, _ in store.outbox() if isinstance(record, Comment)] == ["Varför?"]


def test_a_platform_restored_from_a_backup_is_noticed() -> None:
    platform, store = ModelReview(), file()
    store.keep([comment("k1"), comment("k2")])
    exchange(platform, store, Silent())
    before = store.review()
    platform.records = platform.records[:1]
    with pytest.raises(HsoError) as caught:
        exchange(platform, store, Silent())
    assert caught.value.code == "HSO-ATERSTALLD" and caught.value.renewable
    platform.deliver([comment("k3")])
    with pytest.raises(HsoError):
        exchange(platform, store, Silent())
    assert store.review() == before


def test_a_file_fetched_anew_takes_over_what_was_on_its_way() -> None:
    platform, old, new = ModelReview(), file(), file()
    old.keep([comment("k1"), comment("k2", text=""), comment("k3")])
    exchange(platform, old, Silent())
    old.keep([comment("k4")])
    new.carry(old.carried())
    new.carry(old.carried())
    exchange(platform, new, Silent())
    assert [each.record.change for each in new.refused()] == ["k2"]
    assert sorted(each.change for each in platform.review.comments) == ["k1", "k3", "k4"]


@given(st.lists(st.sampled_from(["lose request", "lose answer", "lie", "refuse", "well"]), max_size=12))
def test_every_record_is_on_the_platform_on_its_way_or_refused_and_never_doubled(faults: list[str]) -> None:
    platform, store = ModelReview(), file()
    line = iter(faults)

    def meets(records: Sequence[Record], deliver: Deliver) -> str:
        fault = next(line, "well")
        message = deliver(records) if fault in {"lose answer", "well"} else "HSO-STATUS: nej" * (fault == "refuse")
        if fault.startswith("lose"):
            raise lost()
        return message

    platform.meets = meets
    kept: list[Record] = [submission(), decision("b1", Event.TAKEN_UP), comment("k1"), comment("k2", answers="k1")]
    store.keep(kept)
    for _ in range(len(faults) + 1):
        with suppress(HsoError):
            exchange(platform, store, Silent())
        there = [record.change for record in platform.records]
        waiting = [record.change for record, _ in store.outbox()]
        refused = [each.record.change for each in store.refused()]
        assert len(there) == len(set(there))
        assert set(there) | set(waiting) | set(refused) == {record.change for record in kept}
        assert not set(waiting) & set(refused)
    assert not waiting
