"""Statements of the working copy: the one place where names of tables and columns get into SQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_NAME = re.compile(r"[a-z][a-z0-9_]*")

#: The condition of one object; its identity is bound.
OF_IDENTITY = "WHERE objektidentitet = ?"


def quoted(name: str) -> str:
    """`name` in brackets.

    Not in double quotes: SQLite takes a name in those that no column has for a text, and would read the column that
    somebody removed as its own name, row for row.

    Raises:
        ValueError: for anything but small letters, digits and underscores: then it is no name of ours.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a table or column")
    return f"[{name}]"


def foreign(name: str) -> str:
    """A name that somebody else chose, in double quotes: to be used of a column only behind its table's name and a dot.

    So SQLite never takes it for a text, and any character may be in it.
    """
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str]) -> str:
    """`names` in brackets, with commas."""
    return ", ".join(map(quoted, names))


def literals(texts: Iterable[str]) -> str:
    """`texts` as SQL writes them, with commas: for triggers, which can have no bound values."""
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)


def marks(values: Collection[object]) -> str:
    """A question mark for each of `values`, with commas."""
    return ", ".join("?" * len(values))


# In all of these every name has passed `quoted`, every value is bound, and `rest` is written out where it is used.


def select(columns: Iterable[str], table: str, rest: str = "") -> str:
    """Read `columns` of `table`; `rest` is condition, order and limit, with question marks for values."""
    return f"SELECT {listed(columns)} FROM {quoted(table)} {rest}"  # nosec B608  # names have passed `quoted`


def count(table: str, rest: str = "") -> str:
    """Count the rows of `table` that satisfy `rest`, or all."""
    return f"SELECT count(*) FROM {quoted(table)} {rest}"  # nosec B608  # names have passed `quoted`


def insert(table: str, columns: Collection[str], *, replace: bool = False) -> str:
    """Add a row with `columns` to `table`, if `replace` in place of the one with the same key."""
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    return f"{verb} INTO {quoted(table)} ({listed(columns)}) VALUES ({marks(columns)})"


def update(table: str, columns: Iterable[str]) -> str:
    """Set `columns` of one object in `table`; the identity is bound last."""
    setters = ", ".join(f"{quoted(name)} = ?" for name in columns)
    return f"UPDATE {quoted(table)} SET {setters} {OF_IDENTITY}"  # nosec B608  # names have passed `quoted`


def delete(table: str, rest: str = "") -> str:
    """Remove the rows of `table` that satisfy `rest`, or all."""
    return f"DELETE FROM {quoted(table)} {rest}"  # nosec B608  # names have passed `quoted`


def update_row(table: str, column: str) -> str:
    """Set `column` of one row of `table`; its `fid` is bound last."""
    return f"UPDATE {quoted(table)} SET {quoted(column)} = ? WHERE fid = ?"  # nosec B608  # names have passed `quoted`


def fill(table: str, column: str) -> str:
    """Set `column` of every row of `table` to the one value that is bound, where it is another."""
    names = quoted(table), quoted(column)
    return f"UPDATE {names[0]} SET {names[1]} = ?1 WHERE {names[1]} IS NOT ?1"  # nosec B608  # names have passed `quoted`


def take_over(table: str, column: str, source: str) -> str:
    """Set `column` of every row of `table` to what the column `source`, which somebody else named, has."""
    name = quoted(table)
    return f"UPDATE {name} SET {quoted(column)} = {name}.{foreign(source)}"  # nosec B608  # it is behind its table


def select_foreign(table: str, column: str) -> str:
    """Read identity and a column that somebody else named."""
    name = quoted(table)
    return f"SELECT objektidentitet, {name}.{foreign(column)} FROM {name}"  # nosec B608  # it is behind its table


def add_column(table: str, column: str, type_: str) -> str:
    """Add a column to `table`, empty in every row."""
    return f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(column)} {type_}"


def drop(what: str, name: str) -> str:
    """Remove the index, trigger or table `name` if it is there."""
    return f"DROP {what} IF EXISTS {quoted(name)}"
