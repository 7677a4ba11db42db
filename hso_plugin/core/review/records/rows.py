"""Records of the review as rows of their WFS types: values by column name, there and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from ...error_codes.platform import UNREADABLE_ANSWER
from ...errors import HsoError
from ...geometry import GRID_DECIMALS
from ...model import CHANGE, IDENTITY, MUNICIPALITY, OBJECT_VERSION, POSITION, USER
from ...platform.rows import TRUE
from ...text import Text
from ...values import clean_text
from ...wfs.schema import FeatureType
from .model import TABLES, Comment, Decision, Event, Record, Release, Submission

#: Column by field. The place of a comment has two columns, `_PLACE`.
_COLUMNS: dict[type[Record], dict[str, str]] = {
    Submission: {
        "change": CHANGE,
        "municipality": MUNICIPALITY,
        "snapshot": "position",
        "catalogue": "regelverk",
        "report": "rapport",
        "message": "meddelande",
        "user": USER,
        "position": POSITION,
        "time": "inskickad",
    },
    Decision: {
        "change": CHANGE,
        "submission": "inlamning",
        "event": "handelse",
        "reason": "motivering",
        "user": USER,
        "position": POSITION,
        "time": "tidpunkt",
    },
    Comment: {
        "change": CHANGE,
        "text": "innehall",
        "user": USER,
        "submission": "inlamning",
        "object": IDENTITY,
        "version": OBJECT_VERSION,
        "answers": "svar_pa",
        "settled": "avgjord",
        "position": POSITION,
        "time": "tidpunkt",
    },
    Release: {
        "change": CHANGE,
        "name": "namn",
        "submissions": "inlamningar",
        "catalogue": "regelverk",
        "user": USER,
        "position": POSITION,
        "time": "tidpunkt",
    },
}
_PLACE = ("ost", "nord")
#: What only the platform gives.
_GIVEN = {"position", "time"}
_INTEGERS = {"snapshot", "position", "version"}
_UUIDS = {"change", "submission", "object", "answers"}
#: What people write, in the one form that survives every server.
_TEXTS = {"message", "reason", "text", "name"}


def table_of(record: Record) -> str:
    """Name of the table and WFS type of a record."""
    return next(name for name, sort in TABLES.items() if isinstance(record, sort))


def cleaned(record: Record) -> Record:
    """`record` with what people wrote in the form in which it comes back from any server."""
    texts = {each.name: clean_text(getattr(record, each.name)) for each in fields(record) if each.name in _TEXTS}
    return replace(record, **texts)  # type: ignore[arg-type]


def to_values(record: Record) -> dict[str, str]:
    """Text by column for an Insert, without empty values. Position and time are the platform's own to give."""
    given = {_COLUMNS[type(record)][name] for name in _GIVEN}
    return {name: _text(value) for name, value in to_row(cleaned(record)).items() if name not in given}


def to_row(record: Record) -> dict[str, Any]:
    """Values by column as a file keeps them, without empty ones."""
    row = {column: getattr(record, name) for name, column in _COLUMNS[type(record)].items()}
    if isinstance(record, Release):
        row["inlamningar"] = ",".join(record.submissions)
    if isinstance(record, Comment) and record.place is not None:
        row.update(zip(_PLACE, (round(each, GRID_DECIMALS) for each in record.place), strict=True))
    return {column: value for column, value in row.items() if value is not None and value != ""}


def of_row(table: str, row: Mapping[str, Any]) -> Record:
    """The record in a row of `table`: one that `to_row` gave, or values of a feature as a server writes them.

    Raises:
        HsoError: `HSO-SVAR` for a row that lacks what every row has.
    """
    sort = TABLES[table]
    try:
        values = {name: _value(name, row.get(column)) for name, column in _COLUMNS[sort].items()}
        if sort is Decision:
            values["event"] = Event(values["event"])
        elif sort is Release:
            values["submissions"] = tuple(map(_uuid, filter(None, (values["submissions"] or "").split(","))))
        elif sort is Comment:
            place = [row.get(name) for name in _PLACE]
            values["place"] = None if None in place or "" in place else tuple(float(str(each)) for each in place)
        if not (values["change"] and values["user"]):
            raise ValueError("no andring or anvandare")
        if values.get("submission", "") is None and sort is Decision:
            raise ValueError("no inlamning")
        return sort(**values)
    except (KeyError, ValueError, TypeError) as error:
        raise HsoError(
            UNREADABLE_ANSWER,
            Text(
                "Servern skickar uppgifter om granskningen som inte kan läsas. Inget har hämtats. "
                "Kontakta plattformens förvaltare.",
                "The server sends records of the review that cannot be read. Nothing was fetched. "
                "Contact the platform's administrator.",
            ),
            f"{type(error).__name__}: {error} in {table} {dict(row)}"[:500],
        ) from error


def missing_columns(table: str, feature_type: FeatureType) -> list[str]:
    """What the WFS type of `table` lacks, by name; empty when it has all."""
    wanted = [*_COLUMNS[TABLES[table]].values(), *(_PLACE if TABLES[table] is Comment else ())]
    return [name for name in wanted if name not in feature_type.attributes]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.{GRID_DECIMALS}f}"
    return str(value)


def _value(name: str, raw: Any) -> Any:
    if name == "settled":
        return None if raw is None or raw == "" else str(raw).lower() in TRUE
    if raw is None or raw == "":
        return "" if name in {*_TEXTS, "report", "catalogue", "municipality", "user"} else None
    if name in _INTEGERS:
        return int(str(raw))
    return _uuid(str(raw)) if name in _UUIDS else str(raw)


def _uuid(text: str) -> str:
    return text.strip().strip("{}").lower()
