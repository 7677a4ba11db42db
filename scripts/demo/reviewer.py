"""What a reviewer does in the window, as verbs for stories: connect, fetch, open, take up, comment, decide."""

from __future__ import annotations

from typing import Any

from qgis.utils import plugins

from .driver import Driver, Story


class Reviewer:
    """A person at the reviewer's window."""

    def __init__(self, driver: Driver) -> None:
        from hso_plugin.core.review.records.model import Event
        from hso_plugin.core.review.records.states import newest
        from hso_plugin.gui.review.page import Tab

        self.driver = driver
        self.gui = plugins["hso_plugin"].gui
        self.desk = self.gui.reviewing.desk
        self.event, self.tab = Event, Tab
        self._newest = newest

    @property
    def panel(self) -> Any:
        """The pages; there once the person has connected as a reviewer."""
        return self.gui.reviewing.panel

    def idle(self) -> bool:
        """True when no job runs."""
        return not self.desk.jobs.busy and not self.gui.workspace.jobs.busy

    def settled(self, what: str) -> Story:
        """Wait for a job, and for the one that may follow it."""
        for _ in range(2):
            yield self.driver.pause(0.3)
            yield self.driver.until(self.idle, what, 120)

    def connect(self, url: str, user: str, password: str, review_copy: str) -> Story:
        """Fill in the form of the first time, and fetch what has been handed in. The rights say that one reviews."""
        driver, face = self.driver, self.gui.panel
        form = face.connect_form
        yield driver.until(face.isVisible, "the dock to show itself")
        driver.type(form.platformBox, url)
        driver.type(form.userEdit, user)
        driver.type(form.passwordEdit, password)
        driver.click(form.testButton)
        yield driver.until(lambda: self.idle() and form.lines.rowCount() > 0, "the self-test")
        form.copyEdit.setFilePath(review_copy)
        yield driver.pause(0.3)
        driver.click(face.primaryButton)
        yield driver.until(lambda: self.desk.snapshot is not None and self.idle(), "what was handed in", 120)
        yield from self.settled("the queue")

    def fetch(self) -> Story:
        """Fetch what is new, and look at the queue."""
        self.driver.click(self.panel.bar.buttons[0])
        yield self.driver.pause(0.2)
        self.driver.click(self.panel.timesButton)
        yield from self.settled("the news")

    def choose(self, municipality: str) -> Story:
        """Choose the newest submission of a municipality in the queue."""
        page = self.panel.queue_page
        wanted = self._newest(self.desk.snapshot.review, municipality)
        row = next(row for row in page.model.rows() if row.submission.change == wanted.change)
        self.driver.click_item(page.queueView, page.model.find(row))
        yield self.driver.pause(0.3)

    def open(self) -> Story:
        """Put the chosen submission on the desk: its changes on the map, and the rules run on it."""
        self.driver.click(self.panel.primaryButton)
        yield from self.settled("the submission to be compared and checked")
        yield self.driver.map_drawn()
        yield self.driver.pause(0.5)

    def press(self, what: str) -> Story:
        """Press the primary button, and wait for what comes of it."""
        self.driver.click(self.panel.primaryButton)
        yield from self.settled(what)

    def comment_on(self, name: str, text: str, *, picture: str) -> Story:
        """Say something of an object in the list of changes."""
        driver, page = self.driver, self.panel.review_page
        page.go_to(self.tab.CHANGES)
        yield driver.pause(0.3)
        found = next(row for group in page.changes.model.groups for row in group.items if row.object.name == name)
        driver.click_item(page.changes.changesView, page.changes.model.find(found))
        yield driver.pause(0.3)
        driver.click(page.changes.commentButton)
        yield driver.pause(0.3)
        driver.keys(page.comments.answerEdit, text)
        yield driver.map_drawn()
        driver.picture(picture)
        driver.click(page.comments.answerButton)
        yield from self.settled("the comment to be sent")

    def decide(self, event: Any, reason: str, *, picture: str) -> Story:
        """Choose a decision, write the reason, and press."""
        driver, box = self.driver, self.panel.review_page.verdict.box
        self.panel.review_page.go_to(self.tab.DECISION)
        yield driver.pause(0.3)
        driver.click(box.buttons[event])
        yield driver.pause(0.2)
        driver.keys(box.reasonEdit, reason)
        yield driver.pause(0.3)
        driver.picture(picture)
        yield from self.press("the decision")
