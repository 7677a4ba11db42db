"""What would be submitted, what stands in its way, and the record of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import ChangeType, PullResult
from hso_plugin.core.model import Finding, GeometryKind, MapObject, ObjectVersion, Severity, Stage
from hso_plugin.core.motivation import motivation_for
from hso_plugin.core.progress import Progress, Silent
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.review.records.model import Comment, Review, Submission
from hso_plugin.core.review.records.submit import Basis, changes_since, level, refusal, submission_of
from hso_plugin.core.text import Text

CATALOGUE = catalogues.default()
TIMRA = "2262"


def finding(severity: Severity, message: str = "Något") -> Finding:
    return Finding(f"{severity}-1", "r", severity, "o", "A3", Text(message, message), Text("", ""), municipality=TIMRA)


def basis(*findings: Finding, motivated: bool = False, **more: Any) -> Basis:
    reasons = {
        each.id: motivation_for(each, "Det är så det ska vara här, säger planen.", "p", "2026-05-04T08:30:00+00:00")
        for each in findings
        if motivated and each.severity is Severity.WARNING
    }
    run = CheckRun(findings, reasons, CATALOGUE, Stage.SUBMISSION, TIMRA, "2026-05-04T08:30:00+00:00")
    return replace(Basis(17, run, 0, (), Review()), **more)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (basis(unsent=2), "HSO-OSKICKAT"),
        (basis(finding(Severity.ERROR)), "HSO-FEL"),
        (basis(finding(Severity.WARNING)), "HSO-OMOTIVERAT"),
        (basis(finding(Severity.WARNING), motivated=True), None),
        (basis(finding(Severity.NOTE)), None),
        (basis(finding(Severity.ERROR), finding(Severity.WARNING), motivated=True), "HSO-FEL"),
    ],
)
def test_what_stands_in_the_way(found: Basis, code: str | None) -> None:
    error = refusal(found)
    assert (error.code if error else None) == code
    if error is not None:
        assert error.text.sv.count(".") >= 1 and error.text.en != error.text.sv
        with pytest.raises(HsoError):
            submission_of(found, "Klart", "planerare.timra")


def test_the_record_says_what_was_checked_changed_and_answered() -> None:
    earlier = Submission("s1", TIMRA, 3, CATALOGUE.name, "{}", "", "p", 4, "t")
    asked = Comment("k1", "Varför?", "granskare", "s1", position=5)
    open_ = Comment("k2", "Och här?", "granskare", "s1", position=6)
    answer = Comment("k3", "Rättat.", "p", "s1", answers="k1", position=7)
    review = Review((earlier,), (), (asked, open_, answer))
    found = basis(finding(Severity.WARNING, "Å ]]> \U0001f600"), motivated=True, review=review)
    record = submission_of(found, "Klart", "planerare.timra")
    assert (record.municipality, record.snapshot, record.catalogue, record.message, record.user) == (
        TIMRA, 17, CATALOGUE.name, "Klart", "planerare.timra",
    )  # fmt: skip
    assert record.report.isascii() and "]]>" not in record.report
    report = json.loads(record.report)
    assert report["answered"] == ["k1"] and report["changes"] == {"ny": 0, "andrad": 0, "borttagen": 0}
    assert report["findings"][0]["message"] == "Å ]]> \U0001f600"
    assert report["findings"][0]["motivation"]["text"].startswith("Det är så")
    assert report["counts"] == {"fel": 0, "varning": 1, "upplysning": 0}
    assert [thread.question for thread in found.unanswered] == [open_]
    assert submission_of(found, "Klart", "p").change != record.change


@dataclass
class Ledgers:
    """A platform to which a colleague sends while it is read."""

    arriving: list[dict[GeometryKind, int]]
    cursors: dict[GeometryKind, int] = field(default_factory=lambda: dict.fromkeys(GeometryKind, 0))
    now: dict[GeometryKind, int] = field(default_factory=lambda: dict.fromkeys(GeometryKind, 0))

    def stands_at(self, positions: Mapping[GeometryKind, int]) -> bool:
        if self.arriving:
            self.now = self.arriving.pop(0)
        return self.now == positions

    def onward(self, kind: GeometryKind, position: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        thing = MapObject(kind, "o", TIMRA)
        known = [ObjectVersion(thing, 1, str(position), False, "p", position)] if position else []
        new = [ObjectVersion(thing, 2, str(self.now[kind]), False, "p", self.now[kind])]
        yield [*known, *(new if self.now[kind] > position else [])]

    def cursor(self, kind: GeometryKind) -> int:
        return self.cursors[kind]

    def known_change(self, kind: GeometryKind) -> str | None:
        return str(self.cursors[kind])

    def apply(self, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> PullResult:
        self.cursors[kind] = cursor
        return PullResult()


def heads(*positions: int) -> dict[GeometryKind, int]:
    return dict(zip(GeometryKind, positions, strict=True))


def test_the_position_is_one_at_which_nothing_was_passed_over() -> None:
    both = Ledgers([heads(5, 0, 3), heads(5, 8, 3), heads(5, 8, 9), heads(5, 8, 9)])
    assert level(both, both, Silent()) == 9  # type: ignore[arg-type]
    assert both.cursors == heads(5, 8, 9)


def test_a_platform_that_never_stands_still_is_said_so() -> None:
    both = Ledgers([heads(number, 0, 0) for number in range(1, 50)])
    with pytest.raises(HsoError) as caught:
        level(both, both, Silent())  # type: ignore[arg-type]
    assert caught.value.try_again


class History:
    """A municipality's versions: (object, deleted) in the order of positions."""

    def __init__(self, history: Sequence[tuple[int, bool]]) -> None:
        numbers: dict[int, int] = {}
        self.versions = []
        for position, (which, deleted) in enumerate(history, start=1):
            numbers[which] = numbers.get(which, 0) + 1
            thing = MapObject(tuple(GeometryKind)[which % 3], str(which), TIMRA)
            self.versions.append(ObjectVersion(thing, numbers[which], str(position), deleted, "p", position))

    def changes_of(
        self, kind: GeometryKind, municipality: str, position: int, progress: Progress
    ) -> Iterator[Sequence[ObjectVersion]]:
        found = [v for v in self.versions if v.object.kind is kind and (v.position or 0) > position]
        yield found[:2]
        yield found[2:]

    def at(self, position: int) -> Mapping[str, ObjectVersion]:
        found = {version.object.identity: version for version in self.versions[:position]}
        return {identity: version for identity, version in found.items() if not version.deleted}


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=25), st.integers(0, 25))
def test_the_summary_is_the_difference_of_two_maps(history: list[tuple[int, bool]], position: int) -> None:
    platform = History(history)
    position = min(position, len(history))
    before, after = platform.at(position), platform.at(len(history))
    ever = {version.object.identity for version in platform.versions[:position]}
    found = {c.version.object.identity: c.type for c in changes_since(platform, TIMRA, position, Silent())}
    assert {i for i, type_ in found.items() if type_ is ChangeType.NEW} == after.keys() - ever
    touched = {version.object.identity for version in platform.versions[position:]}
    changed = {i for i, type_ in found.items() if type_ is ChangeType.CHANGED}
    assert changed == (after.keys() & ever) & touched
    assert {i for i, type_ in found.items() if type_ is ChangeType.DELETED} >= before.keys() - after.keys()
