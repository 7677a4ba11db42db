"""A person with a reviewer's copy and no window, who works with the plugin's own code; also in the stories of QGIS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import requests

from hso_plugin.core.progress import Silent
from hso_plugin.core.review.records.model import Decision, Event, Record, Submission
from hso_plugin.core.review.records.ports import Exchanged
from hso_plugin.workcopy import Settings
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from hso_plugin.workcopy.review.review_sync import exchange_soon, open_review


class Reviewer:
    """Signed in to the platform at `url` as `account`, a login and its password, with a copy at `path`."""

    def __init__(self, url: str, account: Sequence[str], path: Path) -> None:
        self.url, self.path = url, path
        self.login, password = account
        self.session = requests.Session()
        self.session.auth = (self.login, password)

    def open(self) -> ReviewCopy:
        return open_review(self.path, Settings(self.url, "", ""), self.session, Silent())

    def decision(self, change: str, event: Event, reason: str = "") -> Decision:
        """An event on the submission with the identity `change`, not yet sent."""
        return Decision(str(uuid4()), change, event, reason, self.login)

    def send(self, *records: Record) -> Exchanged:
        """Write `records` into the copy, which is there, and exchange."""
        with ReviewCopy.open(self.path) as copy:
            copy.review_store().keep(records)
            return exchange_soon(copy, self.session, Silent())

    def decide(self, submission: Submission, *events: Event, reason: str = "") -> Exchanged:
        return self.send(*(self.decision(submission.change, event, reason) for event in events))

    def say(self, *records: Record) -> None:
        """Send `records`, all of which the platform must take; makes the copy where there is none."""
        self.open().close()
        done = self.send(*records)
        assert done.trouble is None and not done.refused, done

    def approve(self, submission: Submission) -> None:
        """Take a submission up and approve it."""
        self.say(*(self.decision(submission.change, event) for event in (Event.TAKEN_UP, Event.APPROVED)))
