"""A check and what came of it: what all reports are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from shapely import Geometry

from ..catalogue import Catalogue
from ..catalogue.model import Rule
from ..model import Finding, MapObject, Severity, Stage
from ..motivation import Motivation
from ..rules.words import object_name
from ..text import Text

#: Stands for the county in the place of a municipality: a check over all of them, and nobody's working copy.
COUNTY = "22"
_COUNTY_NAME = "Västernorrlands län"


@dataclass(frozen=True)
class CheckRun:
    """One check.

    Attributes:
        findings: in the order of `rules.check`.
        motivations: those that stand, by id of the finding.
        catalogue, stage: what was checked against.
        municipality: code of the municipality that was checked; in the regional stage whose working copy it was, or
            `COUNTY`.
        checked: when, ISO 8601 with a zone.
        objects: the objects that were checked, and those beside them, by identity; for their names.
        areas: municipality polygons by code, EPSG:3006; for the map.
    """

    findings: Sequence[Finding]
    motivations: Mapping[str, Motivation]
    catalogue: Catalogue
    stage: Stage
    municipality: str
    checked: str
    objects: Mapping[str, MapObject] = field(default_factory=dict)
    areas: Mapping[str, Geometry] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """Number of findings by severity, all severities."""
        return {severity: sum(each.severity is severity for each in self.findings) for severity in Severity}

    @cached_property
    def unmotivated(self) -> int:
        """Number of warnings without a motivation that stands: these hold up a submission."""
        return sum(
            finding.severity is Severity.WARNING and finding.id not in self.motivations for finding in self.findings
        )

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The catalogue's rules by id."""
        return {rule.id: rule for rule in self.catalogue.rules}

    @cached_property
    def municipality_names(self) -> dict[str, str]:
        """Names by code, of the county and its neighbours."""
        return {each.code: each.name for each in (*self.catalogue.municipalities, *self.catalogue.neighbours)}

    @property
    def checked_objects(self) -> int:
        """How many objects were checked."""
        regional = self.stage is Stage.REGIONAL
        return sum(regional or item.municipality == self.municipality for item in self.objects.values())

    @property
    def title(self) -> str:
        """The municipality's name, or the county's; its code when the catalogue does not know it."""
        if self.municipality == COUNTY:
            return _COUNTY_NAME
        return self.municipality_names.get(self.municipality, self.municipality)

    def subject(self, finding: Finding) -> Text:
        """What a finding is about: `A4 ”Norra Birsta”`, or the whole municipality."""
        home = self.municipality_names.get(finding.municipality, finding.municipality)
        if finding.object is None:
            return Text(f"Hela kommunen: {home}", f"The whole municipality: {home}")
        item = self.objects.get(finding.object)
        elsewhere = home if finding.municipality != self.municipality else ""
        if item is not None:
            return object_name(item, elsewhere)
        return Text(finding.klass or "Objektet", finding.klass or "The object")
