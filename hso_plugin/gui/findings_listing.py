"""Findings as the lists show them, prepared in a task: texts, groups, orders and places as arrays over the findings.

With 40 000 findings every one of these takes tens of milliseconds, for which the windows have no time. What is left to
them, filtering and grouping, is work on whole arrays; see `findings_rows`.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..core.catalogue.model import Catalogue, Rule
from ..core.model import Finding, MapObject, Severity
from ..core.reports.words import SEVERITIES
from ..core.rules.words import object_name
from ..qgis_bridge import language
from . import words

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
RANK = {severity: rank for rank, severity in enumerate(ORDER)}
#: Texts sorted at a time: a longer sort in one go would keep the windows from their turn.
_PORTION = 4000

Numbers = NDArray[np.int32]


class Column(IntEnum):
    """The columns of the wide table; the narrow list shows `WHAT` alone."""

    SEVERITY = 0
    WHAT = 1
    OBJECT = 2
    CLASS = 3
    RULE = 4
    MOTIVATED = 5


class Grouping(StrEnum):
    """What the findings stand under."""

    OBJECT = "object"
    RULE = "rule"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Heads:
    """What findings have in common: an object, a rule or a class.

    Attributes:
        keys: one for each, the same in every listing.
        titles: in the same order.
        of: for each finding, which of them it belongs to.
        ranks: for each finding, the place of its title in alphabetical order.
    """

    keys: Sequence[str] = ()
    titles: Sequence[str] = ()
    of: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    ranks: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))


@dataclass(frozen=True, slots=True)
class FindingsListing:
    """Findings in the engine's order, and about each what lists and filters need.

    Attributes:
        findings: as the check gave them.
        objects: those they speak of, by identity.
        messages: the sentence; `short` the same without the object's name, for a list that has it as heading.
        search: what a filter looks in, folded for comparison.
        rows: place of each finding by its id.
        severity: 0 for an error, 1 for a warning, 2 for a note.
        boxes: west, south, east, north of the place (EPSG:3006, metres), NaN without one; shape (n, 4).
        by_object, by_rule, by_class: what they have in common.
        message_ranks: place of the short message in alphabetical order.
    """

    findings: tuple[Finding, ...]
    catalogue: Catalogue
    objects: Mapping[str, MapObject]
    messages: Sequence[str]
    short: Sequence[str]
    search: Sequence[str]
    rows: Mapping[str, int]
    severity: Numbers
    boxes: NDArray[np.float64]
    by_object: Heads
    by_rule: Heads
    by_class: Heads
    message_ranks: Numbers

    def heads(self, grouping: Grouping) -> Heads:
        """What the findings stand under in `grouping`; not for `NONE`."""
        return self.by_rule if grouping is Grouping.RULE else self.by_object

    def rule(self, finding: Finding) -> Rule | None:
        """The rule that `finding` comes from, as the catalogue has it."""
        return next((rule for rule in self.catalogue.rules if rule.id == finding.rule), None)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many there are of each severity; every severity has a number."""
        numbers = np.bincount(self.severity, minlength=len(ORDER))
        return {severity: int(number) for severity, number in zip(ORDER, numbers, strict=True)}


def listed_findings(
    findings: tuple[Finding, ...],
    objects: Mapping[str, MapObject],
    catalogue: Catalogue,
    known: FindingsListing | None = None,
) -> FindingsListing:
    """Prepare `findings` about `objects`; takes the texts of findings that `known` has already from there."""
    if known is not None and known.catalogue is not catalogue:
        known = None
    tongue = language.current()
    rules = {rule.id: rule for rule in catalogue.rules}
    by_object = _heads((object_key(f) for f in findings), lambda row: _object_title(findings[row], objects, catalogue))
    by_rule = _heads((f.rule for f in findings), lambda row: rule_title(findings[row], rules))
    by_class = _heads((f.klass for f in findings), lambda row: words.class_title(findings[row].klass, catalogue))
    subjects: dict[str | None, str] = {}
    messages: list[str] = []
    short: list[str] = []
    search: list[str] = []
    for row, finding in enumerate(findings):
        about = objects.get(finding.object) if finding.object else None
        before = known.rows.get(finding.id) if known is not None else None
        if known is not None and before is not None and _same(known, before, finding, about):
            messages.append(known.messages[before])
            short.append(known.short[before])
            search.append(known.search[before])
            continue
        if finding.object not in subjects:
            subjects[finding.object] = object_name(about).get(tongue) if about else ""
        message = finding.message.get(tongue)
        messages.append(message)
        short.append(without_subject(message, subjects[finding.object]))
        title = by_object.titles[by_object.of[row]]
        search.append(f"{title} {message} {by_rule.titles[by_rule.of[row]]} {finding.rule}".casefold())
    return FindingsListing(
        findings=findings,
        catalogue=catalogue,
        objects=objects,
        messages=messages,
        short=short,
        search=search,
        rows={finding.id: row for row, finding in enumerate(findings)},
        severity=np.fromiter((RANK[f.severity] for f in findings), np.int32, len(findings)),
        boxes=_boxes(findings, objects),
        by_object=by_object,
        by_rule=by_rule,
        by_class=by_class,
        message_ranks=_ranks(short),
    )


