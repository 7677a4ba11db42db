"""Mends: what can safely be put right for the person, and what the object would be afterwards.

A mend is a pure function of a finding and what lies around it, registered for a rule type, so that a region's own rule
of that type gets it too. Nothing is changed here: the caller shows `Mend.text`, and writes `Mend.after`.
"""

from . import attributes, borders, codes, line_ends, overlap, precision, validity
from .offer import mend_for, mendable
from .registry import Mend
from .surroundings import Surroundings

# Imported for the mends they register.
FAMILIES = (attributes, borders, codes, line_ends, overlap, precision, validity)

__all__ = ["FAMILIES", "Mend", "Surroundings", "mend_for", "mendable"]
