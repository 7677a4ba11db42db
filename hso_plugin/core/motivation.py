"""Motivations: why a municipality lets a warning stand. One belongs to a finding's object, rule and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, STRtree

from .error_codes.work import MOTIVATION
from .errors import HsoError
from .geometry import valid
from .model import Finding, Severity
from .rules.objects.context import FARTHEST_M, SLACK_M
from .text import Text
from .values import clean_text

#: Fewest characters of a motivation; the same as the catalogue demands of the motivations in the form.
LEAST_CHARACTERS = 20
#: A place of points or lines is the same when no part of it has moved further than this (m).
MOVED_M = 25.0
#: An area is the same place when at most this share of the old one has been added and taken away together.
CHANGED_SHARE = 0.10

#: Lines are compared at their vertices and at points this close (m) between them; on very long ones at fewer.
_STEP_M = 5.0
_MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Motivation:
    """Why a warning stands.

    Attributes:
        finding: id of the finding.
        rule: id of its rule.
        object: identity of its object; None for a finding on a whole municipality.
        text: the reason, as the person wrote it.
        user: `anvandare`, who wrote it.
        written: when, ISO 8601, UTC.
        facts: what the finding rested on besides its place, when this was written.
        extent: the finding's place then, EPSG:3006; None when it had none.
    """

    finding: str
    rule: str
    object: str | None
    text: str
    user: str
    written: str
    facts: str
    extent: Geometry | None


def motivation_for(finding: Finding, text: str, user: str, written: str) -> Motivation:
    """The motivation of `finding`, with `text` in the one form that survives every server.

    Raises:
        HsoError: `HSO-MOTIVERING` when the text is too short, or the finding is no warning: an error must be mended,
            and a note asks for nothing.
    """
    if finding.severity is not Severity.WARNING:
        raise HsoError(
            MOTIVATION,
            Text(
                "Bara varningar kan motiveras. Ett fel måste åtgärdas, och en upplysning behöver ingen motivering.",
                "Only warnings can be motivated. An error must be mended, and a note needs no motivation.",
            ),
            finding.id,
        )
    reason = clean_text(text)
    # Blanks in a row are no reason.
    if len(" ".join(reason.split())) < LEAST_CHARACTERS:
        raise HsoError(
            MOTIVATION,
            Text(
                f"Motiveringen är för kort. Skriv minst {LEAST_CHARACTERS} tecken om varför objektet ska vara som det "
                "är: granskaren läser det.",
                f"The motivation is too short. Write at least {LEAST_CHARACTERS} characters on why the object is to "
                "stay as it is: the reviewer reads it.",
            ),
            finding.id,
        )
    return Motivation(finding.id, finding.rule, finding.object, reason, user, written, finding.facts, finding.geometry)


def holds(motivation: Motivation, finding: Finding) -> bool:
    """True while `finding` is the one that was motivated: same id, same facts, and much the same place."""
    return (
        motivation.finding == finding.id
        and motivation.facts == finding.facts
        and same_place(motivation.extent, finding.geometry)
    )


def standing(motivations: Iterable[Motivation], findings: Iterable[Finding]) -> dict[str, Motivation]:
    """The motivations that hold, by id of the finding, in the order of `findings`. Only warnings have any."""
    known = {motivation.finding: motivation for motivation in motivations}
    if not known:
        return {}
    return {
        finding.id: motivation
        for finding in findings
        if finding.severity is Severity.WARNING
        and (motivation := known.get(finding.id)) is not None
        and holds(motivation, finding)
    }


def same_place(old: Geometry | None, new: Geometry | None) -> bool:
    """True if `new` is much the same place as `old`: `CHANGED_SHARE` for areas, `MOVED_M` for lines and points."""
    if old is None or new is None or old.is_empty or new.is_empty:
        return (old is None or old.is_empty) and (new is None or new.is_empty)
    if old.equals_exact(new, 0.0):
        return True
    dimension = shapely.get_dimensions(old)
    coordinates = shapely.get_coordinates([old, new])
    # With coordinates that are no numbers, or not of this planet, GEOS cannot calculate.
    if dimension != shapely.get_dimensions(new) or not (np.abs(coordinates) < FARTHEST_M).all():
        return False
    try:
        if dimension == 2:
            old, new = _polygons(old), _polygons(new)
            return bool(shapely.symmetric_difference(old, new).area <= CHANGED_SHARE * old.area)
        before, now = _samples(old), _samples(new)
        return _near(before, now) and _near(now, before)
    except shapely.errors.GEOSException:  # what GEOS cannot compare nobody can say to be the same place
        return False


def _polygons(geometry: Geometry) -> Geometry:
    """The valid polygons in `geometry`: drawn areas need not be valid. Part by part, as GEOS wants it."""
    parts = shapely.get_parts([valid(part) for part in shapely.get_parts(geometry)])
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _samples(geometry: Geometry) -> NDArray[np.object_]:
    """Points along `geometry`, its vertices among them."""
    stepped = shapely.segmentize(geometry, max(_STEP_M, geometry.length / _MOST_STEPS))
    samples: NDArray[np.object_] = shapely.points(shapely.get_coordinates(stepped))
    return samples


def _near(some: NDArray[np.object_], others: NDArray[np.object_]) -> bool:
    """True if each of `some` lies within `MOVED_M` of one of `others`: one way of the Hausdorff distance."""
    tree = STRtree(others)  # one by one against a line, many vertices would take minutes
    return len(tree.query_nearest(some, max_distance=MOVED_M + SLACK_M, all_matches=False)[0]) == len(some)
