"""What findings, their objects and rules are called in the lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ...core.catalogue.model import Catalogue, Rule
from ...core.model import Finding, MapObject, Severity
from ...core.reports.words import SEVERITIES
from ..widgets import words

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


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


def rule_titles(catalogue: Catalogue) -> dict[str, str]:
    """For each rule its title, and where it has none its sentence without particulars: «Saknar …».

    Where two would be alike the id comes after.
    """
    titles = {rule.id: _rule_title(rule) for rule in catalogue.rules}
    number = Counter(titles.values())
    return {rule: title if number[title] == 1 else f"{title} ({rule})" for rule, title in titles.items()}


def _rule_title(rule: Rule) -> str:
    if rule.title is not None:
        return words.say(rule.title)
    sentence = words.say(rule.message).split(". ")[0].rstrip(".")
    for subject in ("{objekt}", "{kommun}"):
        sentence = without_subject(sentence, subject)
    return re.sub(r"\{[^}]*\}", "…", sentence).removeprefix("…: ")


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


def object_title(
    finding: Finding, objects: Mapping[str, MapObject], classes: Mapping[str, str], catalogue: Catalogue
) -> str:
    """«Njurunda · D1 Etableringsområde», «Hela Ånge kommun»."""
    if finding.object is None:
        return words.whole_municipality(finding.municipality, catalogue)
    return f"{words.object_name(objects.get(finding.object))} · {classes[finding.klass]}"
