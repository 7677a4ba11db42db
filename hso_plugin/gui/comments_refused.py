"""A comment that the platform did not take, above the others: what it said, and why it was refused."""

from __future__ import annotations

from typing import Any

from ..core.review.model import Comment
from . import comments_words, words
from .comments_composer import Composer
from .comments_port import CommentsPort


class RefusedComment:
    """Writes into its frame in the comments' form; hidden while the comment is written anew."""

    def __init__(self, form: Any, port: CommentsPort, composer: Composer) -> None:
        self._form, self._port, self._composer = form, port, composer

    @property
    def comment(self) -> Comment | None:
        """The first one, until it was mended or dropped; submissions and decisions are told elsewhere."""
        found = self._first()
        return found[0] if found is not None else None

    def show_state(self) -> None:
        """Write it anew."""
        found = self._first()
        self._form.refusedFrame.setVisible(found is not None and self._composer.mended is None)
        if found is not None:
            comment, reason = found
            quoted = f"«{comments_words.excerpt(comment.text)}»" if comment.text else ""
            self._form.refusedLabel.setText(words.sentence((quoted, reason)))

    def _first(self) -> tuple[Comment, str] | None:
        found = ((each.record, words.say(each.reason)) for each in self._port.refused())
        return next(((record, reason) for record, reason in found if isinstance(record, Comment)), None)
