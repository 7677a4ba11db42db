"""One table of the queue's columns: what a file, a page in print and a program get of a submission."""

from __future__ import annotations

from hso_plugin.core.review.queue.columns import BY_KEY, COLUMNS, PRINTED, TABLE


def test_a_key_is_one_column():
    assert len(BY_KEY) == len(COLUMNS)


def test_everybody_gets_something_of_every_column():
    assert [column.key for column in COLUMNS if column.title is None and column.member is None] == []


def test_a_printed_column_has_a_heading():
    assert set(PRINTED) <= set(TABLE)


def test_what_a_file_has_no_column_for_is_a_whole_whose_parts_have_or_serves_programs():
    assert [column.key for column in COLUMNS if column not in TABLE] == ["changes", "findings", "position", "newest"]
