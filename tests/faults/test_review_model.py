"""Hundreds of schedules of the review in every test run, thousands with `make test-faults`; faults that it catches."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.review.records.model import Record
from hso_plugin.core.review.records.ports import RefusedRecord
from hso_plugin.core.text import Text
from hso_plugin.workcopy.storage import sql
from hso_plugin.workcopy.storage.connection import step
from hso_plugin.workcopy.storage.review_tables import TABLE, ReviewTables

from .review_machine import ReviewMachine
from .schedules import SCHEDULES, catches, holds

exchange = importlib.import_module("hso_plugin.core.review.records.exchange")
Plant = Callable[[pytest.MonkeyPatch], None]


def believes_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes what the server says it took as landed, and forgets it."""

    def send(self: object, records: Sequence[Record]) -> None:
        self._store.mark_sent([record.change for record in records])  # type: ignore[attr-defined]
        if self._platform.insert(records).accepted:  # type: ignore[attr-defined]
            _forget(self._store, records)  # type: ignore[attr-defined]

    monkeypatch.setattr(exchange._Exchange, "send", send)


def sends_again_as_a_new_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a lost answer says the same once more."""
    original = exchange._Exchange.send

    def send(self: object, records: Sequence[Record]) -> None:
        try:
            original(self, records)
        except HsoError:
            self._platform.insert([replace(record, change=str(uuid4())) for record in records])  # type: ignore[attr-defined, type-var]
            raise

    monkeypatch.setattr(exchange._Exchange, "send", send)


def forgets_the_outbox_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes an error for a refusal."""
    original = exchange._Exchange.send

    def send(self: object, records: Sequence[Record]) -> None:
        try:
            original(self, records)
        except HsoError:
            _forget(self._store, records)  # type: ignore[attr-defined]
            raise

    monkeypatch.setattr(exchange._Exchange, "send", send)


def sends_all_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts an answer into the same Transaction as its question, and believes what is refused."""

    def batches(records: Sequence[Record]) -> Iterator[list[Record]]:
        if records:
            yield list(records)

    def refuse_all(self: object, records: Sequence[Record]) -> None:
        self._store.mark_sent([record.change for record in records])  # type: ignore[attr-defined]
        answer = self._platform.insert(records)  # type: ignore[attr-defined]
        self._read_back(records)  # type: ignore[attr-defined]
        left = self._left(records)  # type: ignore[attr-defined]
        refused = [RefusedRecord(record, Text("nej", "no"), answer.message) for record in left]
        self._store.refuse(refused)  # type: ignore[attr-defined]
        self.refused += refused  # type: ignore[attr-defined]

    monkeypatch.setattr(exchange, "batches", batches)
    monkeypatch.setattr(exchange._Exchange, "send", refuse_all)


def skips_the_last_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passes over a record where others follow on the next page."""
    original = ReviewTables.take_in

    def take_in(self: ReviewTables, table: str, records: Sequence[Record]) -> list[str]:
        return original(self, table, [records[0], *records[2:]])

    monkeypatch.setattr(ReviewTables, "take_in", take_in)


def takes_what_was_sent_for_landed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drops at the start what an earlier process had sent."""
    original = exchange._Exchange.receive

    def receive(self: object, tables: Sequence[str]) -> None:
        original(self, tables)
        connection = self._store._connection  # type: ignore[attr-defined]
        if len(tables) > 1:
            with step(connection):
                connection.execute(sql.delete(TABLE, "WHERE tillstand = 'skickad'"))

    monkeypatch.setattr(exchange._Exchange, "receive", receive)


def loses_the_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tells of a refusal once and forgets what was refused."""

    def refuse(self: ReviewTables, refused: Sequence[RefusedRecord]) -> None:
        _forget(self, [each.record for each in refused])

    monkeypatch.setattr(ReviewTables, "refuse", refuse)


def _forget(store: ReviewTables, records: Sequence[Record]) -> None:
    with step(store._connection) as connection:
        gone = [(record.change,) for record in records]
        connection.executemany(sql.delete(TABLE, "WHERE andring = ? AND lopnr IS NULL"), gone)


PLANTED = (
    believes_the_answer,
    sends_again_as_a_new_record,
    forgets_the_outbox_after_an_error,
    sends_all_in_one,
    skips_the_last_of_a_page,
    takes_what_was_sent_for_landed,
    loses_the_refused,
)


@pytest.mark.timeout(max(1200, 3 * SCHEDULES))
@pytest.mark.usefixtures("one_question_at_a_time")
def test_nothing_of_the_review_is_lost_doubled_or_altered() -> None:
    holds(ReviewMachine, SCHEDULES // 2)  # a schedule of the review has about twice as many steps as one of edits


@pytest.mark.usefixtures("one_question_at_a_time")
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    catches(ReviewMachine)
