"""How things stand in the county, in print."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalogue import Catalogue
from ...model import Severity
from ...reports.document import document
from ...rules.words import joined
from ...text import Text
from ..queue.overview_model import UNSAID, Overview, Standing, Table
from ..queue.rows import PARTIES, Party
from ..records.words import state_words
from .bars import bars
from .field_words import field_words
from .page import Html, ReportPage, when

#: The tables in which a code that nothing in the county has is worth a word.
_GAPS = ("rus_prioritet", "agenda2030")
#: More parts than this cannot be told apart in a bar.
_MOST_PARTS = 8


def overview_report(overview: Overview, catalogue: Catalogue, language: str) -> str:
    """The overview as an HTML document in `language`; `catalogue` for the titles of codes."""
    page = ReportPage(language)
    title = Text("Läget för strukturbilden i länet", "How the county's structure map stands")
    shown = Text("Det som är godkänt och publicerat", "What is approved and published")
    if overview.submitted:
        shown = Text("Det som är inskickat, annars det som är godkänt", "What is submitted, else what is approved")
    facts = (
        (Text("Framtagen", "Made"), when(overview.made)),
        (Text("Klassificering", "Classification"), overview.catalogue),
        (Text("Objekten är", "The objects are"), shown),
    )
    parts = [page.tag("h1", title), page.facts(facts)]
    parts += [page.tag("h2", Text("Inlämningar", "Submissions")), _standings(page, overview)]
    for table in overview.tables:
        drawn = bars(table, language) if not table.parts or len(table.columns) <= _MOST_PARTS else ""
        parts += [page.tag("h2", table.title), drawn, _table(page, table), _gaps(page, table)]
    parts += [page.tag("h2", Text("Mellankommunala frågor", "Inter-municipal questions"))]
    parts.append(_issues(page, overview, catalogue))
    return document(title, "\n".join(filter(None, parts)), language)


def _standings(page: ReportPage, overview: Overview) -> str:
    heads = (
        Text("Kommun", "Municipality"),
        Text("Objekt", "Objects"),
        Text("Senast inskickad", "Last submitted"),
        Text("Läge", "State"),
        Text("Dagar", "Days"),
        Text("Godkänd", "Approved"),
        Text("Fel", "Errors"),
        Text("Varningar", "Warnings"),
        Text("Öppna frågor", "Open questions"),
        Text("Väntar på", "Waits for"),
    )
    return page.table(heads, (_standing(page, each) for each in overview.standings), "lines narrow")


def _standing(page: ReportPage, standing: Standing) -> tuple[Text | str | int | Html | None, ...]:
    findings: Mapping[Severity, int] = standing.findings or {}
    return (
        standing.name,
        standing.objects,
        page.time(standing.submission.time) if standing.submission else Text("Inget inskickat", "Nothing submitted"),
        state_words(standing.state) if standing.state else None,
        standing.days,
        page.time(standing.approved_time),
        findings.get(Severity.ERROR),
        findings.get(Severity.WARNING),
        standing.open_threads,
        PARTIES[standing.waits_for] if standing.waits_for is not Party.NOBODY else None,
    )


def _table(page: ReportPage, table: Table) -> str:
    """Codes down, municipalities across: these are few."""
    if not any(table.totals):
        return page.tag("p", Text("Inget att räkna än.", "Nothing to count yet."))
    heads: list[Text | str] = ["", *(row.name for row in table.rows), Text("Länet", "The county")]
    rows: list[tuple[Text | int, ...]] = [
        (column.title, *(row.numbers[place] for row in table.rows), total)
        for place, (column, total) in enumerate(zip(table.columns, table.totals, strict=True))
        if total or table.key in _GAPS
    ]
    return page.table(heads, rows, "lines narrow")


def _gaps(page: ReportPage, table: Table) -> str:
    if table.key not in _GAPS or not table.uncovered:
        return ""
    text = Text("Inget objekt i länet: {codes}.", "No object in the county: {codes}.")
    return page.tag("p", text.format(codes=joined([column.title for column in table.uncovered])), "quiet")


def _issues(page: ReportPage, overview: Overview, catalogue: Catalogue) -> str:
    if not overview.issues:
        return page.tag("p", Text("Inga mellankommunala frågor på kartan.", "No inter-municipal questions on the map."))
    names = {each.code: each.name for each in catalogue.municipalities}
    heads = (
        Text("Fråga", "Question"),
        Text("Ritad av", "Drawn by"),
        Text("Läge", "Status"),
        Text("Berörda kommuner", "Municipalities concerned"),
    )
    rows = [
        (
            issue.object.name,
            names.get(issue.object.municipality, issue.object.municipality),
            field_words("fragestatus", None if issue.status == UNSAID else issue.status, catalogue, issue.object.klass),
            ", ".join(names.get(code, code) for code in issue.concerned),
        )
        for issue in overview.issues
    ]
    return page.table(heads, rows)
