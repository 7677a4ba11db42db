"""Offers a mend for a finding: the first proposal that leaves a sound object and passes the rules."""

from __future__ import annotations

from ..catalogue import Catalogue
from ..model import Finding, MapObject
from ..rules.registry import RULE_TYPES
from .judge import Judge
from .registry import MENDS, SOURCES, Case, Mend
from .shapes import sound
from .surroundings import Surroundings


def mendable(finding: Finding, subject: MapObject, catalogue: Catalogue) -> bool:
    """Whether a finding of the own object `subject` may have a mend; whether it has one says `mend_for`.

    Looks at finding, object and catalogue only, so it is quick enough to ask for every finding somebody looks at.
    """
    rule_type = next((rule.type for rule in catalogue.rules if rule.id == finding.rule), "")
    source = SOURCES.get(rule_type)
    return rule_type in MENDS and (source is None or source(finding, subject, catalogue) is not None)


def mend_for(finding: Finding, surroundings: Surroundings) -> Mend | None:
    """The safe mend of a finding, or None.

    Safe means: one own object changes and none is added or removed; its geometry is valid, 2D, on the grid of 1 mm and
    of the type its ledger takes; the rules, run again over the object and its surroundings, no longer make the finding
    and make no other new one, but for what the mend could not but reveal, which is never graver. While editing the
    rules are those of submission, which the object will meet next.

    Args:
        finding: from a check of the same objects at the same stage. One that no longer holds has no mend.
        surroundings: what was checked.
    """
    catalogue = surroundings.catalogue
    rule = next((rule for rule in catalogue.rules if rule.id == finding.rule), None)
    subject = surroundings.objects.get(finding.object or "")
    if rule is None or rule.type not in MENDS or rule.type not in RULE_TYPES or subject is None:
        return None
    params = RULE_TYPES[rule.type].read(rule, catalogue)
    case = Case(finding, rule, params, subject, surroundings.find(finding.other), surroundings)
    judge = Judge(case)
    for proposal in MENDS[rule.type](case):
        before = surroundings.objects.get(proposal.after.identity)
        if before is None or not sound(before, proposal.after):
            continue
        if judge.allows(before, proposal):
            return Mend(finding.id, proposal.text, before, proposal.after)
    return None
