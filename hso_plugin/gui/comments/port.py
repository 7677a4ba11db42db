"""What the list of comments needs of its window: what was said, what it is about, and somewhere to say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shapely import Geometry

from ...core.review.records.model import Comment
from ...core.review.records.ports import RefusedRecord
from ...core.review.records.threads import Thread


@dataclass(frozen=True, slots=True)
class About:
    """What a new comment is said of: a submission as a whole, an object in it, or a place.

    Attributes:
        submission: `change` of the submission.
        object, version: identity and version number of the object; both or none.
        place: easting and northing in EPSG:3006; None for the object's own, or for none.
    """

    submission: str | None = None
    object: str | None = None
    version: int | None = None
    place: tuple[float, float] | None = None


class CommentsPort(Protocol):
    """A planner's or a reviewer's window. Nothing here waits for the platform."""

    @property
    def user(self) -> str:
        """The name the platform knows the person by; empty while nothing is open."""

    def threads(self) -> Sequence[Thread]:
        """What is to be listed, ascending by question."""

    def refused(self) -> Sequence[RefusedRecord]:
        """What the person said and the platform did not take."""

    def title(self, comment: Comment) -> str:
        """What a comment is about, in a few words: «Matfors · A3 Serviceort», «Hela inlämningen»."""

    def place(self, comment: Comment) -> Geometry | None:
        """Where that is (E, N in EPSG:3006); None without a place."""

    def may_settle(self, question: Comment) -> bool:
        """False when the platform would not take a tick from the person in the thread that `question` began."""

    def comment(self, comments: Sequence[Comment]) -> None:
        """Keep comments, and send them as soon as that can be done."""

    def drop(self, changes: Sequence[str]) -> None:
        """Forget what the platform did not take."""
