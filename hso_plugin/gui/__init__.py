"""The plugin's windows: the workspace dock, its pages and their models."""

from .main import Gui

__all__ = ["Gui"]
