"""The field below the comments and its buttons: they say whether it holds an answer, a tick or a new comment."""

from __future__ import annotations

from typing import Any

from ...core.review.records.model import Comment
from ..widgets import words
from .composer import Composer
from .model import ThreadRow
from .port import CommentsPort

#: Pixels of the text field: as high as may be, and as the form has it.
_ALL_THERE_IS, _ANSWER_HEIGHT = 16_777_215, 72


class AnswerField:
    """Writes into the lower part of the comments' form what the composer is at."""

    def __init__(self, form: Any, port: CommentsPort, composer: Composer) -> None:
        self._form, self._port, self._composer = form, port, composer

    def show_state(self, row: ThreadRow | None) -> None:
        """Write it anew; `row` is the thread that an answer goes to."""
        form, new, about = self._form, self._composer.new, self._composer.about
        # A new comment has the room that the conversation leaves; an answer stands below it, some lines high.
        form.answerEdit.setMaximumHeight(_ALL_THERE_IS if new else _ANSWER_HEIGHT)
        form.aboutLabel.setVisible(new)
        if about is not None:
            unsaid = Comment("", "", "", about.submission, about.object, about.version, place=about.place)
            text = words.translate("Hso", "Ny kommentar: {about}")
            form.aboutLabel.setText(text.replace("{about}", self._port.title(unsaid)))
        elif new:
            form.aboutLabel.setText(words.translate("Hso", "Skriv om kommentaren och skicka den igen"))
        form.answerEdit.setPlaceholderText(
            words.translate("Hso", "Skriv kommentaren här")
            if new
            else words.translate("Hso", "Skriv ett svar här, om det behövs")
        )
        self.show_buttons(row)

    def show_buttons(self, row: ThreadRow | None) -> None:
        """What the buttons say also depends on whether anything is written."""
        form, written, new = self._form, bool(self._composer.text), self._composer.new
        form.answerButton.setEnabled(written)
        form.answerButton.setText(words.translate("Hso", "Skicka") if new else words.translate("Hso", "Svara"))
        form.cancelButton.setVisible(new)
        form.settleButton.setVisible(not new and row is not None and self._port.may_settle(row.thread.question))
        if row is not None and row.thread.settled:
            form.settleButton.setText(words.translate("Hso", "Ta upp igen"))
        elif written:
            form.settleButton.setText(words.translate("Hso", "Svara: åtgärdad"))
        else:
            form.settleButton.setText(words.translate("Hso", "Markera åtgärdad"))
