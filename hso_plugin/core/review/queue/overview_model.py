"""How things stand in the county, as plain tables: the window, the printed report and other programs show the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import MapObject, Severity
from ...text import Text
from ..records.model import Submission, SubmissionState
from .rows import Party

#: Code of the column for objects that say nothing, or something that the code list does not know.
UNSAID = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What is counted: a code, what it is called, and a colour `#rrggbb` for plots."""

    code: str
    title: Text
    colour: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A municipality's numbers, one for each column."""

    municipality: str
    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers by municipality.

    Attributes:
        key: stable name: `tema`, `klass`, `fynd`, `rus_prioritet`, `agenda2030`, `fragestatus`, or the attribute's.
        title: what is counted.
        columns: in the catalogue's order.
        rows: all municipalities of the county, in the catalogue's order.
        parts: each object is counted once in its row, so that the numbers can be stacked to its total.
    """

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    parts: bool = True

    @property
    def totals(self) -> tuple[int, ...]:
        """The county's number for each column."""
        return tuple(sum(row.numbers[place] for row in self.rows) for place in range(len(self.columns)))

    @property
    def uncovered(self) -> tuple[Column, ...]:
        """The columns that no object in the county has, the one for nothing said left out."""
        return tuple(
            column for column, n in zip(self.columns, self.totals, strict=True) if not n and column.code != UNSAID
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a municipality stands.

    Attributes:
        municipality, name: code and name.
        objects: how many its map has.
        submission: the one that was sent in last; None when there is none.
        state, since, days: where that stands, since when (ISO 8601), and for how many whole days.
        approved, approved_time: the submission that the published map comes from, and when it was approved.
        findings, unmotivated: as the last submission's report counts them; None where there is none to read.
        open_threads: questions asked of any of its submissions that are not settled.
        waits_for: who is to do something next.
    """

    municipality: str
    name: str
    objects: int
    submission: Submission | None = None
    state: SubmissionState | None = None
    since: str = ""
    days: int | None = None
    approved: Submission | None = None
    approved_time: str = ""
    findings: Mapping[Severity, int] | None = None
    unmotivated: int = 0
    open_threads: int = 0
    waits_for: Party = Party.NOBODY


@dataclass(frozen=True, slots=True)
class Issue:
    """An inter-municipal question on the map.

    Attributes:
        object: it, with name, place and the municipality that drew it.
        status: where it stands, code of the catalogue's list; empty when it does not say.
        concerned: codes of the municipalities it concerns.
    """

    object: MapObject
    status: str
    concerned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """How things stand.

    Attributes:
        made: when this was computed, ISO 8601 with a zone.
        catalogue: name of the classification.
        submitted: open submissions took the place of what is approved.
        standings: all municipalities of the county, in the catalogue's order.
        tables: see `Table.key`.
        issues: by status as in the catalogue, then by name.
    """

    made: str
    catalogue: str
    submitted: bool
    standings: tuple[Standing, ...]
    tables: tuple[Table, ...]
    issues: tuple[Issue, ...]

    def table(self, key: str) -> Table | None:
        """The table with that key."""
        return next((each for each in self.tables if each.key == key), None)
