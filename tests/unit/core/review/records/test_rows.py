"""Records as rows, there and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.review.records import rows
from hso_plugin.core.review.records.model import TABLES, Comment, Decision, Event, Record, Release, Submission
from hso_plugin.core.values import clean_text
from hso_plugin.core.wfs.schema import FeatureType

uuids = st.uuids(version=4).map(str)
texts = st.text(max_size=20).map(clean_text)
users = st.sampled_from(["planerare-2262", "granskare"])
positions = st.integers(1, 10**9)
places = st.none() | st.tuples(st.integers(0, 10**9), st.integers(0, 10**10)).map(lambda p: (p[0] / 1000, p[1] / 1000))
GIVEN = {"position": positions, "time": st.just("2026-05-04T08:30:00+02:00")}
RECORDS: dict[str, st.SearchStrategy[Record]] = {
    "inlamning": st.builds(
        Submission, uuids, st.just("2262"), positions, st.just("VN 1.0"), st.just('{"counts": {"fel": 0}}'), texts,
        users, **GIVEN,
    ),
    "beslut": st.builds(Decision, uuids, uuids, st.sampled_from(Event), texts, users, **GIVEN),
    "kommentar": st.builds(
        Comment, uuids, texts, users, st.none() | uuids, st.none() | uuids, st.none() | st.integers(1, 9),
        st.none() | uuids, places, st.sampled_from([None, True, False]), **GIVEN,
    ),
    "utgava": st.builds(
        Release, uuids, texts, st.lists(uuids, max_size=7).map(tuple), st.just("VN 1.0"), users, **GIVEN
    ),
}  # fmt: skip
anything = st.sampled_from(sorted(TABLES)).flatmap(lambda table: RECORDS[table])


@given(anything)
def test_a_row_gives_the_record_back(record: Record) -> None:
    assert rows.of_row(rows.table_of(record), rows.to_row(record)) == record


@given(anything)
def test_as_the_wire_writes_it_too(record: Record) -> None:
    row: dict[str, Any] = rows.to_values(record)
    assert not row.keys() & {"lopnr", "tidpunkt", "inskickad"}, "the platform gives these"
    assert all(isinstance(value, str) and value for value in row.values())
    stamp = "inskickad" if isinstance(record, Submission) else "tidpunkt"
    braced = {
        "andring": "{" + str(UUID(record.change)).upper() + "}",
        "lopnr": str(record.position),
        stamp: record.time,
    }
    assert rows.of_row(rows.table_of(record), row | braced) == record


def test_text_is_cleaned_before_it_is_sent() -> None:
    said = Comment("a", " Bra \U0001f600\r\nkarta ", "granskare", place=(617000.12345, 6921000.0), settled=True)
    assert rows.to_values(said) == {
        "andring": "a",
        "innehall": "Bra \ufffd\nkarta",
        "anvandare": "granskare",
        "avgjord": "true",
        "ost": "617000.123",
        "nord": "6921000.000",
    }


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("beslut", {"andring": "a", "anvandare": "g", "handelse": "upphojd", "inlamning": "b"}),
        ("beslut", {"andring": "a", "anvandare": "g", "handelse": "godkand"}),
        ("kommentar", {"anvandare": "g"}),
        ("inlamning", {"andring": "a", "anvandare": "g", "position": "ett"}),
    ],
)
def test_a_row_without_what_every_row_has_is_a_fault_of_the_server(table: str, row: dict[str, str]) -> None:
    with pytest.raises(HsoError) as caught:
        rows.of_row(table, row)
    assert caught.value.code == "HSO-SVAR"


def test_what_a_platform_lacks() -> None:
    columns = rows.to_row(Comment("a", "b", "c", "d", "e", 1, "f", (1.0, 2.0), True, 1, "t"))
    whole = FeatureType("kommentar", "q", "u", None, dict.fromkeys(columns, "string"))
    assert rows.missing_columns("kommentar", whole) == []
    assert rows.missing_columns("kommentar", FeatureType("kommentar", "q", "u", None, {"andring": "string"}))[-2:] == [
        "ost",
        "nord",
    ]
