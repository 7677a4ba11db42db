"""Demonstration objects: real localities as nodes, everything else synthetic and labelled so, the same for the same number."""

from .draw import draw
from .store import fill

__all__ = ["draw", "fill"]
