"""What a person writes below the comments: an answer, a new comment, or one that the platform did not take, anew."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from qgis.PyQt.QtWidgets import QPlainTextEdit

from ...core.review.records.model import Comment
from .port import About


class Composer:
    """Over one text field. An answer that is not finished waits at its thread until the person comes back to it.

    Attributes:
        thread: `change` of the comment that an answer goes to.
        about: what a new comment is about, None unless one is being written.
        mended: the comment that is being written anew.
    """

    def __init__(self, edit: QPlainTextEdit) -> None:
        self._edit = edit
        self._drafts: dict[str, str] = {}
        self.thread = ""
        self.about: About | None = None
        self.mended: Comment | None = None

    @property
    def text(self) -> str:
        """What is written, without blanks around it."""
        return self._edit.toPlainText().strip()

    @property
    def new(self) -> bool:
        """True unless what is written is an answer."""
        return self.about is not None or self.mended is not None

    def turn_to(self, thread: str) -> None:
        """Answer this thread from now on."""
        if thread != self.thread:
            self._keep_draft()
            self.thread = thread
            self._show_draft()

    def begin(self, about: About) -> None:
        """Write a new comment."""
        self._keep_draft()
        self.about, self.mended = about, None
        self._edit.clear()

    def mend(self, comment: Comment) -> None:
        """Write a comment anew."""
        self._keep_draft()
        self.about, self.mended = None, comment
        self._edit.setPlainText(comment.text)

    def stop(self) -> None:
        """Back to answering."""
        if self.new:
            self.about = self.mended = None
            self._show_draft()

    def finish(self) -> None:
        """What was written is on its way."""
        if self.new:
            self.stop()
        else:
            self._edit.clear()

    def written(self, user: str, question: Comment | None, settled: bool | None) -> Comment | None:
        """The comment as `user` would send it now: an answer to `question` and its tick; None when it says nothing."""
        if not self.text and (settled is None or self.new):
            return None
        if self.mended is not None:
            return replace(self.mended, text=self.text)
        about = self.about
        if about is not None:
            return Comment(
                str(uuid4()), self.text, user, about.submission, about.object, about.version, place=about.place
            )
        if question is None:
            return None
        return Comment(
            str(uuid4()),
            self.text,
            user,
            question.submission,
            question.object,
            question.version,
            question.change,
            settled=settled,
        )

    def _keep_draft(self) -> None:
        if not self.new:
            self._drafts[self.thread] = self._edit.toPlainText()

    def _show_draft(self) -> None:
        if not self.new:
            self._edit.setPlainText(self._drafts.pop(self.thread, ""))
