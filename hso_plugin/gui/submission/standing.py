"""Where the submission stands: its state, the line of stages, what is expected of whom, and what was refused."""

from __future__ import annotations

from typing import Any

from ...core.review.records import states
from ...core.review.records.words import expected, state_words
from ..comments import words as comments_words
from ..widgets import icons, words
from . import words as say
from .stages import StagesLine
from .status import SubmissionKnown


class SubmitStanding:
    """Writes into the upper part of the page's form."""

    def __init__(self, form: Any, submitting: SubmissionKnown) -> None:
        self._form, self._submitting = form, submitting
        self.stages = StagesLine(form)
        form.stateLayout.insertWidget(1, self.stages)

    def show_state(self) -> None:
        """Write it anew."""
        form, submitting = self._form, self._submitting
        submission, state = submitting.submission, submitting.state
        waiting, refused = submitting.unsent_submission, submitting.refused_submission
        reason = ""
        if submission is None or state is None:
            form.stateIcon.setPixmap(icons.pixmap("unset"))
            form.stateLabel.setText(words.translate("Hso", "Inget är inlämnat än"))
            form.expectedLabel.setText(
                words.translate(
                    "Hso",
                    "Att lämna in är att be regionens granskare godkänna kommunens karta som den är på plattformen nu.",
                )
            )
            self.stages.show_stages([])
        else:
            history = states.history_of(submitting.review, submission)
            form.stateIcon.setPixmap(icons.pixmap(say.ICONS[state]))
            form.stateLabel.setText(words.say(state_words(state)))
            form.expectedLabel.setText(words.say(expected(state)))
            self.stages.show_stages(say.stages(history))
            reason = history[-1].reason
        told = [words.translate("Hso", "Granskarens skäl: {reason}").replace("{reason}", reason)] if reason else []
        if waiting is not None:
            told.append(
                words.translate(
                    "Hso", "En inlämning härifrån väntar på att komma fram. Tryck på Hämta läget när nätet är tillbaka."
                )
            )
        if refused is not None:
            told.append(words.say(refused.reason))
        form.reasonLabel.setText("\n".join(told))
        form.reasonLabel.setVisible(bool(told))
        self.stages.setVisible(submission is not None)
        form.withdrawButton.setVisible(submitting.can_withdraw)


def step_note(submitting: SubmissionKnown) -> str:
    """What the step's button says beside its name: where the submission stands, and how much was said."""
    state = submitting.state
    if state is None:
        return ""
    left = sum(not thread.settled for thread in submitting.threads())
    return words.sentence((words.say(state_words(state)), comments_words.comments(left) if left else ""))
