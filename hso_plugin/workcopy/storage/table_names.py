"""Names of a working copy's tables that are shown as layers."""

from __future__ import annotations

#: Before a kind's name: the table of the neighbours' objects of that kind.
NEIGHBOUR_PREFIX = "grann_"
