"""A decision as it is filled in, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.review.records.model import Event, Submission
from ...core.review.records.states import NEEDS_REASON
from ..widgets import words


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as it is filled in.

    Attributes:
        event: what is to be recorded.
        submissions: on these.
        reason: without white space around it.
    """

    event: Event
    submissions: tuple[Submission, ...]
    reason: str

    @property
    def complete(self) -> bool:
        """True when nothing is missing that the decision needs."""
        return bool(self.submissions) and bool(self.reason or self.event not in NEEDS_REASON)


def submissions(number: int) -> str:
    """«1 inlämning», «3 inlämningar»."""
    return words.counted(number, words.translate("Hso", "{n} inlämning"), words.translate("Hso", "{n} inlämningar"))
