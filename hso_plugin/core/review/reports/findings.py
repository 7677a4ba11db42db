"""Findings in print: the submitter's beside the reviewer's, and lines at the border."""

from __future__ import annotations

from ...reports.symbols import icon
from ...reports.words import SEVERITIES
from ...rules.objects.endings import PARTS
from ...rules.types.line_ends import END_WORDS
from ...rules.words import joined, object_name
from ...text import Text
from ..compare.borders import BORDER_STATES
from ..compare.recheck import Recheck
from ..compare.report_comparison import MATCHES, Match
from .page import Html, ReportPage, when


def finding_table(page: ReportPage, recheck: Recheck) -> str:
    """Whether both checks agree, and all findings with who found them and why they may stand."""
    comparison, run = recheck.comparison, recheck.run
    parts = [page.tag("p", _agreement(recheck))]
    if comparison.head.counts is None:
        unreadable = Text("Inlämningens rapport går inte att läsa.", "The submission's report cannot be read.")
        parts.append(page.tag("p", unreadable))
    if not comparison.rows:
        return "".join([*parts, page.tag("p", Text("Inga fynd.", "No findings."))])
    rows = []
    for row in comparison.rows:
        finding = row.finding
        head = f"{icon(finding.severity, motivated=row.motivation is not None)}{page.say(SEVERITIES[finding.severity])}"
        what = f"<b>{page.say(run.subject(finding))}</b><br>{page.say(finding.message)}"
        if row.motivation is not None:
            by = Text("Motivering av {user} {when}:", "Motivation by {user} {when}:").format(
                user=row.motivation.user, when=when(row.motivation.written)
            )
            what += f"<div class=motivation>{page.tag('b', by)}\n{page.say(row.motivation.text)}</div>"
        match = page.say(MATCHES[row.match])
        rows.append((Html(head), Html(what), Html(match if row.match is Match.SAME else f"<b>{match}</b>")))
    heads = (Text("Allvar", "Severity"), Text("Vad", "What"), Text("Jämförelse", "Comparison"))
    return "".join([*parts, page.table(heads, rows)])


def border_table(page: ReportPage, recheck: Recheck) -> str:
    """Lines that end at a neighbour's border, and what carries them on."""
    names = recheck.run.municipality_names
    rows = []
    for match in recheck.borders:
        beyond = joined([Text(names.get(c, c), names.get(c, c)) for c in match.across], "eller", "or")
        end = END_WORDS[PARTS.index(match.part)]
        partners = [object_name(thing) for thing in match.partners]
        rows.append(
            (object_name(match.object), end, beyond, BORDER_STATES[match.state], joined(partners) if partners else None)
        )
    heads = (
        Text("Linje", "Line"),
        Text("Ände", "End"),
        Text("Grannkommun", "Neighbour"),
        Text("Läge", "State"),
        Text("Fortsätts av", "Carried on by"),
    )
    return page.table(heads, rows)


def _agreement(recheck: Recheck) -> Text:
    comparison = recheck.comparison
    if comparison.agrees:
        return Text(
            "Granskningens kontroll ger samma fynd som inlämningens rapport.",
            "The reviewer's check gives the same findings as the submission's report.",
        )
    counts = comparison.counts
    different = Text(
        "Granskningens kontroll och inlämningens rapport skiljer sig: {same} lika, {differs} olika, {ours} bara vid "
        "granskningen, {theirs} bara i rapporten.",
        "The reviewer's check and the submission's report differ: {same} the same, {differs} different, {ours} only "
        "in the review, {theirs} only in the report.",
    ).format(
        same=counts[Match.SAME], differs=counts[Match.DIFFERS], ours=counts[Match.OURS], theirs=counts[Match.THEIRS]
    )
    if comparison.head.catalogue and comparison.head.catalogue != comparison.catalogue:
        other = Text(
            "{text} Rapporten är gjord med en annan klassificering: {name}.",
            "{text} The report was made with another classification: {name}.",
        )
        return other.format(text=different, name=comparison.head.catalogue)
    return different
