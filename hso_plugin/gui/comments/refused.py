"""A comment that the platform did not take, above the others: what it said, why not, and the two ways on from there."""

from __future__ import annotations

from typing import Any

from ...core.review.records.model import Comment
from ..widgets import words
from . import words as comments_words
from .composer import Composer
from .port import CommentsPort


class RefusedComment:
    """Writes the first one into its frame in the comments' form; hidden while that is written anew.

    Submissions and decisions that were refused are told elsewhere.
    """

    def __init__(self, form: Any, port: CommentsPort, composer: Composer) -> None:
        self._form, self._port, self._composer = form, port, composer

    def show_state(self) -> None:
        """Write it anew."""
        found = self._first()
        self._form.refusedFrame.setVisible(found is not None and self._composer.mended is None)
        if found is not None:
            comment, reason = found
            quoted = f"«{comments_words.excerpt(comment.text)}»" if comment.text else ""
            self._form.refusedLabel.setText(words.sentence((quoted, reason)))

    def mend(self) -> None:
        """Have it written anew."""
        found = self._first()
        if found is not None:
            self._composer.mend(found[0])

    def drop(self) -> None:
        """Forget it."""
        found = self._first()
        if found is not None:
            self._port.drop([found[0].change])

    def _first(self) -> tuple[Comment, str] | None:
        found = ((each.record, words.say(each.reason)) for each in self._port.refused())
        return next(((record, reason) for record, reason in found if isinstance(record, Comment)), None)
