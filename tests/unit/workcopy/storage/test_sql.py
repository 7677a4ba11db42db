"""Only names of ours get into statements; everything else is bound."""

import re
import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.workcopy.storage import sql

STATEMENTS: list[Callable[[str], str]] = [
    sql.quoted,
    sql.count,
    sql.delete,
    lambda name: sql.listed(["fid", name]),
    lambda name: sql.select(["fid"], name),
    lambda name: sql.select(["fid", name], "kommun"),
    lambda name: sql.insert(name, ["fid"]),
    lambda name: sql.insert("kommun", ["fid", name], replace=True),
    lambda name: sql.update(name, ["fid"]),
    lambda name: sql.update("kommun", ["fid", name]),
]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("name", ["", "a b", 'a"', "a;b", "a--", "1a", "_a", "A", "å", "a\n", "a)", "a'", "*"])
def test_what_is_no_name_is_refused(statement: Callable[[str], str], name: str) -> None:
    with pytest.raises(ValueError, match="no name of a table or column"):
        statement(name)


@given(st.text(max_size=12))
def test_a_name_that_passes_can_end_nothing(name: str) -> None:
    try:
        quoted = sql.quoted(name)
    except ValueError:
        assert re.search(r"[^a-z0-9_]|^[^a-z]|^$", name)
    else:
        assert quoted == f"[{name}]"
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")


def test_the_statements_do_what_they_say() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE "order" (objektidentitet TEXT PRIMARY KEY, "group" INTEGER)')
    columns = ("objektidentitet", "group")
    connection.executemany(sql.insert("order", columns), [("a", 1), ("b", 2)])
    connection.execute(sql.insert("order", columns, replace=True), ("b", 3))
    connection.execute(sql.update("order", ["group"]), (9, "a"))
    found = connection.execute(sql.select(["group"], "order", f"{sql.OF_IDENTITY} ORDER BY rowid"), ("a",)).fetchall()
    assert found == [(9,)]
    assert connection.execute(sql.select(columns, "order", "ORDER BY objektidentitet")).fetchall() == [
        ("a", 9),
        ("b", 3),
    ]
    connection.execute(sql.delete("order", sql.OF_IDENTITY), ("a",))
    assert connection.execute(sql.count("order")).fetchone() == (1,)
    connection.execute(sql.delete("order"))
    assert connection.execute(sql.count("order")).fetchone() == (0,)
    connection.close()


def test_a_column_that_is_not_there_is_an_error_and_no_text() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE yta (objektidentitet TEXT)")
    connection.execute("INSERT INTO yta VALUES ('a')")
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        connection.execute(sql.select(["kalla_plan"], "yta")).fetchall()
    connection.close()
