"""The rules engine: checks objects against the catalogue's rules.

A rule type is one function with `@rule_type` in one of the modules imported here; a rule is an entry in the catalogue.
"""

from .engine.checker import Checker, Difference
from .engine.full_check import check
from .engine.rule_loading import validate
from .registry import RULE_TYPES, Hit, rule_type
from .types import (
    attributes,
    borders,
    choices,
    counts,
    drawing,
    duplicates,
    line_ends,
    nearness,
    overlap,
    size,
    slivers,
    vertices,
)

# Imported for the rule types they register.
FAMILIES = (
    *(attributes, borders, choices, counts, drawing, duplicates, line_ends, nearness, overlap, size),
    *(slivers, vertices),
)

__all__ = [
    "FAMILIES",
    "RULE_TYPES",
    "Checker",
    "Difference",
    "Hit",
    "check",
    "rule_type",
    "validate",
]
