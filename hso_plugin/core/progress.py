"""How long work tells how far it has come, and hears that it should stop."""

from __future__ import annotations

from typing import Protocol

from .errors import Cancelled
from .text import Text


class Progress(Protocol):
    """What long work reports to. A QgsTask, a processing feedback and a test each have their own."""

    def report(self, fraction: float, text: Text | None = None) -> None:
        """Tell that `fraction` (0–1) is done, and what is going on."""

    def is_cancelled(self) -> bool:
        """True once the person has asked to stop."""


class Silent:
    """Reports to nobody and is never cancelled."""

    def report(self, fraction: float, text: Text | None = None) -> None:
        """Nothing to tell."""

    def is_cancelled(self) -> bool:
        """Never."""
        return False


def check_cancelled(progress: Progress) -> None:
    """Raise `Cancelled` if the person asked to stop."""
    if progress.is_cancelled():
        raise Cancelled
