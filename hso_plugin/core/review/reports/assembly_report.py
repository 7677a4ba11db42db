"""The check over all municipalities, in print: by pair of municipalities."""

from __future__ import annotations

from dataclasses import replace

from ...model import Finding, Stage
from ...reports.document import document
from ...reports.run import COUNTY, CheckRun
from ...reports.svg_map import MOST_NUMBERS, svg_map
from ...reports.symbols import icon
from ...reports.words import SEVERITIES
from ...rules.words import number
from ...text import Text
from ..regional.assemble import SORTS, Assembly, Group, Sort
from .page import Html, ReportPage, when


def regional_run(assembly: Assembly) -> CheckRun:
    """The check as the reports of single checks (CSV, JSON, GeoPackage) take it."""
    return CheckRun(
        assembly.findings,
        assembly.motivations,
        assembly.catalogue,
        Stage.REGIONAL,
        COUNTY,
        assembly.checked,
        assembly.objects,
        assembly.areas,
    )


def assembly_report(assembly: Assembly, language: str) -> str:
    """The check as an HTML document in `language`."""
    page, run = ReportPage(language), regional_run(assembly)
    title = Text("Regional avstämning av strukturbilden", "Regional check of the structure map")
    facts: list[tuple[Text, Text | str]] = [
        (Text("Kontrollerad", "Checked"), when(assembly.checked)),
        (Text("Klassificering", "Classification"), assembly.catalogue.name),
        (Text("Objekt", "Objects"), number(len(assembly.objects))),
        *((SEVERITIES[severity], number(count)) for severity, count in assembly.counts.items()),
    ]
    parts = [
        page.tag("h1", title),
        page.facts(facts),
        page.tag("h2", Text("Underlag", "Made of")),
        _made_of(page, run, assembly),
    ]
    if assembly.findings:
        parts.append(_map(page, run, assembly))
    else:
        parts.append(
            page.tag("p", Text("Inga fynd: allt följer reglerna.", "No findings: everything keeps the rules."))
        )
    parts += [_group(page, run, place, group, assembly) for place, group in enumerate(assembly.groups, 1)]
    return document(title, "\n".join(parts), language)


def _map(page: ReportPage, run: CheckRun, assembly: Assembly) -> str:
    """What concerns two municipalities; empty when nothing does."""
    numbers: dict[str, int] = {}
    for place, group in enumerate(assembly.pairs, 1):
        for finding in group.findings:
            numbers.setdefault(finding.id, place)
    across = replace(run, findings=[finding for finding in run.findings if finding.id in numbers])
    if not numbers:
        return ""
    note = Text("Kartan visar det som gäller två kommuner.", "The map shows what concerns two municipalities.")
    if len(assembly.pairs) <= MOST_NUMBERS:
        first = Text("Siffran är parets nummer i listan.", "The number is the pair's in the list.")
        note = Text(f"{note.sv} {first.sv}", f"{note.en} {first.en}")
    drawn = svg_map(across, numbers, page.language)
    return f"{page.tag('h2', Text('Karta', 'Map'))}{drawn}{page.tag('p', note, 'quiet')}"


def _made_of(page: ReportPage, run: CheckRun, assembly: Assembly) -> str:
    rows = []
    for code, submission in assembly.submissions.items():
        name = run.municipality_names.get(code, code)
        sent = (
            when(submission.time)
            if submission
            else Text("Inget godkänt eller inskickat", "Nothing approved or submitted")
        )
        rows.append((name, sent))
    return page.table((Text("Kommun", "Municipality"), Text("Inlämning", "Submission")), rows)


def _group(page: ReportPage, run: CheckRun, place: int, group: Group, assembly: Assembly) -> str:
    names = " – ".join(run.municipality_names.get(code, code) for code in group.municipalities)
    parts = [page.tag("h2", f"{place}. {names}")]
    for sort in Sort:
        found = [each for each in group.findings if assembly.sorts[each.id] is sort]
        if found:
            parts.append(f"<h3>{page.say(SORTS[sort])} ({len(found)})</h3>")
            parts.append(
                page.table((Text("Allvar", "Severity"), Text("Vad", "What")), [_row(page, run, each) for each in found])
            )
    return "".join(parts)


def _row(page: ReportPage, run: CheckRun, finding: Finding) -> tuple[Html, Html]:
    motivation = run.motivations.get(finding.id)
    severity = f"{icon(finding.severity, motivated=motivation is not None)}{page.say(SEVERITIES[finding.severity])}"
    what = f"<b>{page.say(run.subject(finding))}</b><br>{page.say(finding.message)}"
    if motivation is not None:
        what += f"<div class=motivation>{page.say(motivation.text)}</div>"
    return Html(severity), Html(what)
