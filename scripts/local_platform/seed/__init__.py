"""Demonstration objects: real localities as nodes, all else synthetic and labelled so."""

from .draw import draw
from .store import fill

__all__ = ["draw", "fill"]