def severity_title(severity: Severity) -> str:
    """«Fel», «Varning», «Upplysning»."""
    return words.say(SEVERITIES[severity])


def counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    """How many there are of each severity; every severity has a number."""
    severities = [finding.severity for finding in findings]
    return {severity: severities.count(severity) for severity in ORDER}


def object_key(finding: Finding) -> str:
    """What the finding is about: an object's identity, or a municipality as a whole (`kommun 2260`)."""
    return finding.object if finding.object else f"kommun {finding.municipality}"


def rule_title(finding: Finding, rules: Mapping[str, Rule]) -> str:
    """The rule's sentence without its particulars: «Saknar …», «… och … överlappar»; the id of an unknown rule."""
    rule = rules.get(finding.rule)
    if rule is None:
        return finding.rule
    sentence = words.say(rule.message).split(". ")[0].rstrip(".")
    return re.sub(r"\{[^}]*\}", "…", without_subject(sentence, "{objekt}"))


def without_subject(message: str, subject: str) -> str:
    """`message` without the object's name in front: «A3 ”Njurunda” saknar skede.» becomes «Saknar skede.».

    Where the sentence goes on with another («… och A6 ”Vike” överlappar») it needs both and stays as it is.
    """
    if not subject or not message.startswith(subject):
        return message
    rest = message[len(subject) :].lstrip(" :")
    if rest.startswith(("och ", "and ", "…", "{")):
        return message
    return rest[:1].upper() + rest[1:]


def _object_title(finding: Finding, objects: Mapping[str, MapObject], catalogue: Catalogue) -> str:
    """«Njurunda · D1 Etableringsområde», «Hela Ånge kommun»."""
    if finding.object is None:
        return words.whole_municipality(finding.municipality, catalogue)
    return f"{words.object_name(objects.get(finding.object))} · {words.class_title(finding.klass, catalogue)}"


def _same(known: FindingsListing, row: int, finding: Finding, about: MapObject | None) -> bool:
    before = known.findings[row]
    return before is finding and (about is None or known.objects.get(about.identity) is about)


def _heads(keys: Iterable[str], title: Any) -> Heads:
    numbers: dict[str, int] = {}
    first: list[int] = []
    of: list[int] = []
    for row, key in enumerate(keys):
        number = numbers.setdefault(key, len(numbers))
        if number == len(first):
            first.append(row)
        of.append(number)
    titles = [title(row) for row in first]
    places = np.asarray(of, np.int32)
    return Heads(tuple(numbers), titles, places, _ranks(titles)[places] if titles else places)


def _ranks(texts: Sequence[str]) -> Numbers:
    """For each text its place in alphabetical order; equal ones have the same."""
    folded = [(text.casefold(), number) for number, text in enumerate(texts)]
    portions = [sorted(folded[start : start + _PORTION]) for start in range(0, len(folded), _PORTION)]
    ranks = np.zeros(len(texts), np.int32)
    rank, before = -1, None
    for text, number in heapq.merge(*portions):
        rank += text != before
        ranks[number], before = rank, text
    return ranks


def _boxes(findings: Sequence[Finding], objects: Mapping[str, MapObject]) -> NDArray[np.float64]:
    places = [f.geometry if f.geometry is not None else _place(objects.get(f.object or "")) for f in findings]
    array = np.empty(len(places), dtype=object)
    array[:] = places
    return shapely.bounds(array).reshape(-1, 4)


def _place(item: MapObject | None) -> shapely.Geometry | None:
    return item.geometry if item else None
