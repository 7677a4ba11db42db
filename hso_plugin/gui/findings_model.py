"""Findings of a check as a tree by object or by rule, filtered by severity and text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt

from ..core.catalogue.model import Catalogue
from ..core.model import Finding, MapObject, Severity
from ..core.rules.words import object_name
from . import icons, words
from .grouped_model import Group, GroupedModel

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def severity_title(severity: Severity) -> str:
    """«Fel», «Varning», «Upplysning»."""
    return {
        Severity.ERROR: words.translate("Hso", "Fel"),
        Severity.WARNING: words.translate("Hso", "Varning"),
        Severity.NOTE: words.translate("Hso", "Upplysning"),
    }[severity]


def counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    """How many there are of each severity; every severity has a number."""
    number = Counter(f.severity for f in findings)
    return {severity: number[severity] for severity in ORDER}


def group(
    findings: Sequence[Finding],
    objects: Mapping[str, MapObject],
    catalogue: Catalogue,
    *,
    by_rule: bool,
    severities: Collection[Severity],
    text: str,
) -> list[Group]:
    """Groups of the findings that are left by the filters; worst first, then as the engine gave them."""
    wanted = text.casefold().strip()
    left: dict[str, list[Finding]] = {}
    titles: dict[str, str] = {}
    for finding in findings:
        if finding.severity not in severities:
            continue
        key = finding.rule if by_rule else finding.object
        if key not in titles:
            titles[key] = rule_title(finding, catalogue) if by_rule else object_title(finding, objects, catalogue)
        haystack = f"{object_title(finding, objects, catalogue)} {words.say(finding.message)} {finding.rule}"
        if not wanted or wanted in haystack.casefold():
            left.setdefault(key, []).append(finding)
    groups = [
        Group(key, titles[key], tuple(sorted(items, key=lambda f: ORDER.index(f.severity))))
        for key, items in left.items()
    ]
    return sorted(groups, key=lambda g: ORDER.index(g.items[0].severity))


def object_title(finding: Finding, objects: Mapping[str, MapObject], catalogue: Catalogue) -> str:
    """«Njurunda · D1 Etableringsområde»."""
    found = objects.get(finding.object)
    return f"{words.object_name(found)} · {words.class_title(finding.klass, catalogue)}"


def rule_title(finding: Finding, catalogue: Catalogue) -> str:
    """The rule's sentence without its particulars: «Ytan överlappar … med …»; the id when the catalogue lacks it."""
    rule = next((r for r in catalogue.rules if r.id == finding.rule), None)
    if rule is None:
        return finding.rule
    return re.sub(r"\{[^}]*\}", "…", words.say(rule.message)).split(". ")[0].rstrip(".")


def without_subject(message: str, about: MapObject | None) -> str:
    """`message` without the object's name in front: «A3 ”Njurunda” saknar skede.» becomes «Saknar skede.»."""
    subject = words.say(object_name(about)) if about else ""
    rest = message.removeprefix(subject).lstrip()
    return rest[:1].upper() + rest[1:] if subject and rest != message else message


class FindingsModel(GroupedModel):
    """One line a finding, with the severity as icon, and as words for those who cannot see it."""

    by_rule = False
    objects: Mapping[str, MapObject] = {}

    def item_data(self, item: Finding, column: int, role: int) -> Any:
        """The message, without the object's name where that stands in the heading already, and the icon."""
        if role == Qt.ItemDataRole.DisplayRole:
            message = words.say(item.message)
            return message if self.by_rule else without_subject(message, self.objects.get(item.object))
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(icons.SEVERITY[item.severity])
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.say(item.message))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{severity_title(item.severity)}: {words.say(item.message)}"
        return None
