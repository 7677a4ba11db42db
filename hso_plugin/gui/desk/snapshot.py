"""What the reviewer's windows show of a review copy at one moment: read in a task, then never touched again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shapely import Geometry

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import Right
from ...core.progress import Progress, check_cancelled
from ...core.review.queue.rows import QueueRow, queue
from ...core.review.records import states
from ...core.review.records.model import Decision, Event, Record, Review, Submission
from ...core.review.records.ports import RefusedRecord
from ...workcopy.review.review_copy import ReviewCopy
from ..widgets import words
from ..workspace.snapshot import moment


@dataclass(frozen=True, slots=True)
class ReviewSnapshot:
    """A review copy as the windows need it.

    Attributes:
        path: the GeoPackage.
        areas: municipality polygons by code, EPSG:3006.
        user: the name the platform knows the person by.
        rights: what the person may do.
        review: all that is known of the review, what waits to be sent included.
        rows: the queue.
        waiting: what is on its way.
        refused: what the platform did not take.
        fetched: when the platform was last reached; None when unknown.
    """

    path: str
    catalogue: Catalogue
    areas: Mapping[str, Geometry]
    user: str
    rights: tuple[Right, ...]
    review: Review
    rows: tuple[QueueRow, ...]
    waiting: tuple[Record, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()
    fetched: datetime | None = None

    def submission(self, change: str) -> Submission | None:
        """The submission of that `change`."""
        return next((each for each in self.review.submissions if each.change == change), None)

    def may(self, submission: Submission) -> frozenset[Event]:
        """What the person may record of it; nothing while a decision of theirs on it waits to be sent."""
        if self.deciding(submission) is not None:
            return frozenset()
        return states.may(self.rights, self.review, submission) - {Event.WITHDRAWN}

    def deciding(self, submission: Submission) -> Event | None:
        """The decision on it that waits to be sent."""
        return next(
            (
                each.event
                for each in self.waiting
                if isinstance(each, Decision) and each.submission == submission.change
            ),
            None,
        )

    def municipality(self, submission: Submission) -> str:
        """Name of the municipality that it is from."""
        return words.municipality_name(submission.municipality, self.catalogue)


def read(path: str, progress: Progress) -> ReviewSnapshot:
    """Read the review copy at `path`; for a task. Raises `HsoError`."""
    with ReviewCopy.open(path) as copy:
        store = copy.review_store()
        review = store.review()
        check_cancelled(progress)
        return ReviewSnapshot(
            path=path,
            catalogue=copy.catalogue,
            areas=copy.areas,
            user=copy.settings.user,
            rights=store.rights(),
            review=review,
            rows=tuple(queue(copy, review)),
            waiting=tuple(record for record, _ in store.outbox()),
            refused=tuple(store.refused()),
            fetched=moment(copy.last_contact),
        )
