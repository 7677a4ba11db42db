"""Findings as the lists show them, prepared in a task: texts, groups, orders and places as arrays over the findings.

With 40 000 findings every one of these takes tens of milliseconds, for which the windows have no time. What is left to
them, filtering and grouping, is work on whole arrays; see `rows`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from ...core.catalogue.model import Catalogue, Rule
from ...core.model import Finding, MapObject, Severity
from ...core.rules.words import object_name
from ...qgis_bridge.profile import language
from ..widgets import words
from .titles import ORDER, object_key, object_title, rule_titles, without_subject

RANK = {severity: rank for rank, severity in enumerate(ORDER)}
#: Items dealt with between two turns of the windows: half a millisecond's work.
_TURN = 250
#: Bytes (UTF-8) of a text that its place in alphabetical order depends on.
_BEGINNING = 32

Numbers = NDArray[np.int32]
Item = TypeVar("Item")


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
    rules = rule_titles(catalogue)
    classes = {code: words.class_title(code, catalogue) for code in {finding.klass for finding in findings}}
    by_object = _heads(
        [object_key(f) for f in _gently(findings)], findings, lambda f: object_title(f, objects, classes, catalogue)
    )
    by_rule = _heads([f.rule for f in _gently(findings)], findings, lambda f: rules.get(f.rule, f.rule))
    by_class = _heads([f.klass for f in _gently(findings)], findings, lambda f: classes[f.klass])
    if known is not None and known.catalogue is not catalogue:
        known = None
    messages, short, search = _texts(findings, objects, known, by_object, by_rule)
    return FindingsListing(
        findings=findings,
        catalogue=catalogue,
        objects=objects,
        messages=messages,
        short=short,
        search=search,
        rows={finding.id: row for row, finding in enumerate(_gently(findings))},
        severity=np.fromiter((RANK[f.severity] for f in _gently(findings)), np.int32, len(findings)),
        boxes=_boxes(findings, objects),
        by_object=by_object,
        by_rule=by_rule,
        by_class=by_class,
        message_ranks=_ranks(short),
    )


def _texts(
    findings: Sequence[Finding],
    objects: Mapping[str, MapObject],
    known: FindingsListing | None,
    by_object: Heads,
    by_rule: Heads,
) -> tuple[list[str], list[str], list[str]]:
    """Messages, short messages and search texts."""
    tongue = language.current()
    rows: Mapping[str, int] = known.rows if known is not None else {}
    before: Sequence[Finding] = known.findings if known is not None else ()
    about_before: Mapping[str, MapObject] = known.objects if known is not None else {}
    subjects: dict[str, str] = {}
    messages, short, search = [], [], []
    for finding, head, rule in zip(_gently(findings), by_object.of.tolist(), by_rule.of.tolist(), strict=True):
        identity = finding.object or ""
        about, row = objects.get(identity), rows.get(finding.id)
        if known is not None and row is not None and before[row] is finding and about_before.get(identity) is about:
            messages.append(known.messages[row])
            short.append(known.short[row])
            search.append(known.search[row])
            continue
        if identity not in subjects:
            subjects[identity] = object_name(about).get(tongue) if about else ""
        message = finding.message.get(tongue)
        messages.append(message)
        short.append(without_subject(message, subjects[identity]))
        search.append(f"{by_object.titles[head]} {message} {by_rule.titles[rule]} {finding.rule}".casefold())
    return messages, short, search


def _heads(keys: Sequence[str], findings: Sequence[Finding], title: Callable[[Finding], str]) -> Heads:
    """What the findings with equal `keys` have in common, called as the first of them would have it."""
    first = dict(zip(reversed(keys), reversed(findings), strict=True))
    own = tuple(dict.fromkeys(keys))
    numbers = {key: number for number, key in enumerate(own)}
    of = np.fromiter(map(numbers.__getitem__, keys), np.int32, len(keys))
    titles = [title(first[key]) for key in _gently(own)]
    return Heads(own, titles, of, _ranks(titles)[of] if own else of)


def _ranks(texts: Sequence[str]) -> Numbers:
    """For each text its place in alphabetical order; those with the same beginning (`_BEGINNING`) share one.

    As numbers: sorting 40 000 strings takes a tenth of a second in which no window has its turn.
    """
    if not texts:
        return np.zeros(0, np.int32)
    beginnings = b"".join([text.casefold().encode()[:_BEGINNING].ljust(_BEGINNING, b"\0") for text in _gently(texts)])
    keys = np.frombuffer(beginnings, ">u8").reshape(len(texts), -1).astype(np.uint64)
    order = np.lexsort(keys.T[::-1])
    ordered = keys[order]
    ranks = np.empty(len(texts), np.int32)
    ranks[order] = np.concatenate(([0], np.cumsum((ordered[1:] != ordered[:-1]).any(axis=1))))
    return ranks


def _boxes(findings: Sequence[Finding], objects: Mapping[str, MapObject]) -> NDArray[np.float64]:
    places = [f.geometry if f.geometry is not None else _place(objects.get(f.object or "")) for f in _gently(findings)]
    array = np.empty(len(places), dtype=object)
    array[:] = places
    return shapely.bounds(array).reshape(-1, 4)


def _place(item: MapObject | None) -> shapely.Geometry | None:
    return item.geometry if item else None


def _gently(items: Sequence[Item]) -> Iterator[Item]:
    """The same items; now and then the windows have their turn.

    A thread that works keeps Python's lock for 5 ms at a time, and a window that is drawn asks for it again and again.
    """
    for start in range(0, len(items), _TURN):
        yield from items[start : start + _TURN]
        time.sleep(0)
