"""What a municipality did with a submission that was returned, until it sent in the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..records.model import Review, Submission
from ..records.states import returned_before
from .differences import Archive, ObjectChange, between

#: The sign beside what changed since the return, on screen and in print.
SINCE = "◆"


@dataclass(frozen=True, slots=True)
class SinceReturn:
    """What a municipality did with a submission that was returned, until it sent in the next one.

    Attributes:
        returned: the submission that was returned.
        changed: what leads from that one's map to the next one's, of objects that the next one changes.
        undone: the same of objects that it does not change: they are as approved again.
    """

    returned: Submission
    changed: tuple[ObjectChange, ...]
    undone: tuple[ObjectChange, ...]


def since_return(
    archive: Archive, review: Review, submission: Submission, found: Iterable[ObjectChange]
) -> SinceReturn | None:
    """What changed since the submission that was returned before `submission` was sent in; None when none was.

    Args:
        found: `submission_changes` of `submission`.
    """
    returned = returned_before(review, submission)
    if returned is None:
        return None
    changed = {change.identity for change in found}
    since = between(archive, submission.municipality, returned.snapshot, submission.snapshot)
    return SinceReturn(
        returned,
        tuple(change for change in since if change.identity in changed),
        tuple(change for change in since if change.identity not in changed),
    )
