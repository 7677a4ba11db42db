"""A finding of the check across borders, told to the municipalities it concerns: each on its own object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

import shapely

from ...geometry import GRID_DECIMALS
from ...model import Finding, ObjectVersion
from ..records.model import Comment, Review, Submission

#: Of the identities of such comments: the same finding of the same submissions is not told twice by the same person.
_SPACE = UUID("6f0b1c52-6a0e-5d0c-9b51-0f7b8e2f6c11")


def comments_on(
    finding: Finding,
    text: str,
    user: str,
    submissions: Iterable[Submission],
    versions: Mapping[str, ObjectVersion],
) -> list[Comment]:
    """`text` as a comment on each of `submissions`: on the object of that municipality that the finding speaks of.

    A municipality without such an object gets it on its submission, at the finding's place.

    Args:
        finding: what was found between municipalities, or in one.
        text, user: what is said, and by whom.
        submissions: those the finding was made in, one a municipality.
        versions: the objects that were checked, by identity.
    """
    said = []
    for submission in submissions:
        version = _own(finding, submission.municipality, versions)
        said.append(
            Comment(
                change=_identity(finding, submission.change, user),
                text=text,
                user=user,
                submission=submission.change,
                object=version.object.identity if version else None,
                version=version.version if version else None,
                place=None if version else _place(finding),
            )
        )
    return said


def untold(finding: Finding, submissions: Iterable[Submission], review: Review) -> list[Submission]:
    """Those of `submissions` that nobody has told of the finding; what waits to be sent is told."""
    users = {comment.user for comment in review.comments}
    known = {comment.change for comment in review.comments}
    return [
        submission
        for submission in submissions
        if not any(_identity(finding, submission.change, user) in known for user in users)
    ]


def _own(finding: Finding, municipality: str, versions: Mapping[str, ObjectVersion]) -> ObjectVersion | None:
    for identity in (finding.object, finding.other):
        version = versions.get(identity or "")
        if version is not None and version.object.municipality == municipality:
            return version
    return None


def _place(finding: Finding) -> tuple[float, float] | None:
    if finding.geometry is None or finding.geometry.is_empty:
        return None
    point = shapely.point_on_surface(finding.geometry)
    return round(float(point.x), GRID_DECIMALS), round(float(point.y), GRID_DECIMALS)


def _identity(finding: Finding, submission: str, user: str) -> str:
    return str(uuid5(_SPACE, f"{finding.id}\n{submission}\n{user}"))
