"""What a release consists of. It follows from the positions of its submissions, so it is the same at any later time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...error_codes.review import NO_RELEASE
from ...errors import HsoError
from ...model import ObjectVersion
from ...text import Text
from ..compare.differences import Archive
from ..records.model import Release, Review, Submission


@dataclass(frozen=True, slots=True)
class ReleaseContents:
    """The assembled map as it was adopted.

    Attributes:
        release: the record.
        submissions: those it consists of, by municipality, ascending by code.
        snapshots: their objects, by municipality and identity.
    """

    release: Release
    submissions: Mapping[str, Submission]
    snapshots: Mapping[str, Mapping[str, ObjectVersion]]

    @property
    def versions(self) -> list[ObjectVersion]:
        """All objects, by municipality and identity."""
        return [version for own in self.snapshots.values() for _, version in sorted(own.items())]


def find_release(review: Review, name: str) -> Release:
    """The release of that name, which is unique without regard to case. Raises `HsoError` `HSO-UTGAVA`."""
    plain = " ".join(name.split()).casefold()
    for release in review.releases:
        if release.position is not None and " ".join(release.name.split()).casefold() == plain:
            return release
    known = ", ".join(release.name for release in review.releases) or "–"
    raise HsoError(
        NO_RELEASE,
        Text(
            "Det finns ingen utgåva som heter {name}. De som finns: {known}.",
            "There is no release called {name}. There are: {known}.",
        ).format(name=name, known=known),
    )


def contents(archive: Archive, review: Review, release: Release) -> ReleaseContents:
    """What `release` consists of.

    Raises:
        HsoError: `HSO-UTGAVA` when one of its submissions is not known here.
    """
    known = {each.change: each for each in review.submissions}
    missing = [change for change in release.submissions if change not in known]
    if missing:
        raise HsoError(
            NO_RELEASE,
            Text(
                "Alla inlämningar i utgåvan finns inte här än. Hämta det som är nytt och försök igen.",
                "Not all submissions of the release are here yet. Fetch what is new and try again.",
            ),
            ", ".join(missing),
        )
    own = {known[change].municipality: known[change] for change in release.submissions}
    submissions = {code: own[code] for code in sorted(own)}
    snapshots = {code: archive.snapshot(code, each.snapshot) for code, each in submissions.items()}
    return ReleaseContents(release, submissions, snapshots)
