"""What the rules ask of one class, in words: «Minst 2 ha.», «Högst 5 km till A1, A2, A3 eller B3.»."""

from __future__ import annotations

from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.rules import RULE_TYPES
from hso_plugin.core.text import Text


def asked(catalogue: Catalogue, code: str) -> list[Text]:
    """What the rules ask of the class `code` in particular; nothing of what they ask of every class."""
    sayings = ((RULE_TYPES[rule.type].asks, rule) for rule in catalogue.rules if speaks_of(rule.type))
    return list(dict.fromkeys(text for asks, rule in sayings if asks for text in asks(rule, code, catalogue)))


def speaks_of(rule_type: str) -> bool:
    """True for the types of rules whose parameters `asked` puts in words."""
    return rule_type in RULE_TYPES and RULE_TYPES[rule_type].asks is not None
