"""Progress of the core, told to a `QgsFeedback` of QGIS."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsFeedback

from ...core.text import Text
from ..profile.language import current


class FeedbackProgress:
    """What the core reports to: percentages to a feedback, sentences to a function. For any thread."""

    def __init__(self, feedback: QgsFeedback, say: Callable[[str], None]) -> None:
        self.feedback = feedback
        self._say = say
        self._said = ""
        # Looked up once: the locale does not change while something runs.
        self._language = current()

    def report(self, fraction: float, text: Text | None = None) -> None:
        """Tell how far it has come; the same sentence twice in a row is said once."""
        self.feedback.setProgress(max(0.0, min(1.0, fraction)) * 100)
        sentence = "" if text is None else text.get(self._language)
        if sentence and sentence != self._said:
            self._said = sentence
            self._say(sentence)

    def is_cancelled(self) -> bool:
        """True once the feedback is cancelled."""
        return bool(self.feedback.isCanceled())
