"""What a planner does at the fifth step, as verbs for stories: hand in, read what was said, answer, tick off."""

from __future__ import annotations

from typing import Any

from .driver import Driver, Story
from .planner import Planner


class Submitter(Planner):
    """A planner who hands in."""

    def __init__(self, driver: Driver) -> None:
        from hso_plugin.core.review.records.model import SubmissionState

        super().__init__(driver)
        self.state = SubmissionState
        self.page, self.submitting = self.panel.submit_page, self.panel.submitting

    def idle(self) -> bool:
        """True when no job runs and no comment waits for its turn."""
        return bool(super().idle() and not self.submitting._later.isActive())

    def act(self, what: str) -> Story:
        """Press the primary button, and wait for what comes of it."""
        self.driver.click(self.primary)
        yield self.driver.pause(0.3)
        yield self.driver.until(self.idle, what)
        yield self.driver.pause(0.3)

    def step_five(self) -> Story:
        """Go to handing in; the page looks for itself at what is to be known."""
        yield from self.show(self.step.SUBMIT)
        yield self.driver.pause(0.3)
        yield self.driver.until(self.idle, "the fifth step to have looked")
        yield self.driver.pause(0.3)

    def hand_in(self, message: str, *, picture: str) -> Story:
        """Write to the reviewer and hand in what has been checked; ends when the platform has it."""
        before = self.submitting.submission
        self.driver.keys(self.page.messageEdit, message)
        yield self.driver.pause(0.3)
        self.driver.picture(picture)
        yield from self.act("the submission to be sent")
        yield self.driver.until(
            lambda: self.submitting.submission not in (None, before) and self.idle(), "the platform to have it"
        )
        yield self.driver.pause(0.5)

    def look_up(self, state: Any) -> Story:
        """Ask how the submission stands, till it stands at `state`."""
        self.driver.click(self.page.refreshButton)
        yield self.driver.pause(0.3)
        yield self.driver.until(lambda: self.submitting.state is state and self.idle(), "the news of the submission")
        yield self.driver.pause(0.3)

    def asked_about(self) -> list[str]:
        """Names of the objects that something not ticked off was said of, in the order of the list."""
        known = self.workspace.snapshot.by_identity
        left = [row.thread for row in self.page.comments.model.rows() if not row.thread.settled]
        return [known[thread.question.object].name for thread in left]

    def answer_and_tick(self, text: str) -> Story:
        """Answer the chosen comment, and tick it off in the same click; the next one is chosen then."""
        view = self.page.comments
        view.answerEdit.setFocus()  # by Tab
        self.driver.keys(view.answerEdit, text)
        self.driver.click(view.settleButton)
        yield self.driver.pause(0.3)
        yield self.driver.until(self.idle, "the answer to be sent")
