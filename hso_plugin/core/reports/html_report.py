"""A check as a page to read and to print: standing alone, without scripts, with nothing fetched from anywhere."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ..model import Finding, Severity
from ..rules.words import number
from ..text import Text
from ..wfs.markup import content
from .document import document
from .places import spots
from .run import COUNTY, CheckRun
from .svg_map import MOST_NUMBERS, svg_map
from .symbols import icon
from .words import SEVERITIES, STAGES, moment

_AREA, _MUNICIPALITY = Text("Område", "Area"), Text("Kommun", "Municipality")


def html_report(run: CheckRun, language: str) -> str:
    """The report as an HTML document in `language`; everything that somebody has written is in it as plain text."""
    return document(_title(run), _body(run, language), language)


def _title(run: CheckRun) -> Text:
    return Text("Kontroll av strukturbilden: {place}", "Check of the structure map: {place}").format(place=run.title)


def _body(run: CheckRun, language: str) -> str:
    page = _Page(run, language)
    groups = _groups(run)
    numbers = {finding.id: number_ for number_, group in enumerate(groups, 1) for finding in group}
    parts = [page.tag("h1", _title(run)), page.facts(), page.counts()]
    drawn = svg_map(run, numbers, language) if groups else ""
    if drawn:
        parts += [page.tag("h2", Text("Karta", "Map")), drawn, page.legend(numbered=len(groups) <= MOST_NUMBERS)]
    parts.append(page.tag("h2", Text("Fynd per objekt", "Findings by object")))
    if not groups:
        none = Text("Inga fynd: allt följer reglerna.", "No findings: everything keeps the rules.")
        parts.append(page.tag("p", none))
    parts += [page.group(number_, group) for number_, group in enumerate(groups, 1)]
    if groups:
        parts += [page.tag("h2", Text("Reglerna", "The rules")), page.rules()]
    return "\n".join(parts)


def _groups(run: CheckRun) -> list[list[Finding]]:
    """The findings by object, a municipality's own together, each group where its first and worst finding stands."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in run.findings:
        key = ("", finding.municipality) if finding.object is None else (finding.object, "")
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


class _Page:
    """The parts of the page, as HTML."""

    def __init__(self, run: CheckRun, language: str) -> None:
        self.run = run
        self.language = language
        points = spots([finding.geometry for finding in run.findings])
        self.places = {finding.id: point for finding, point in zip(run.findings, points, strict=True)}

    def say(self, text: Text) -> str:
        """A sentence as text in a page."""
        return content(text.get(self.language))

    def tag(self, name: str, text: Text, kind: str = "") -> str:
        """An element with a sentence in it."""
        return f"<{name}{f' class={kind}' if kind else ''}>{self.say(text)}</{name}>"

    def facts(self) -> str:
        """Of what, against what and when."""
        run = self.run
        checked = moment(run.checked)
        rows = (
            (_AREA if run.municipality == COUNTY else _MUNICIPALITY, Text(run.title, run.title)),
            (Text("Klassificering", "Classification"), Text(run.catalogue.name, run.catalogue.name)),
            (Text("Kontrollerad mot", "Checked against"), STAGES[run.stage]),
            (Text("Kontrollerad", "Checked"), Text(checked, checked)),
            (Text("Objekt", "Objects"), number(run.checked_objects)),
        )
        lines = [f"<tr>{self.tag('th', name)}{self.tag('td', value)}</tr>" for name, value in rows]
        return f"<table>{''.join(lines)}</table>"

    def counts(self) -> str:
        """Numbers by severity, and how many warnings have a motivation."""
        rows = []
        for severity, count in self.run.counts.items():
            row = f"<td>{icon(severity)}{self.say(SEVERITIES[severity])}</td>{self.tag('td', number(count), 'number')}"
            words = Text("", "")
            if severity is Severity.WARNING and count:
                words = Text("varav {n} med motivering", "of which {n} with a motivation").format(
                    n=number(count - self.run.unmotivated)
                )
            rows.append(f"<tr>{row}{self.tag('td', words)}</tr>")
        return f"<table class=counts>{''.join(rows)}</table>"

    def legend(self, *, numbered: bool) -> str:
        """What the symbols on the map mean."""
        parts = [f"<span>{icon(severity)}{self.say(text)}</span>" for severity, text in SEVERITIES.items()]
        motivated = self.say(Text("Varning med motivering", "Warning with a motivation"))
        parts.insert(2, f"<span>{icon(Severity.WARNING, motivated=True)}{motivated}</span>")
        note = Text("Fynd tätt intill varandra delar symbol.", "Findings close together share a symbol.")
        if numbered:
            first = Text("Siffran är objektets nummer i listan.", "The number is the object's in the list.")
            note = Text(f"{first.sv} {note.sv}", f"{first.en} {note.en}")
        return f"<p class=legend>{''.join(parts)}</p>{self.tag('p', note, 'quiet')}"

    def group(self, number_: int, findings: list[Finding]) -> str:
        """An object with what there is to say of it."""
        subject = self.run.subject(findings[0])
        heading = Text(f"{number_}. {subject.sv}", f"{number_}. {subject.en}")
        items = "".join(f"<li>{self.finding(finding)}</li>" for finding in findings)
        return f"<section class=object>{self.tag('h3', heading)}<ul>{items}</ul></section>"

    def finding(self, finding: Finding) -> str:
        """What is wrong, how to mend it, where, and why it may stand."""
        motivation = self.run.motivations.get(finding.id)
        parts = [
            icon(finding.severity, motivated=motivation is not None),
            f"<b>{self.say(SEVERITIES[finding.severity])}.</b> {self.say(finding.message)}",
            f"<br><i>{self.say(Text('Åtgärda:', 'To mend:'))}</i> {self.say(finding.mend)}",
        ]
        if motivation is not None:
            head = Text("Motivering av {user} {when}:", "Motivation by {user} {when}:").format(
                user=motivation.user, when=moment(motivation.written)
            )
            parts.append(f"<div class=motivation>{self.tag('b', head)}\n{content(motivation.text)}</div>")
        east, north = self.places[finding.id]
        if finding.object is not None and not np.isnan(east):
            where = Text("E {e}, N {n}", "E {e}, N {n}").format(e=number(east), n=number(north))
            parts.append(f"<div class=quiet>{self.say(where)}</div>")
        return "".join(parts)

    def rules(self) -> str:
        """Why there are the rules that have found something, where they come from, and how often they did."""
        found = Counter(finding.rule for finding in self.run.findings)
        head = (Text("Regel", "Rule"), Text("Fynd", "Findings"), Text("Varför", "Why"), Text("Källa", "Source"))
        rows = [
            f"<tr><td>{self.say(rule.name)}<div class=quiet>{content(rule.id)}</div></td>"
            f"{self.tag('td', number(found[rule.id]), 'number')}"
            f"{self.tag('td', rule.why)}<td>{content(rule.source)}</td></tr>"
            for rule in self.run.catalogue.rules
            if found[rule.id]
        ]
        heads = "".join(self.tag("th", text) for text in head)
        return f"<table class=rules><thead><tr>{heads}</tr></thead>{''.join(rows)}</table>"
