"""What releases consist of, in words: the municipalities and when each was submitted and approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.catalogue.model import Catalogue
from ...core.review.records.model import Event, Release, Review, Submission
from ...core.review.records.states import approved, decisions_on
from ..widgets import words
from ..workspace.snapshot import moment

#: The platform takes no longer name.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A municipality's part of the assembled map; `submission` is None when nothing of it has been approved."""

    municipality: str
    submission: Submission | None = None


def present(review: Review, catalogue: Catalogue) -> tuple[Piece, ...]:
    """What a release recorded now would consist of: every municipality of the county, in catalogue order."""
    return tuple(Piece(each.code, approved(review, each.code)) for each in catalogue.municipalities)


def pieces_of(review: Review, release: Release, catalogue: Catalogue) -> tuple[Piece, ...]:
    """What `release` consists of: every municipality of the county, in catalogue order."""
    known = {each.change: each for each in review.submissions}
    own = {known[change].municipality: known[change] for change in release.submissions if change in known}
    return tuple(Piece(each.code, own.get(each.code)) for each in catalogue.municipalities)


def pieces_text(review: Review, pieces: Sequence[Piece], catalogue: Catalogue) -> str:
    """A line for each municipality that is in it, and one that names those that are not."""
    lines = [_line(review, piece.submission, catalogue) for piece in pieces if piece.submission]
    lacking = [words.municipality_name(piece.municipality, catalogue) for piece in pieces if piece.submission is None]
    if lacking:
        text = words.translate("Hso", "Inte med, inget är godkänt: {names}")
        lines.append(text.replace("{names}", ", ".join(lacking)))
    return "\n".join(lines)


def _line(review: Review, submission: Submission, catalogue: Catalogue) -> str:
    approval = next((each for each in reversed(decisions_on(review, submission)) if each.event is Event.APPROVED), None)
    text = words.translate("Hso", "{name}: inskickad {sent}, godkänd {approved}")
    return (
        text.replace("{sent}", words.clock(moment(submission.time)))
        .replace("{approved}", words.clock(moment(approval.time if approval else None)))
        .replace("{name}", words.municipality_name(submission.municipality, catalogue))
    )


def municipalities(number: int) -> str:
    """«1 kommun», «7 kommuner»."""
    return words.counted(number, words.translate("Hso", "{n} kommun"), words.translate("Hso", "{n} kommuner"))


def release_line(release: Release) -> str:
    """A release in a list: its name, and below it when and by whom it was recorded."""
    if release.position is None:
        below = words.translate("Hso", "väntar på att skickas")
    else:
        below = words.sentence(
            (words.clock(moment(release.time)), release.user, municipalities(len(release.submissions)))
        )
    return f"{release.name}\n{below}"


def name_trouble(name: str, review: Review) -> str:
    """Why a release cannot have `name`; empty when it can. Names are told apart without regard to case."""
    plain = " ".join(name.split())
    if not plain:
        return words.translate("Hso", "Skriv vad utgåvan heter.")
    if any(each.name.casefold() == plain.casefold() for each in review.releases):
        return words.translate("Hso", "Det finns redan en utgåva med det namnet. Välj ett annat.")
    return ""
