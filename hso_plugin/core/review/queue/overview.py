"""How things stand in the county: what each municipality's map holds, and where its submissions stand, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from ...catalogue import Catalogue
from ...catalogue.model import Code
from ...model import MapObject, Severity
from ...reports.words import SEVERITIES
from ...text import Text
from ..compare.report_reader import read_head
from ..records.model import Review
from ..records.states import approved, decisions_on, history_of, newest
from ..records.threads import threads
from .counting import Counting, codes_of
from .overview_model import UNSAID, Column, Issue, Overview, Standing, Table, TableRow
from .rows import waits_for

__all__ = ["UNSAID", "Column", "Issue", "Overview", "Standing", "Table", "TableRow", "overview"]

#: Attributes that are told of, by the code list or name that the catalogue gives them.
_CRITERIA, _PRIORITIES, _GOALS, _ISSUE = "hk", "rus_prioritet", "agenda2030", "fragestatus"
_SEVERITY_COLOURS = {Severity.ERROR: "#d63a3a", Severity.WARNING: "#e8a317", Severity.NOTE: "#3f7fd0"}


def overview(
    review: Review,
    maps: Mapping[str, Sequence[MapObject]],
    catalogue: Catalogue,
    now: datetime,
    *,
    submitted: bool = False,
) -> Overview:
    """Count.

    Args:
        maps: each municipality's objects by its code: what is published, or chosen in its place.
        now: with a zone; ages are counted from it.
        submitted: what `maps` are, see `Overview`.
    """
    standings = _standings(review, maps, catalogue, now)
    count = Counting(maps, catalogue)
    tables = [count.themes(), count.classes(), _findings(standings)]
    for name in (_PRIORITIES, _GOALS):
        tables += count.several(name)
    for attribute in catalogue.attributes.values():
        if attribute.code_list == _CRITERIA:
            tables.append(count.one(attribute, lambda _thing: True))
    issues: tuple[Issue, ...] = ()
    if _ISSUE in catalogue.attributes:
        asking = {k.code for k in catalogue.classes.values() if any(a.name == _ISSUE for a in k.attributes)}
        attribute = catalogue.attributes[_ISSUE]
        tables.append(count.one(attribute, lambda thing: thing.klass in asking))
        issues = _issues(maps, asking, codes_of(attribute, catalogue))
    made = now.isoformat(timespec="seconds")
    return Overview(made, catalogue.name, submitted, standings, tuple(tables), issues)


def _findings(standings: Sequence[Standing]) -> Table:
    columns = tuple(Column(str(each), SEVERITIES[each], _SEVERITY_COLOURS[each]) for each in Severity)
    rows = tuple(
        TableRow(each.municipality, each.name, tuple((each.findings or {}).get(severity, 0) for severity in Severity))
        for each in standings
    )
    title = Text("Fynd i den senaste inlämningen", "Findings in the last submission")
    return Table("fynd", title, columns, rows)


def _issues(maps: Mapping[str, Sequence[MapObject]], asking: set[str], statuses: Sequence[Code]) -> tuple[Issue, ...]:
    order = {each.code: number for number, each in enumerate(statuses)}
    found = []
    for thing in (each for own in maps.values() for each in own if each.klass in asking):
        concerned = thing.attributes.get("berorda_kommuner", ())
        codes = concerned if isinstance(concerned, tuple) else (str(concerned),)
        found.append(Issue(thing, str(thing.attributes.get(_ISSUE, UNSAID)), codes))
    return tuple(sorted(found, key=lambda e: (order.get(e.status, len(order)), e.object.name, e.object.identity)))


def _standings(
    review: Review, maps: Mapping[str, Sequence[MapObject]], catalogue: Catalogue, now: datetime
) -> tuple[Standing, ...]:
    owners = {each.change: each.municipality for each in review.submissions}
    open_threads = Counter(
        owners.get(each.question.submission or "", "") for each in threads(review) if not each.settled
    )
    return tuple(
        _standing(review, code.code, code.name, len(maps.get(code.code, ())), open_threads[code.code], now)
        for code in catalogue.municipalities
    )


def _standing(review: Review, code: str, name: str, objects: int, open_threads: int, now: datetime) -> Standing:
    last = newest(review, code)
    if last is None:
        return Standing(code, name, objects)
    step, head, published = history_of(review, last)[-1], read_head(last.report), approved(review, code)
    return Standing(
        municipality=code,
        name=name,
        objects=objects,
        submission=last,
        state=step.state,
        since=step.time,
        days=_days(step.time, now),
        approved=published,
        approved_time=decisions_on(review, published)[-1].time or "" if published else "",
        findings=head.counts,
        unmotivated=head.unmotivated,
        open_threads=open_threads,
        waits_for=waits_for(step.state, newest=True),
    )


def _days(since: str, now: datetime) -> int | None:
    """Whole days from a time that the platform wrote; None when it cannot be read."""
    try:
        passed = now - datetime.fromisoformat(since)
    except (ValueError, TypeError):  # not a time, or without a zone
        return None
    return max(0, passed.days)
