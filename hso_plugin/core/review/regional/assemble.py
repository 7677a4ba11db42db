"""All municipalities' maps together, checked at stage `regional`, and what is found sorted by whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import shapely
from shapely import Geometry

from ...catalogue import Catalogue
from ...catalogue.model import Rule
from ...model import Finding, MapObject, ObjectVersion, Severity, Stage
from ...motivation import Motivation, standing
from ...progress import Progress
from ...rules import check
from ...rules.objects.context import SLACK_M
from ...text import Text
from ..compare import borders
from ..records.model import Review, Submission
from ..records.states import OPEN, approved, newest, state_of


class Sort(StrEnum):
    """What a finding is about, seen from the county."""

    WAITING = "vantar"
    OVERLAP = "overlapp"
    LACKING = "saknas"
    OWN = "egen"


SORTS = {
    Sort.WAITING: Text("Väntar på grannkommunen", "Waits for the neighbour"),
    Sort.OVERLAP: Text("Överlappar över kommungränsen", "Overlaps across the border"),
    Sort.LACKING: Text("Saknas i kommunen", "Lacking in the municipality"),
    Sort.OWN: Text("Inom kommunen", "Within the municipality"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The findings that concern the same municipalities.

    Attributes:
        municipalities: codes: two for a pair, one for what concerns a municipality alone.
        findings: in the order of `rules.check`. One that concerns several pairs stands in each.
    """

    municipalities: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Assembly:
    """The county's map and what the rules find in it.

    Attributes:
        findings: in the order of `rules.check`.
        groups: pairs first, then single municipalities, in the catalogue's order of municipalities.
        sorts: what each finding is about, by its id.
        motivations: those in the submitters' reports that still hold, by id of the finding.
        versions: everything that was checked, by identity.
        submissions: whose snapshot each municipality's objects are, by code; None where there is nothing yet.
        catalogue, areas: what was checked with.
        checked: when, ISO 8601.
    """

    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]
    sorts: Mapping[str, Sort]
    motivations: Mapping[str, Motivation]
    versions: Mapping[str, ObjectVersion]
    submissions: Mapping[str, Submission | None]
    catalogue: Catalogue
    areas: Mapping[str, Geometry] = field(default_factory=dict)
    checked: str = ""

    @cached_property
    def objects(self) -> dict[str, MapObject]:
        """The objects that were checked, by identity."""
        return {identity: version.object for identity, version in self.versions.items()}

    @property
    def pairs(self) -> tuple[Group, ...]:
        """The groups of two municipalities."""
        return tuple(group for group in self.groups if len(group.municipalities) > 1)

    @property
    def counts(self) -> dict[Severity, int]:
        """Number of findings by severity, all severities."""
        return {severity: sum(each.severity is severity for each in self.findings) for severity in Severity}

    def count(self, sort: Sort) -> int:
        """Number of findings of a sort."""
        return sum(found is sort for found in self.sorts.values())


def chosen(review: Review, municipality: str, *, submitted: bool) -> Submission | None:
    """The submission a municipality takes part with: the one approved last, or, if wanted, the open one after it."""
    last = newest(review, municipality) if submitted else None
    return last if last is not None and state_of(review, last) in OPEN else approved(review, municipality)


def assemble(
    snapshots: Mapping[str, Mapping[str, ObjectVersion]],
    areas: Mapping[str, Geometry],
    catalogue: Catalogue,
    motivations: Iterable[Motivation] = (),
    submissions: Mapping[str, Submission | None] | None = None,
    checked: str = "",
    progress: Progress | None = None,
) -> Assembly:
    """Check all municipalities' maps together.

    Args:
        snapshots: by municipality, then by identity.
        areas: municipality polygons by code, EPSG:3006. Only of municipalities with a polygon is told what they lack;
            one that has submitted nothing lacks everything.
        motivations: of the submitters.

    Raises:
        HsoError, Cancelled: as `rules.check`.
    """
    versions = {name: version for own in snapshots.values() for name, version in own.items()}
    objects = {name: version.object for name, version in versions.items()}
    findings = check(list(objects.values()), (), areas, catalogue, Stage.REGIONAL, "", progress)
    rules = {rule.id: rule for rule in catalogue.rules}
    order = _places(catalogue)
    groups: dict[tuple[str, ...], list[Finding]] = {}
    sorts = {}
    for finding in findings:
        rule = rules[finding.rule]
        concerned = _concerned(finding, rule, objects, areas)
        sorts[finding.id] = _sort(rule, concerned)
        pairs: list[tuple[str, ...]] = [(finding.municipality, each) for each in concerned]
        for pair in pairs or [(finding.municipality,)]:
            groups.setdefault(tuple(sorted(pair, key=order)), []).append(finding)
    return Assembly(
        findings=tuple(findings),
        groups=tuple(
            Group(codes, tuple(groups[codes]))
            for codes in sorted(groups, key=lambda codes: (len(codes) == 1, [order(code) for code in codes]))
        ),
        sorts=sorts,
        motivations=standing(motivations, findings),
        versions=versions,
        submissions=submissions or {},
        catalogue=catalogue,
        areas=areas,
        checked=checked,
    )


def _concerned(
    finding: Finding, rule: Rule, objects: Mapping[str, MapObject], areas: Mapping[str, Geometry]
) -> list[str]:
    """The other municipalities that a finding concerns."""
    if rule.type == borders.RULE_TYPE and finding.geometry is not None:
        near = float(rule.params["border_m"]) + SLACK_M
        return [
            code
            for code, area in areas.items()
            if code != finding.municipality and shapely.dwithin(area, finding.geometry, near)
        ]
    other = objects.get(finding.other or "")
    return [other.municipality] if other is not None and other.municipality != finding.municipality else []


def _sort(rule: Rule, concerned: list[str]) -> Sort:
    if rule.type == borders.RULE_TYPE:
        return Sort.WAITING
    if rule.type == "minst-antal":
        return Sort.LACKING
    return Sort.OVERLAP if concerned else Sort.OWN


def _places(catalogue: Catalogue) -> Callable[[str], tuple[int, str]]:
    """The order of municipalities, for sorting their codes."""
    codes = {each.code: number for number, each in enumerate(catalogue.municipalities)}
    return lambda code: (codes.get(code, len(codes)), code)
